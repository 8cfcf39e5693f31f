import { type FileInPlace, filesLeftOut, LETTER_NOTES } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { blockedNote, sortParts } from './attachments.ts';
import { cleanHtml } from './clean-html.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { MAIL_LIMITS } from './parsed-mail.ts';
import { splitReply } from './quoting.ts';
import { splitHtmlReply } from './quoting-html.ts';

/** A mail made ready for the desk: its files are in the store, its HTML is clean. */
export type PreparedMail = {
  text: string;
  folded: string | null;
  /** With `cid:` marks in place of attached pictures. */
  html: string | null;
  files: FileInPlace[];
};

const NOTES: Record<string, string> = {
  text_cut: LETTER_NOTES.cut.vi,
  attachments_dropped: filesLeftOut(MAIL_LIMITS.attachments).vi,
};

/**
 * Splits, cleans and files a mail. `joined`: it continues a thread we know, so what it quotes was read before; in a
 * first mail (or a forwarded one) the quoted part is news and stays in sight.
 */
export async function prepareMessage(
  ctx: Ctx,
  mail: ParsedMail,
  options: { joined: boolean; forward: boolean },
): Promise<PreparedMail> {
  const keepQuotes = !options.joined || options.forward;
  const split = splitReply(mail.text, keepQuotes);
  const page =
    mail.html === null ? null : keepQuotes ? { visible: mail.html, quoted: null } : splitHtmlReply(mail.html);
  const clean = page ? cleanHtml(page.visible) : null;
  const parts = await sortParts(mail.attachments, clean?.cids ?? []);
  const files: FileInPlace[] = [];
  for (const part of parts) {
    if (part.role !== 'file' && part.role !== 'inline') continue;
    const stored = await ctx.files.put(part.content, MAIL_LIMITS.raw);
    files.push({
      sha256: stored.sha256,
      name: part.filename,
      mediaType: part.mediaType,
      size: stored.size,
      contentId: part.cid,
      inline: part.role === 'inline',
    });
  }
  const notes = [blockedNote(parts), ...mail.warnings.map((warning) => NOTES[warning] ?? null)].filter(
    (note) => note !== null,
  );
  const text = [split.visible, ...notes].filter(Boolean).join('\n\n');
  const folded = [split.quoted, split.signature].filter(Boolean).join('\n\n');
  return { text, folded: folded || null, html: clean?.html || null, files };
}
