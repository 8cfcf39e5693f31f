import { filesBlocked } from '../../conversations/index.ts';
import { sniff } from '../../platform/files/index.ts';
import type { MailPart } from './parsed-mail.ts';

/** A file of a mail after a look at its bytes. */
export type SortedPart = MailPart & {
  /** What the bytes say it is; never what the sender or the name claims. */
  mediaType: string;
  /** file: to be filed · inline: shown in the text · ignored: tracker or machine part · blocked: program or script. */
  role: 'file' | 'inline' | 'ignored' | 'blocked';
};

/** Programs inside containers that Windows opens on a double click; the platform's list knows the rest. */
const BLOCKED_NAMES =
  /\.(?:exe|scr|com|pif|bat|cmd|ps1|vbs|vbe|js|jse|wsf|wsh|hta|lnk|msi|msp|jar|iso|img|vhdx?|reg|cpl|chm|scf|appx|apk|dll|sys|one)$/iu;

/** Bytes below which an inline picture is a spacer or tracker (email.md §8). */
const TINY_IMAGE = 1024;

/** Parts that only machines read; bounce-report.ts has used them already. */
const MACHINE =
  /^(?:message\/(?:delivery-status|global-delivery-status|disposition-notification)|application\/(?:pgp-signature|pkcs7-signature|x-pkcs7-signature)|text\/rfc822-headers)$/u;

/**
 * Looks at the bytes of every part and says what to do with it. Archives are never unpacked, so a zip bomb stays the
 * few bytes it is. `shownCids`: the pictures that the HTML really uses.
 */
export async function sortParts(parts: readonly MailPart[], shownCids: readonly string[]): Promise<SortedPart[]> {
  const shown = new Set(shownCids);
  const sorted: SortedPart[] = [];
  for (const part of parts) sorted.push(await sortPart(part, part.cid !== null && shown.has(part.cid)));
  return sorted;
}

async function sortPart(part: MailPart, shown: boolean): Promise<SortedPart> {
  const { mediaType, blocked } = await sniffSafely(part);
  const isImage = mediaType.startsWith('image/');
  // "don.pdf.exe" and "anh.jpg .scr": every ending after the first dot counts, blanks do not.
  const blockedName = BLOCKED_NAMES.test(part.filename.replace(/\s+/gu, ''));
  if (blocked || blockedName) return { ...part, mediaType, role: 'blocked' };
  if (MACHINE.test(part.contentType)) return { ...part, mediaType, role: 'ignored' };
  if (part.size === 0) return { ...part, mediaType, role: 'ignored' };
  if (isImage && (part.inline || shown) && part.size < TINY_IMAGE) return { ...part, mediaType, role: 'ignored' };
  if (isImage && shown) return { ...part, mediaType, role: 'inline' };
  return { ...part, mediaType, role: 'file' };
}

async function sniffSafely(part: MailPart): Promise<{ mediaType: string; blocked: boolean }> {
  if (part.contentType === 'message/rfc822') return { mediaType: 'message/rfc822', blocked: false };
  try {
    return await sniff(part.content.subarray(0, 64 * 1024), part.filename);
  } catch {
    // A file made to break the look at it is kept as unknown bytes.
    return { mediaType: 'application/octet-stream', blocked: false };
  }
}

/** A line for the desk about files that were not kept, or null. */
export function blockedNote(parts: readonly SortedPart[]): string | null {
  const names = parts.filter((part) => part.role === 'blocked').map((part) => part.filename);
  return names.length === 0 ? null : filesBlocked(names.join(', ')).vi;
}
