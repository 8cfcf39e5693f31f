import { createHash } from 'node:crypto';
import { normaliseAddress } from './addresses.ts';
import { splitHead } from './head.ts';
import { MAIL_LIMITS } from './parsed-mail.ts';

/** Raw header lines (bytes in latin1 strings) as lower-case name → unfolded values, at most 50 per name. */
export function headerMap(lines: readonly { key: string; line: string }[]): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const { key, line } of lines) {
    const text = Buffer.from(line, 'latin1').toString('utf8');
    const value = text.slice(text.indexOf(':') + 1).replace(/\r?\n[ \t]*/gu, ' ');
    const values = map.get(key) ?? [];
    if (values.length < 50) values.push(value.slice(0, MAIL_LIMITS.headerField).trim());
    map.set(key, values);
  }
  return map;
}

/** Message ids of a header in order, without brackets; a bare id without brackets is accepted. */
export function messageIds(values: readonly string[] | undefined): string[] {
  const text = (values ?? []).join(' ');
  const found = [...text.matchAll(/<([^<>\s]{1,500})>/gu)].map((match) => match[1] ?? '');
  const ids = found.length > 0 ? found : (text.match(/[^\s<>,;]{1,400}@[^\s<>,;]{1,100}/gu) ?? []);
  return [...new Set(ids.map((id) => id.replace(/[\p{C}]/gu, '')))].filter(Boolean);
}

/** RFC 5322 wants an id; without one a mail is known by what it says, so that the same mail read twice is one. */
export function madeMessageId(raw: Buffer, headers: ReadonlyMap<string, string[]>): string {
  const hash = createHash('sha256');
  for (const name of ['from', 'date', 'subject']) hash.update(`${headers.get(name)?.[0] ?? ''}\n`);
  hash.update(splitHead(raw).body.subarray(0, 4096));
  return `${hash.digest('hex').slice(0, 40)}@made.invalid`;
}

/** Where the receiving servers say they delivered the mail. */
export function deliveredTo(headers: ReadonlyMap<string, string[]>): string[] {
  const names = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-delivered-to'];
  const values = names.flatMap((name) => headers.get(name) ?? []).flatMap((value) => value.slice(0, 2000).split(','));
  const addresses = values.map((value) => normaliseAddress(value.replace(/^[\s<]+|[\s>]+$/gu, '')));
  return [...new Set(addresses.filter((address) => address !== null))].slice(0, 50);
}

/** The envelope sender: '' is the null sender, null means that no server noted it. */
export function returnPath(headers: ReadonlyMap<string, string[]>): string | null {
  const value = headers.get('return-path')?.[0];
  if (value === undefined) return null;
  const inner = value.replace(/^[\s<]+|[\s>]+$/gu, '');
  return inner === '' ? '' : normaliseAddress(inner);
}

/** The Date header as an instant; null when missing, unreadable or absurd. */
export function dateOf(value: string | undefined): Date | null {
  const date = value ? new Date(value.replace(/\([^)]{0,100}\)/gu, '').slice(0, 100)) : null;
  if (!date || Number.isNaN(date.getTime())) return null;
  return date.getUTCFullYear() >= 1990 && date.getUTCFullYear() < 2100 ? date : null;
}
