import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Zalo's webhook code: plain SHA-256 over first term, body as received, timestamp and key (no HMAC). Lower-case hex. */
export function webhookMac(firstTerm: string, raw: Buffer, timestamp: string, key: string): string {
  return createHash('sha256').update(firstTerm).update(raw).update(timestamp).update(key).digest('hex');
}

/** Header `X-ZEvent-Signature`: `mac=<64 hex>`, blanks tolerated, or the bare hex. Null when it is neither. */
export function macOfHeader(header: string | undefined): Buffer | null {
  const found = /^\s*(?:mac\s*=\s*)?([0-9a-f]{64})\s*$/i.exec(header ?? '');
  return found?.[1] ? Buffer.from(found[1], 'hex') : null;
}

export interface SignedEvent {
  raw: Buffer;
  header: string | undefined;
  /** `timestamp` of the body, as it stands there. */
  timestamp: string;
  key: string;
  /** What may stand first, best guess first; empty ones are skipped. */
  firstTerms: readonly (string | undefined)[];
}

/** The first term under which the signature is right, or null when it is forged. Every comparison takes equally long. */
export function matchSignature(event: SignedEvent): string | null {
  const given = macOfHeader(event.header);
  if (given === null || event.key === '') return null;
  let matched: string | null = null;
  for (const term of new Set(event.firstTerms)) {
    if (!term) continue;
    const right = Buffer.from(webhookMac(term, event.raw, event.timestamp, event.key), 'hex');
    if (timingSafeEqual(given, right)) matched ??= term;
  }
  return matched;
}

/** How old an event may be, in milliseconds; from the future only as much as clocks differ. */
export function isStale(timestamp: string, now: Date, staleAfter: number): boolean {
  if (!/^\d{10,16}$/.test(timestamp)) return true;
  const age = now.getTime() - Number(timestamp);
  return age > staleAfter || age < -FUTURE;
}

const FUTURE = 10 * 60_000;

/** Header `appsecret_proof`: HMAC-SHA256 of the access token, for apps that ask for it. */
export function appSecretProof(appSecret: string, accessToken: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}
