import { listRecordings, type RecordingView } from '../../../contract/recordings.ts';
import * as en from '../../../contract/words/en.ts';
import * as vi from '../../../contract/words/vi.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, rowsByKey } from '../../platform/exports/index.ts';
import { bothWords } from '../../platform/said.ts';
import { recordingIds, recordingsByIds } from '../recordings/queries.ts';

const KIND = bothWords(vi.RECORDING_KIND, en.RECORDING_KIND);
const STATE = bothWords(vi.RECORDING_STATE, en.RECORDING_STATE);
const DIRECTION = bothWords(vi.CALL_DIRECTION, en.CALL_DIRECTION);
const KEPT = {
  case: { vi: 'Phiếu còn mở', en: 'The case is open' },
  mark: { vi: 'Được đánh dấu giữ lại', en: 'Marked to be kept' },
};

const COLUMNS: readonly ExportColumn<RecordingView>[] = [
  { title: { vi: 'Bắt đầu', en: 'Started' }, width: 17, value: (r) => cellTime(r.startedAt) },
  { title: { vi: 'Loại', en: 'Kind' }, width: 20, value: (r) => KIND[r.kind] },
  { title: { vi: 'Chiều gọi', en: 'Direction' }, width: 10, value: (r) => DIRECTION[r.direction] },
  { title: { vi: 'Số điện thoại', en: 'Phone number' }, width: 18, value: (r) => r.number },
  { title: { vi: 'Người nghe', en: 'Answered by' }, width: 24, value: (r) => r.agent?.name ?? null },
  { title: { vi: 'Phiếu', en: 'Case' }, width: 20, value: (r) => r.caseCode },
  {
    title: { vi: 'Độ dài (giây)', en: 'Length (seconds)' },
    width: 12,
    value: (r) => r.seconds && Math.round(r.seconds),
  },
  { title: { vi: 'Tình trạng', en: 'State' }, width: 14, value: (r) => STATE[r.state] },
  { title: { vi: 'Xóa từ ngày', en: 'Erased from' }, width: 12, value: (r) => r.eraseFrom },
  { title: { vi: 'Giữ lại vì', en: 'Kept because' }, width: 24, value: (r) => r.keptBecause && KEPT[r.keptBecause] },
  { title: { vi: 'Số lần nghe', en: 'Times heard' }, width: 10, value: (r) => r.heard },
];

/** The list of recordings as a file: what there is and how long it is kept, never a sound. */
export function recordingListExport(ctx: Ctx) {
  return defineExport({
    of: 'recordings',
    summary: 'The list of recordings as CSV or Excel, whole, without their sound',
    tag: 'recordings',
    sheet: { vi: 'Ghi âm', en: 'Recordings' },
    query: fileQuery(listRecordings.query),
    columns: COLUMNS,
    async rows(actor, filter, now) {
      const ids = await recordingIds(ctx.db, actor, filter, now);
      return rowsByKey(ids, (some) => recordingsByIds(ctx.db, actor, some));
    },
  });
}
