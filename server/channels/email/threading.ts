import { createHmac, timingSafeEqual } from 'node:crypto';
import { splitAddress } from './addresses.ts';
import type { ParsedMail } from './parsed-mail.ts';

/** `c`: answers to a conversation · `m`: bounces of one message. The number is the id in our tables. */
export type TokenKind = 'c' | 'm';
export type Token = { kind: TokenKind; id: number };

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** First 50 bits of an HMAC-SHA256, in lower-case base32: mail servers may change the case of an address. */
function mac(secret: Buffer, kind: TokenKind, id: number): string {
  const bytes = createHmac('sha256', secret).update(`${kind}${id}`).digest();
  let bits = 0n;
  for (const byte of bytes.subarray(0, 7)) bits = (bits << 8n) | BigInt(byte);
  bits >>= 6n;
  let text = '';
  for (let index = 0; index < 10; index += 1) {
    text = (BASE32[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return text;
}

/** `hotro@tinh.vn` + conversation 12 → `hotro+c12.k3f9…@tinh.vn`. An existing tag is replaced. */
export function taggedAddress(address: string, kind: TokenKind, id: number, secret: Buffer): string {
  const { local, domain } = splitAddress(address);
  return `${local}+${kind}${id}.${mac(secret, kind, id)}@${domain}`;
}

/** The token of an address that we made, or null for anything else, forged ones included. */
export function readToken(address: string, secret: Buffer): Token | null {
  const found = /^([cm])(\d{1,15})\.([a-z2-7]{10})$/u.exec(splitAddress(address).tag.toLowerCase());
  if (!found?.[1] || !found[2] || !found[3]) return null;
  const kind = found[1] as TokenKind;
  const id = Number(found[2]);
  return timingSafeEqual(Buffer.from(found[3]), Buffer.from(mac(secret, kind, id))) ? { kind, id } : null;
}

/** Our Message-ID without brackets. The same message always gets the same id, so a repeated sending is one mail. */
export function ourMessageId(conversationId: number, messageId: number, domain: string, secret: Buffer): string {
  return `c${conversationId}.m${messageId}.${mac(secret, 'm', messageId)}@${domain}`;
}

/** The ids in a Message-ID of ours, or null; the code in it is checked, so nobody can make one up. */
export function readOurMessageId(id: string, secret: Buffer): { conversationId: number; messageId: number } | null {
  const found = /^c(\d{1,15})\.m(\d{1,15})\.([a-z2-7]{10})@/u.exec(id.toLowerCase());
  if (!found?.[1] || !found[2] || !found[3]) return null;
  const messageId = Number(found[2]);
  if (!timingSafeEqual(Buffer.from(found[3]), Buffer.from(mac(secret, 'm', messageId)))) return null;
  return { conversationId: Number(found[1]), messageId };
}

/** Case codes in square brackets in a subject, as we write them: `[1022-251120-0042]`. */
export function caseCodesIn(subject: string): string[] {
  const found = subject.matchAll(/\[\s*#?\s*(1022-\d{6}-\d{4,6})\s*\]/gu);
  return [...new Set([...found].map((match) => match[1] ?? ''))].slice(0, 5);
}

const REPLY = /^(?:(?:re|aw|sv|antw|trả lời|phúc đáp|fwd?|tl|chuyển tiếp|wg)(?:\s*\[\d+\])?\s*:|v\/v\s*:?)\s*/iu;
const FORWARD = /^(?:(?:re|trả lời)\s*:\s*)?(?:fwd?|chuyển tiếp|wg)\s*:/iu;

/** Subject without reply and forward marks, without our code, lower-case: equal for all mails of one thread. */
export function normalisedSubject(subject: string): string {
  let rest = subject
    .normalize('NFC')
    .replace(/\[\s*#?\s*1022-\d{6}-\d{4,6}\s*\]/gu, ' ')
    .trim();
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(REPLY, '').trim();
  }
  return rest.replace(/\s+/gu, ' ').toLowerCase();
}

/** A forwarded mail: what it quotes is news. */
export function isForward(subject: string): boolean {
  return FORWARD.test(subject.trim());
}

/** Every hint in a mail to the thread it belongs to, strongest first (email.md §3). Nothing is decided here. */
export type ThreadHints = {
  tokens: Token[];
  /** In-Reply-To first, then References from the last to the first. Without brackets. */
  messageIds: string[];
  caseCodes: string[];
  subject: string;
  forward: boolean;
};

export function threadCandidates(mail: ParsedMail, secret: Buffer): ThreadHints {
  const addresses = [...mail.deliveredTo, ...mail.to.map((to) => to.address), ...mail.cc.map((cc) => cc.address)];
  const tokens = addresses.map((address) => readToken(address, secret)).filter((token) => token !== null);
  const ids = [...mail.inReplyTo, ...[...mail.references].reverse()];
  return {
    tokens: [...new Map(tokens.map((token) => [`${token.kind}${token.id}`, token])).values()],
    messageIds: [...new Set(ids)].slice(0, 50),
    caseCodes: caseCodesIn(mail.subject),
    subject: normalisedSubject(mail.subject),
    forward: isForward(mail.subject),
  };
}

/** A thread that a hint led to. `participants` are the addresses that take part in it (lower-case). */
export type ThreadMatch = {
  conversationId: number;
  via: 'token' | 'header' | 'code';
  participants: ReadonlySet<string>;
};

export type ThreadDecision =
  | { join: number; via: ThreadMatch['via'] }
  | { join: null; related: { conversationId: number; via: ThreadMatch['via'] } | null };

/**
 * Joins the first match (they come strongest first) in which the sender takes part. A stranger joins nothing,
 * whatever he knows: codes and addresses are forwarded, printed and guessed (Zammad #5064). He gets a thread of his
 * own, and the one he knew of is named as possibly related.
 */
export function decideThread(matches: readonly ThreadMatch[], sender: string | null): ThreadDecision {
  const own = sender === null ? undefined : matches.find((match) => match.participants.has(sender));
  if (own) return { join: own.conversationId, via: own.via };
  const first = matches[0];
  return { join: null, related: first ? { conversationId: first.conversationId, via: first.via } : null };
}
