import { createHash } from 'node:crypto';
import { safeFileName } from '../../platform/files/index.ts';
import type { LooseAddress } from './addresses.ts';
import { tidyAddresses } from './addresses.ts';
import { readAuthResults } from './auth-results.ts';
import { repairVietnamese } from './charset.ts';
import { tidyHead } from './head.ts';
import { dateOf, deliveredTo, headerMap, madeMessageId, messageIds, returnPath } from './header-values.ts';
import { tidyLine } from './mail-text.ts';
import type { MailAddress, MailPart, ParsedMail } from './parsed-mail.ts';
import { MAIL_LIMITS, UnreadableMail } from './parsed-mail.ts';
import type { Bodies } from './read-bodies.ts';
import { readBodies } from './read-bodies.ts';
import type { MimeContent, MimeLeaf } from './read-mime.ts';
import { readMime } from './read-mime.ts';

/** `authservId`: the id of our own receiving server in Authentication-Results; without it no verdict is believed. */
export type ParseSettings = { authservId?: string | null };

/**
 * Understands one raw mail. Hostile and broken input gives either a result with `warnings` or UnreadableMail.
 * @throws UnreadableMail and nothing else.
 */
export async function parseMail(raw: Buffer, settings: ParseSettings = {}): Promise<ParsedMail> {
  if (raw.length > MAIL_LIMITS.raw) throw new UnreadableMail('too_large', `mail of ${raw.length} bytes`);
  if (raw.length === 0) throw new UnreadableMail('empty', 'mail of 0 bytes');
  try {
    const tidy = tidyHead(raw);
    const mime = await readMime(tidy.raw);
    if (mime.lines.length === 0) throw new UnreadableMail('broken', 'no header');
    const bodies = await readBodies(mime, tidy.raw);
    return assemble(raw, mime, bodies, settings, tidy.warnings);
  } catch (error) {
    if (error instanceof UnreadableMail) throw error;
    throw new UnreadableMail('broken', error instanceof Error ? error.message : String(error), error);
  }
}

function assemble(
  raw: Buffer,
  mime: MimeContent,
  bodies: Bodies,
  settings: ParseSettings,
  before: string[],
): ParsedMail {
  const hint = bodies.repairedFrom;
  const headers = headerMap(mime.lines);
  const list = (name: string, limit: number) => tidyAddresses(looseOf(mime, name), limit, hint);
  const to = list('to', MAIL_LIMITS.recipients);
  const cc = list('cc', MAIL_LIMITS.recipients);
  const one = (name: string): MailAddress | null => list(name, 1).list[0] ?? null;
  const subjectHeader = mime.headers.get('subject');
  const subject = tidyLine(repairVietnamese(typeof subjectHeader === 'string' ? subjectHeader : '', hint).text, 500);
  const attachments = mime.leaves.slice(0, MAIL_LIMITS.attachments).map(toPart);
  const dropped = mime.dropped + mime.leaves.length - attachments.length;
  const ownId = messageIds(headers.get('message-id'))[0];
  return {
    messageId: ownId ?? madeMessageId(raw, headers),
    messageIdMade: ownId === undefined,
    inReplyTo: messageIds(headers.get('in-reply-to')).slice(0, 20),
    references: messageIds(headers.get('references')).slice(-MAIL_LIMITS.references),
    from: one('from'),
    sender: one('sender'),
    replyTo: list('reply-to', 20).list,
    to: to.list,
    cc: cc.list,
    deliveredTo: deliveredTo(headers),
    returnPath: returnPath(headers),
    recipientCount: to.count + cc.count,
    subject,
    date: dateOf(headers.get('date')?.[0]),
    text: bodies.text,
    html: bodies.html,
    repairedFrom: hint,
    attachments,
    auth: readAuthResults(headers.get('authentication-results') ?? [], settings.authservId ?? null),
    headers,
    rawSha256: createHash('sha256').update(raw).digest('hex'),
    rawSize: raw.length,
    warnings: [...before, ...bodies.warnings, ...(dropped > 0 ? ['attachments_dropped'] : [])],
  };
}

function looseOf(mime: MimeContent, name: string): LooseAddress[] {
  const header = mime.headers.get(name);
  const objects = Array.isArray(header) ? header : [header];
  return objects.flatMap((entry) => {
    if (!entry || typeof entry !== 'object' || !('value' in entry) || !Array.isArray(entry.value)) return [];
    return entry.value as LooseAddress[];
  });
}

function toPart(leaf: MimeLeaf, index: number): MailPart {
  const cid = leaf.cid ? tidyLine(leaf.cid, 200) : null;
  return {
    partId: leaf.partId ?? String(index + 1),
    // Control characters first: a line break before a slash must not hide the path from the cleaner.
    filename: safeFileName(
      tidyLine(repairVietnamese(leaf.filename ?? '').text, 1000),
      fallbackName(leaf.contentType, index),
    ),
    contentType: tidyLine(leaf.contentType || 'application/octet-stream', 100).toLowerCase(),
    content: leaf.bytes,
    size: leaf.bytes.length,
    sha256: createHash('sha256').update(leaf.bytes).digest('hex'),
    cid,
    inline: leaf.contentDisposition === 'inline' || (cid !== null && leaf.related === true),
  };
}

function fallbackName(contentType: string, index: number): string {
  const ending = contentType === 'message/rfc822' ? '.eml' : contentType === 'text/calendar' ? '.ics' : '';
  return `tep-dinh-kem-${index + 1}${ending}`;
}
