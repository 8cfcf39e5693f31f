import { Readable } from 'node:stream';
import { sql } from 'kysely';
import * as en from '../../../contract/words/en.ts';
import * as vi from '../../../contract/words/vi.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { type ZipEntry, zipFile } from '../../platform/exports/index.ts';
import { bothWords, type Said, type SpokenLanguage } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { heardEvent, soundOfRecording } from './hear.ts';
import { type RecordingRow, recordingRows } from './queries.ts';
import { recordingsHeardBy } from './sight.ts';

/** What the file is called outside: no number, no name. */
export function fileNameOf(row: RecordingRow): string {
  const when = isoLocal(row.started_at).slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-');
  return `ghi-am-${when}-${row.call_id}-${row.id}.wav`;
}

/** Takes one recording out: the sound, with the fact and its reason on record before the first byte leaves. */
export async function exportOne(ctx: Ctx, actor: Actor, row: RecordingRow, reason: string) {
  const sound = await soundOfRecording(ctx, row);
  await transact(ctx, async (tx) => tx.record(heardEvent(actor, row, 'exported', reason)));
  return sound;
}

/**
 * All recordings of a case that this person may hear, as one archive with a list of what is in it and what is not.
 * @throws AppError `not_found` when there is none
 */
export async function exportCase(
  ctx: Ctx,
  actor: Actor,
  { caseCode, reason }: { caseCode: string; reason: string },
  language: SpokenLanguage,
): Promise<Readable> {
  const seen = await recordingsHeardBy(ctx.db, actor);
  const rows = (await recordingRows(ctx.db, sql`${seen} and cc.code = ${caseCode}`, 1_000)).reverse();
  const here = rows.filter((row) => row.state === 'fetched');
  if (here.length === 0)
    throw new AppError('not_found', {
      detail: { vi: 'Phiếu này không có bản ghi âm nào đang lưu.', en: 'No recording of this case is kept.' },
    });
  await transact(ctx, async (tx) => {
    for (const row of here) tx.record(heardEvent(actor, row, 'exported', reason));
  });
  async function* entries(): AsyncGenerator<ZipEntry> {
    yield { name: LIST_NAME[language], chunks: [Buffer.from(`\uFEFF${listOf(rows, language).join('\r\n')}\r\n`)] };
    for (const row of here) {
      const sound = await soundOfRecording(ctx, row);
      yield { name: fileNameOf(row), chunks: sound.read() };
    }
  }
  return Readable.from(zipFile(entries()), { objectMode: false });
}

const STATE: Record<RecordingRow['state'], Said> = {
  making: { vi: 'đang ghi', en: 'being made' },
  made: { vi: 'chưa lấy về', en: 'not fetched yet' },
  fetched: { vi: 'có trong tệp này', en: 'in this file' },
  missing: { vi: 'thiếu', en: 'missing' },
  erased: { vi: 'đã xóa theo thời hạn lưu', en: 'erased when its days were over' },
};
const DIRECTION = bothWords(vi.CALL_DIRECTION, en.CALL_DIRECTION);
const HEADING: Said = {
  vi: 'Cuộc gọi,Bắt đầu,Giây,Hướng,Tệp,Tình trạng',
  en: 'Call,Started,Seconds,Direction,File,State',
};
const LIST_NAME: Said = { vi: 'danh-sach.csv', en: 'list.csv' };

function listOf(rows: readonly RecordingRow[], language: SpokenLanguage): string[] {
  const lines = rows.map((row) =>
    [
      row.call_id,
      isoLocal(row.started_at),
      row.seconds === null ? '' : Math.round(row.seconds),
      DIRECTION[row.direction as 'inbound' | 'outbound'][language],
      row.state === 'fetched' ? fileNameOf(row) : '',
      STATE[row.state][language],
    ].join(','),
  );
  return [HEADING[language], ...lines];
}
