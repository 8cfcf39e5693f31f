import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { KEEPERS, recordingHeld, recordingReleased } from './events.ts';
import type { RecordingRow } from './queries.ts';

/** Keeps a recording beyond its days. @throws AppError `not_now` when it is kept or erased already */
export async function holdRecording(ctx: Ctx, actor: Actor, row: RecordingRow, reason: string): Promise<void> {
  await transact(ctx, async (tx) => {
    // The erasing job locks the same row: either it comes first, or the mark does.
    const { state } = await tx.db
      .selectFrom('call_recordings')
      .select('state')
      .where('id', '=', row.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (state === 'erased')
      throw new AppError('not_now', {
        detail: { vi: 'Bản ghi âm này đã được xóa.', en: 'This recording was erased.' },
      });
    const held = await tx.db
      .insertInto('recording_holds')
      .values({ recording_id: row.id, reason, held_by: actor.userId, held_at: tx.now })
      .onConflict((c) => c.column('recording_id').where('lifted_at', 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!held)
      throw new AppError('not_now', {
        detail: { vi: 'Bản ghi âm này đang được giữ lại rồi.', en: 'This recording is on hold already.' },
      });
    tx.record({
      type: recordingHeld.type,
      actor,
      subject: { type: 'recording', id: String(row.id) },
      data: { callId: row.call_id, recordingId: row.id, reason },
      audience: KEEPERS,
    });
  });
}

/** The rules count again. @throws AppError `not_now` when nothing keeps it */
export async function liftHold(ctx: Ctx, actor: Actor, row: RecordingRow): Promise<void> {
  await transact(ctx, async (tx) => {
    const lifted = await tx.db
      .updateTable('recording_holds')
      .set({ lifted_at: tx.now, lifted_by: actor.userId })
      .where('recording_id', '=', row.id)
      .where('lifted_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!lifted)
      throw new AppError('not_now', {
        detail: { vi: 'Bản ghi âm này không được giữ lại.', en: 'This recording is not on hold.' },
      });
    tx.record({
      type: recordingReleased.type,
      actor,
      subject: { type: 'recording', id: String(row.id) },
      data: { callId: row.call_id, recordingId: row.id },
      audience: KEEPERS,
    });
  });
}
