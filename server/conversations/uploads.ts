/** Files that somebody put up for what he has not sent yet: his alone until then. */
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import { type SweepClock, startSweep } from '../platform/sweep-clock.ts';
import { transact } from '../platform/transact.ts';
import { attachFiles, type FileInPlace } from './commands/attach-files.ts';
import { presentAttachment } from './present.ts';

/** A browser keeps an unsent text for fourteen days; its files stay a day longer. */
const KEPT_MS = 15 * 86_400_000;

/** Puts files up; they hang on nothing until a message, a draft or a note takes them. */
export async function putUp(ctx: Ctx, actor: Actor, files: readonly FileInPlace[]) {
  const ids = await transact(ctx, (tx) => attachFiles(tx, files, { source: 'staff', createdBy: actor.userId }));
  const rows = await ctx.db.selectFrom('attachments').selectAll().where('public_id', 'in', ids).orderBy('id').execute();
  return rows.map(presentAttachment);
}

/** This person's uploads among `ids` that hang on nothing. */
export function unsentUploads(db: Db | Tx['db'], userId: number | null, ids: readonly string[]) {
  return db
    .selectFrom('attachments')
    .select('id')
    .where('public_id', 'in', [...ids])
    .where('created_by', '=', userId)
    .where('message_id', 'is', null)
    .where('case_id', 'is', null)
    .where('draft_id', 'is', null);
}

/**
 * Takes one's own upload back before it was sent. The bytes follow when nobody else names them (`collectFiles`).
 * @throws AppError `not_found` for what is not there or somebody else's, `not_now` for what was sent
 */
export async function takeBackUpload(ctx: Ctx, actor: Actor, publicId: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const gone = await tx.db
      .deleteFrom('attachments')
      .where('id', 'in', unsentUploads(tx.db, actor.userId, [publicId]))
      .returning('id')
      .executeTakeFirst();
    if (gone) return;
    const own = await tx.db
      .selectFrom('attachments')
      .select('id')
      .where('public_id', '=', publicId)
      .where('created_by', '=', actor.userId)
      .executeTakeFirst();
    if (own)
      throw new AppError('not_now', {
        detail: {
          vi: 'Tệp đã được gửi kèm, không rút lại được.',
          en: 'The file was sent already and cannot be taken back.',
        },
      });
    throw new AppError('not_found', {
      detail: {
        vi: 'Không có tệp này, hoặc không phải tệp của bạn.',
        en: 'There is no such file, or it is not yours.',
      },
    });
  });
}

/** Forgets uploads that were never sent. @returns how many */
export async function forgetUploads(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.clock.now().getTime() - KEPT_MS);
  return transact(ctx, async (tx) => {
    const rows = await tx.db
      .deleteFrom('attachments')
      .where('created_at', '<', before)
      .where('created_by', 'is not', null)
      .where('source', '=', 'staff')
      .where('message_id', 'is', null)
      .where('case_id', 'is', null)
      .where('draft_id', 'is', null)
      .returning('id')
      .execute();
    return rows.length;
  });
}

/** Real milliseconds between two looks. */
const LOOK = 30 * 60_000;

/** Forgets what was never sent while a worker runs. */
export function startUploadClock(ctx: Ctx): SweepClock {
  const failed = 'uploads that were never sent could not be forgotten';
  return startSweep(ctx, { everyMs: LOOK, look: () => forgetUploads(ctx), failed, atOnce: true });
}
