import { decodeBytes, repairVietnamese } from './charset.ts';
import { repairFontRuns } from './font-runs.ts';
import type { LegacyEncoding } from './legacy-encodings.ts';
import { LEGACY_ENCODINGS } from './legacy-encodings.ts';
import { textOfHtml, tidyText } from './mail-text.ts';
import { MAIL_LIMITS } from './parsed-mail.ts';
import type { MimeContent, MimeLeaf } from './read-mime.ts';
import { readMime } from './read-mime.ts';

/** Text and HTML of a mail, repaired and tidied; the HTML is not cleaned. `warnings` says what was cut. */
export type Bodies = { text: string; html: string | null; repairedFrom: LegacyEncoding | null; warnings: string[] };

/**
 * The two bodies of a mail that readMime took apart; `raw` is needed again when a charset label was wrong.
 * @throws UnreadableMail
 */
export async function readBodies(mime: MimeContent, raw: Buffer): Promise<Bodies> {
  let { text, html } = mime;
  let known: LegacyEncoding | null = null;
  // A wrong charset label destroys letters; then the bytes are fetched again and judged by themselves.
  if (text.includes('\ufffd') || html?.includes('\ufffd')) ({ text, html, known } = await bodiesFromBytes(raw));
  const warnings: string[] = [];
  if (html && html.length > MAIL_LIMITS.html) warnings.push('html_cut');
  const fonts = html ? repairFontRuns(html) : null;
  const page = fonts?.encoding
    ? { text: fonts.html, repairedFrom: fonts.encoding }
    : html
      ? repairVietnamese(html)
      : null;
  const plain = repairVietnamese(text, fonts?.encoding ?? known);
  const fromHtml = page ? tidyText(textOfHtml(page.text)) : null;
  const own = tidyText(plain.text);
  // Some parts of a mail may exist as HTML only (a plain footer below an HTML body): the fuller of the two is the text.
  const better = fromHtml && fromHtml.text.length > 2 * own.text.length + (own.text ? 200 : 0) ? fromHtml : own;
  if (better.cut) warnings.push('text_cut');
  const shown = page ? page.text.replaceAll('\0', '').toWellFormed().normalize('NFC') : null;
  return { text: better.text, html: shown, repairedFrom: page?.repairedFrom ?? plain.repairedFrom ?? known, warnings };
}

type RawBodies = { text: string; html: string | null; known: LegacyEncoding | null };

async function bodiesFromBytes(raw: Buffer): Promise<RawBodies> {
  const { leaves } = await readMime(raw, true);
  let known: LegacyEncoding | null = null;
  const decode = (bytes: Buffer, declared: string | null): string => {
    const { text, charset } = decodeBytes(bytes, declared);
    const legacy = LEGACY_ENCODINGS.find((encoding) => encoding === charset && encoding !== 'utf-8');
    if (legacy) known = legacy;
    return text;
  };
  const texts: string[] = [];
  const pages: string[] = [];
  for (const leaf of leaves) {
    if (leaf.contentDisposition && leaf.contentDisposition !== 'inline') continue;
    const declared = charsetOf(leaf);
    if (leaf.contentType === 'text/plain') texts.push(decode(leaf.bytes, declared));
    if (leaf.contentType === 'text/html') {
      const meta = /<meta[^>]{1,200}charset=["']?([\w:.-]{1,40})/iu.exec(leaf.bytes.toString('latin1', 0, 4096))?.[1];
      pages.push(decode(leaf.bytes, declared ?? meta ?? null));
    }
  }
  return { text: texts.join('\n'), html: pages.length > 0 ? pages.join('<br>\n') : null, known };
}

function charsetOf(leaf: MimeLeaf): string | null {
  const type = leaf.headers.get('content-type');
  if (!type || typeof type !== 'object' || !('params' in type)) return null;
  return (type as { params: Record<string, string> }).params.charset ?? null;
}
