/** Are two records one person? Pure: facts in, a confidence and its reasons out. */
import type { MatchReason } from '../../contract/citizens.ts';
import { fold } from '../platform/text.ts';

export interface PersonFacts {
  kind: 'person' | 'business';
  name: string | null;
  identities: readonly { kind: string; value: string; confidence: string }[];
  /** Phones (E.164) and mail addresses found in what the person wrote. */
  mentioned: readonly string[];
  /** Areas of his cases. */
  areas: readonly string[];
}

export interface Match {
  /** 0–100 */
  score: number;
  reasons: { reason: MatchReason; detail: string }[];
}

/** From here on a merge is offered. */
export const OFFER_FROM = 40;

/** Words before a name, which are no part of it. */
const TITLES = /^(?:(?:ong|ba|anh|chi|em|co|chu|bac|mr|mrs|ms)\.? )+/;

/** A name as it is compared: without accents, titles and punctuation. */
export function comparableName(name: string | null): string {
  return fold(name ?? '')
    .replace(/[^\p{L}\p{N} ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(TITLES, '');
}

const CERTAINTY: Record<string, number> = { verified: 1, said: 0.9, guessed: 0.6 };

/**
 * How sure it is that both are one, and why. What is independent adds up as chances do: two weak reasons make a
 * stronger one and never 100 %. A phone may be a family's, so even the same number is not certain.
 */
export function matchScore(a: PersonFacts, b: PersonFacts): Match {
  const reasons: (Match['reasons'][number] & { weight: number })[] = [];
  const sameName = comparableName(a.name) !== '' && comparableName(a.name) === comparableName(b.name);
  for (const kind of ['phone', 'email'] as const) {
    for (const mine of a.identities.filter((one) => one.kind === kind)) {
      const theirs = b.identities.find((one) => one.kind === kind && one.value === mine.value);
      if (!theirs) continue;
      const certainty = Math.min(CERTAINTY[mine.confidence] ?? 0.6, CERTAINTY[theirs.confidence] ?? 0.6);
      reasons.push({
        reason: kind === 'phone' ? 'same_phone' : 'same_email',
        detail: mine.value,
        weight: 0.9 * certainty,
      });
    }
  }
  const known = new Set(reasons.map((one) => one.detail));
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    for (const one of to.identities) {
      if ((one.kind !== 'phone' && one.kind !== 'email') || known.has(one.value) || !from.mentioned.includes(one.value))
        continue;
      known.add(one.value);
      const reason = one.kind === 'phone' ? 'phone_in_text' : 'email_in_text';
      reasons.push({ reason, detail: one.value, weight: 0.65 });
    }
  }
  if (sameName) {
    // Nguyễn Văn Nam is not one person; in the same ward it often is. One word alone says nothing.
    const words = comparableName(a.name).split(' ').length;
    const area = a.areas.find((one) => b.areas.includes(one));
    if (words > 1)
      reasons.push(
        area === undefined
          ? { reason: 'same_name', detail: a.name ?? '', weight: words > 2 ? 0.25 : 0.15 }
          : { reason: 'same_name_and_area', detail: area, weight: words > 2 ? 0.5 : 0.35 },
      );
  }
  let doubt = reasons.reduce((rest, one) => rest * (1 - one.weight), 1);
  // Two full names that contradict each other: the phone is a shared one.
  if (reasons.length > 0 && contradict(comparableName(a.name), comparableName(b.name))) doubt = 1 - (1 - doubt) * 0.6;
  if (a.kind !== b.kind) doubt = 1 - (1 - doubt) * 0.5;
  const score = Math.round((1 - doubt) * 100);
  return {
    score,
    reasons: reasons.sort((x, y) => y.weight - x.weight).map(({ reason, detail }) => ({ reason, detail })),
  };
}

/** Both are full names, and the shorter is not the longer in other words (“Hoa Trần”, “Trần Thị Hoa”). */
function contradict(a: string, b: string): boolean {
  const [shorter, longer] = [a.split(' '), b.split(' ')].sort((x, y) => x.length - y.length) as [string[], string[]];
  return shorter.length > 1 && !shorter.every((word) => longer.includes(word));
}
