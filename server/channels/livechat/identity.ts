import { createHmac, timingSafeEqual } from 'node:crypto';

/** A signature is good for so long at most: a stolen one is worth little. Seconds. */
const LONGEST_LIFE = 600;
/** Clocks of two servers differ. Seconds. */
const CLOCK_SLACK = 60;

/** What the site signs: HMAC-SHA256 over `id + "." + exp`, lower-case hex. */
export function identityHash(secret: string, id: string, exp: number): string {
  return createHmac('sha256', secret).update(`${id}.${exp}`).digest('hex');
}

/** Whether the site vouched for this id, just now. Pure, in constant time. `exp` in seconds since 1970. */
export function isVouchedFor(secret: string, given: { id: string; exp: number; hash: string }, now: Date): boolean {
  const expected = Buffer.from(identityHash(secret, given.id, given.exp));
  const hash = Buffer.from(given.hash.toLowerCase());
  const same = hash.length === expected.length && timingSafeEqual(hash, expected);
  const seconds = now.getTime() / 1000;
  return same && given.exp > seconds - CLOCK_SLACK && given.exp <= seconds + LONGEST_LIFE + CLOCK_SLACK;
}
