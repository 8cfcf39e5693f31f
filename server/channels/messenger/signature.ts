import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether `X-Hub-Signature-256` fits the bytes as they came. Never over JSON that was written anew: Meta signs with every
 * letter beyond ASCII escaped.
 */
export function signatureFits(raw: Buffer, header: string | undefined, appSecret: string): boolean {
  const given = /^sha256=([0-9a-fA-F]{64})$/.exec(header ?? '')?.[1];
  if (!given) return false;
  const right = createHmac('sha256', appSecret).update(raw).digest();
  return timingSafeEqual(right, Buffer.from(given, 'hex'));
}

/** Compares two words without telling by time how much of them agrees. */
export function sameWord(a: string, b: string): boolean {
  const hash = (word: string) => createHash('sha256').update(word).digest();
  return timingSafeEqual(hash(a), hash(b));
}

/** Proves to Meta that the caller who has the token has the app's secret too. */
export function appSecretProof(appSecret: string, token: string): string {
  return createHmac('sha256', appSecret).update(token).digest('hex');
}
