import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { recordingHeard } from '../events.ts';
import type { RecordingRow } from './queries.ts';
import { type OpenRecording, openRecording } from './store.ts';

/** After so long without a sound fetched, the next fetch is another listening. Milliseconds. */
const SESSION = 30 * 60_000;

/**
 * Puts on record that somebody listens. A player asks for many pieces: they are one listening, decided by the row that
 * two requests at the same moment both want to write.
 */
export async function noteHearing(ctx: Ctx, actor: Actor, row: RecordingRow): Promise<void> {
  if (actor.userId === null) throw new AppError('forbidden');
  const userId = actor.userId;
  await transact(ctx, async (tx) => {
    const before = new Date(tx.now.getTime() - SESSION);
    const { rows } = await sql`
      insert into recording_hearings as h (recording_id, user_id, began_at, last_at)
      values (${row.id}, ${userId}, ${tx.now}, ${tx.now})
      on conflict (recording_id, user_id) do update set began_at = excluded.began_at, last_at = excluded.last_at
        where h.last_at < ${before}
      returning recording_id`.execute(tx.db);
    if (rows.length === 0) {
      await tx.db
        .updateTable('recording_hearings')
        .set({ last_at: tx.now })
        .where('recording_id', '=', row.id)
        .where('user_id', '=', userId)
        .execute();
      return;
    }
    tx.record(heardEvent(actor, row, 'played'));
  });
}

/** The fact, in the trail of the recording and of the case. */
export function heardEvent(actor: Actor, row: RecordingRow, how: 'played' | 'exported', reason?: string) {
  return {
    type: recordingHeard.type,
    actor,
    subject: { type: 'recording', id: String(row.id) },
    caseId: row.case_id,
    data: { callId: row.call_id, recordingId: row.id, how, ...(reason === undefined ? {} : { reason }) },
    audience: { to: ['supervisor'] },
  };
}

/** @throws AppError `not_found` with what became of the sound */
export async function soundOfRecording(ctx: Ctx, row: RecordingRow): Promise<OpenRecording> {
  if (row.state === 'erased')
    throw new AppError('not_found', {
      detail: {
        vi: 'Bản ghi âm đã được xóa theo thời hạn lưu.',
        en: 'The recording was erased when its time was over.',
      },
    });
  if (row.state === 'missing')
    throw new AppError('not_found', {
      detail: {
        vi: 'Bản ghi âm bị thiếu: tổng đài không còn giữ tệp này.',
        en: 'The recording is missing: the telephone system no longer has the file.',
      },
    });
  if (row.state !== 'fetched' || row.file_id === null)
    throw new AppError('not_now', {
      detail: {
        vi: 'Bản ghi âm chưa được lấy về. Hãy thử lại sau ít phút.',
        en: 'The recording has not been fetched yet. Try again in a few minutes.',
      },
    });
  return openRecording(ctx, row.file_id);
}

/**
 * The piece that a `Range` header asks for (one range, as players send it). Null: the whole.
 * @throws AppError `bad_request` for what is no range of this sound; the caller answers 416
 */
export function rangeOf(header: string | undefined, size: number): { start: number; end: number } | null | 'wrong' {
  if (header === undefined) return null;
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  // Several ranges or another unit: HTTP lets us answer with the whole.
  if (!match) return null;
  const [, from, to] = match;
  if (from === '' && to === '') return 'wrong';
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start > end || start >= size ? 'wrong' : { start, end };
}
