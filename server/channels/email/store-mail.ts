import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Ctx } from '../../platform/context.ts';
import { recordFiles } from '../../platform/files/index.ts';
import { defineJob } from '../../platform/jobs/index.ts';
import { keepSaid, type Said } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';

/** Understands one stored mail. Safe to run twice. */
export const handleMailJob = defineJob('email.handle', z.object({ inboundId: z.number().int() }), {
  retryLimit: 6,
  retryDelay: 5,
  concurrency: 2,
});

/** Above this a mail is not even kept; it stays unread in the mailbox and is listed. The parser's own limit is lower. */
export const KEEP_LIMIT = 200 * 1024 * 1024;

export type ArrivedMail = { mailboxId: number; uidValidity: number; uid: number; receivedAt: Date; size: number };

/**
 * Stores one mail durably: bytes in the file store (fsync), then row and job in one transaction. Only after this
 * returns may the server be told that the mail was read. The same uid or the same bytes again change nothing.
 * @returns what happened; `stored` also when it was known before
 */
export async function storeMail(
  ctx: Ctx,
  mail: ArrivedMail,
  open: () => Promise<Readable>,
): Promise<'stored' | 'known' | 'too_large'> {
  const tooLarge = mail.size > KEEP_LIMIT;
  const file = tooLarge ? null : await ctx.files.put(await open(), KEEP_LIMIT);
  return transact(ctx, async (tx) => {
    if (file) await recordFiles(tx.db, [{ ...file, mediaType: 'message/rfc822' }], tx.now);
    const row = await tx.db
      .insertInto('inbound_mails')
      .values({
        mailbox_id: mail.mailboxId,
        uid_validity: mail.uidValidity,
        uid: mail.uid,
        raw_sha256: file?.sha256 ?? null,
        raw_size: file?.size ?? mail.size,
        received_at: mail.receivedAt,
        stored_at: tx.now,
        ...(file
          ? {}
          : {
              state: 'failed',
              error: 'too_large',
              error_detail: keepSaid(tooLargeWords(Math.round(mail.size / 1_048_576))),
            }),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!file) return 'too_large' as const;
    if (!row) return 'known' as const;
    tx.enqueue(handleMailJob.with({ inboundId: row.id }, { key: `${row.id}` }));
    return 'stored' as const;
  });
}

const tooLargeWords = (megabytes: number): Said => ({
  vi: `Thư ${megabytes} MB, quá lớn để lưu; vẫn còn trong hộp thư.`,
  en: `The mail has ${megabytes} MB, too large to be stored; it is still in the mailbox.`,
});
