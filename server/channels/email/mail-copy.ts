import { createHash } from 'node:crypto';
import type { Db } from '../../platform/db/index.ts';
import type { ParsedMail } from './parsed-mail.ts';

/**
 * The Message-ID, under which a mail is filed once. Some programs give every mail the same id: another sender, subject
 * or text under a known id is another mail and must not vanish as a copy.
 */
export async function externalIdOf(db: Db, inboundId: number, mail: ParsedMail): Promise<string> {
  const hash = contentHash(mail);
  const other = await db
    .selectFrom('inbound_mails')
    .select('id')
    .where('message_id', '=', mail.messageId)
    .where('id', '<', inboundId)
    .where('content_hash', '<>', hash)
    .executeTakeFirst();
  return other ? `${mail.messageId}#${hash.slice(0, 12)}` : mail.messageId;
}

/** Sender, subject, text and files: equal for copies of one mail, whatever servers it passed. */
export function contentHash(mail: ParsedMail): string {
  return createHash('sha256')
    .update(JSON.stringify([mail.from?.address, mail.subject, mail.text, mail.attachments.map((part) => part.sha256)]))
    .digest('hex');
}
