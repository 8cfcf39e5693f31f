import { repairVietnamese } from './charset.ts';
import type { LegacyEncoding } from './legacy-encodings.ts';
import type { MailAddress } from './parsed-mail.ts';

/**
 * An address as we compare and store it: trimmed, lower-case, NFC; null when it is none that mail could be sent to.
 * Deliberately narrow (no quoted local parts, no comments, no IP literals): what passes cannot break a header.
 */
export function normaliseAddress(value: string): string | null {
  const address = value.trim().normalize('NFC').toLowerCase();
  if (address.length > 254) return null;
  const found =
    /^([^\s@<>()[\]\\,;:"\p{C}]{1,64})@((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)*[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?)$/u.exec(
      address,
    );
  if (!found?.[1] || found[1].startsWith('.') || found[1].endsWith('.') || found[1].includes('..')) return null;
  return address;
}

/** `ten+the@mien` → `{local: 'ten', tag: 'the', domain: 'mien'}`; the tag is '' when there is none. */
export function splitAddress(address: string): { local: string; tag: string; domain: string } {
  const at = address.lastIndexOf('@');
  const name = address.slice(0, at);
  const plus = name.indexOf('+');
  return {
    local: plus < 0 ? name : name.slice(0, plus),
    tag: plus < 0 ? '' : name.slice(plus + 1),
    domain: address.slice(at + 1),
  };
}

/** The same mailbox, whatever plus-tag it was written with. */
export function withoutTag(address: string): string {
  const { local, domain } = splitAddress(address);
  return `${local}@${domain}`;
}

/** What a mail library gives for one entry of an address header, groups included. */
export type LooseAddress = { name?: string; address?: string; group?: LooseAddress[] };

/**
 * Flattens groups, drops what is no address, removes repeats, repairs names. `limit` addresses are kept;
 * `count` tells how many there were.
 */
export function tidyAddresses(
  loose: LooseAddress[],
  limit: number,
  hint: LegacyEncoding | null,
): { list: MailAddress[]; count: number } {
  const seen = new Map<string, MailAddress>();
  let count = 0;
  const walk = (entries: LooseAddress[], depth: number): void => {
    for (const entry of entries) {
      if (entry.group) {
        if (depth < 5) walk(entry.group, depth + 1);
        continue;
      }
      const address = normaliseAddress(entry.address ?? '');
      if (!address) continue;
      count += 1;
      if (seen.size < limit && !seen.has(address)) seen.set(address, { name: tidyName(entry.name, hint), address });
    }
  };
  walk(loose, 0);
  return { list: [...seen.values()], count };
}

function tidyName(name: string | undefined, hint: LegacyEncoding | null): string {
  const plain = (name ?? '').replace(/[\p{C}]+/gu, ' ').trim();
  return repairVietnamese(plain.slice(0, 500), hint).text.slice(0, 200);
}
