/** Drawing a sample: pure, and the same again from the same seed, so that nobody need believe that it was fair. */
import { createHash } from 'node:crypto';

/**
 * So many of the candidates, by lot. Each gets the place that the digest of seed and key gives him: whoever has the
 * seed and the list can check the drawing, and nobody's place depends on who else stands in the list.
 * @param size null = all of them, in the order of the lot
 */
export function drawSample<T>(
  candidates: readonly T[],
  { seed, size, keyOf }: { seed: string; size: number | null; keyOf(one: T): string },
): T[] {
  const placed = candidates.map((one) => ({ one, lot: lotOf(seed, keyOf(one)) }));
  placed.sort((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : 0));
  return placed.slice(0, size ?? placed.length).map(({ one }) => one);
}

const lotOf = (seed: string, key: string) => createHash('sha256').update(`${seed}\n${key}`).digest('hex');
