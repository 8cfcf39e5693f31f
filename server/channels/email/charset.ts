import iconv from 'iconv-lite';
import type { LegacyEncoding } from './legacy-encodings.ts';
import { LEGACY_ENCODINGS, readAs } from './legacy-encodings.ts';
import { scoreVietnamese } from './vietnamese-syllables.ts';

/** What a repair gave: the text in NFC, and the encoding it turned out to be in (null = nothing was changed). */
export type RepairedText = { text: string; repairedFrom: LegacyEncoding | null };

/** Letters that only properly encoded Vietnamese has; a line with one of them is never touched. */
const PROPER = /[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]|\p{M}/u;

/**
 * Repairs text that was sent in an old Vietnamese encoding under a wrong name (email.md §6).
 * Line by line: lines already in proper Vietnamese stay. The rest is read in each encoding and kept only if the
 * result is clearly better Vietnamese than before. `hint` is the encoding that fonts in the same mail name: with it a
 * single better word is enough. Always returns NFC.
 */
export function repairVietnamese(text: string, hint: LegacyEncoding | null = null): RepairedText {
  const nfc = text.normalize('NFC');
  if (/^\p{ASCII}*$/u.test(nfc)) return { text: nfc, repairedFrom: null };
  const lines = nfc.split('\n');
  const suspect = lines.filter((line) => !PROPER.test(line)).join('\n');
  const encoding = detectLegacy(suspect, hint);
  if (!encoding) return { text: nfc, repairedFrom: null };
  const repaired = lines.map((line) => (PROPER.test(line) ? line : readAs(encoding, line)));
  return { text: repaired.join('\n'), repairedFrom: encoding };
}

/**
 * Names the old encoding that `text` is really in, or null. Without a hint at least three marked words must become
 * Vietnamese syllables, four in five of all marked words, and twice as many as before.
 */
export function detectLegacy(text: string, hint: LegacyEncoding | null = null): LegacyEncoding | null {
  const sample = text.slice(0, 50_000);
  if (isDoubledUtf8(sample)) return 'utf-8';
  const before = scoreVietnamese(sample);
  if (!hint && before.marked > 0 && before.valid / before.marked >= 0.6) return null;
  let best: { encoding: LegacyEncoding; valid: number } | null = null;
  for (const encoding of hint ? [hint] : LEGACY_ENCODINGS) {
    const after = scoreVietnamese(readAs(encoding, sample));
    const ratio = after.valid / Math.max(1, after.marked);
    const clear = hint
      ? after.valid > before.valid && ratio >= 0.6
      : after.valid >= 3 && ratio >= 0.8 && after.valid >= 2 * before.valid;
    if (clear && after.valid > (best?.valid ?? 0)) best = { encoding, valid: after.valid };
  }
  return best?.encoding ?? null;
}

/** UTF-8 read as windows-1252 proves itself: its byte runs are valid UTF-8 and give Vietnamese. */
function isDoubledUtf8(sample: string): boolean {
  const doubled = readAs('utf-8', sample);
  if (doubled === sample) return false;
  const after = scoreVietnamese(doubled);
  return after.valid >= 2 && after.valid / after.marked >= 0.8 && PROPER.test(doubled);
}

/** Charset names seen in the wild that iconv-lite does not know, or knows by another name. */
const CHARSET_ALIASES: Record<string, string> = {
  'x-viet-tcvn5712': 'tcvn',
  tcvn3: 'tcvn',
  'tcvn-5712': 'tcvn',
  'tcvn5712-1:1993': 'tcvn',
  'cp-1258': 'windows-1258',
  'x-cp1258': 'windows-1258',
};

/**
 * Decodes bytes of which the declared charset gave broken text (or none was declared). Order: UTF-8 if it is valid;
 * the old Vietnamese encoding that makes the best Vietnamese; the declared charset; UTF-8 with a few broken bytes;
 * windows-1252. Never throws; the result is NFC.
 */
export function decodeBytes(bytes: Buffer, declared: string | null): { text: string; charset: string } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC'), charset: 'utf-8' };
  } catch {
    // Not UTF-8, whatever the label says.
  }
  const latin = bytes.toString('latin1');
  const name = (declared ?? '').toLowerCase().trim();
  const charset = CHARSET_ALIASES[name] ?? name;
  const labelled = charset !== '' && !/^(?:utf-?8|us-ascii|ascii|utf-?7|base64|hex)$/u.test(charset);
  if (labelled && iconv.encodingExists(charset)) {
    const text = iconv.decode(bytes, charset).normalize('NFC');
    if (!text.includes('\ufffd')) return { text, charset };
  }
  const vietnamese = detectLegacy(latin) ?? detectBroken(latin);
  if (vietnamese) return { text: readAs(vietnamese, latin), charset: vietnamese };
  const lenient = bytes.toString('utf8');
  const broken = lenient.split('\ufffd').length - 1;
  const letters = (lenient.match(/\P{ASCII}/gu) ?? []).length - broken;
  if (letters > broken) return { text: lenient.normalize('NFC'), charset: 'utf-8' };
  return { text: iconv.decode(bytes, 'windows-1252').normalize('NFC'), charset: 'windows-1252' };
}

/** For bytes known to be no UTF-8: even one or two good words decide (a subject line is short). */
function detectBroken(latin: string): LegacyEncoding | null {
  const before = scoreVietnamese(latin);
  let best: { encoding: LegacyEncoding; valid: number } | null = null;
  for (const encoding of LEGACY_ENCODINGS) {
    const after = scoreVietnamese(readAs(encoding, latin));
    const clear = after.valid > before.valid && after.valid === after.marked;
    if (clear && after.valid > (best?.valid ?? 0)) best = { encoding, valid: after.valid };
  }
  return best?.encoding ?? null;
}
