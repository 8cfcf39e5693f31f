import { listRecordings, type RecordingView } from '../../../contract/recordings.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, rowsByKey } from '../../platform/exports/index.ts';
import { recordingIds, recordingsByIds } from '../recordings/queries.ts';

const KIND: Record<RecordingView['kind'], string> = {
  talk: 'Cuộc nói chuyện',
  voicemail: 'Lời nhắn',
  fallback: 'Lời nhắn lúc bảo trì',
};
const STATE: Record<RecordingView['state'], string> = {
  making: 'Đang ghi',
  made: 'Đang lấy về',
  fetched: 'Có',
  missing: 'Thiếu',
  erased: 'Đã xóa',
};
const KEPT = { case: 'Phiếu còn mở', mark: 'Được đánh dấu giữ lại' };

const COLUMNS: readonly ExportColumn<RecordingView>[] = [
  { title: 'Bắt đầu', width: 17, value: (r) => cellTime(r.startedAt) },
  { title: 'Loại', width: 20, value: (r) => KIND[r.kind] },
  { title: 'Chiều gọi', width: 10, value: (r) => (r.direction === 'inbound' ? 'Gọi đến' : 'Gọi đi') },
  { title: 'Số điện thoại', width: 18, value: (r) => r.number },
  { title: 'Người nghe', width: 24, value: (r) => r.agent?.name ?? null },
  { title: 'Phiếu', width: 20, value: (r) => r.caseCode },
  { title: 'Độ dài (giây)', width: 12, value: (r) => r.seconds && Math.round(r.seconds) },
  { title: 'Tình trạng', width: 14, value: (r) => STATE[r.state] },
  { title: 'Xóa từ ngày', width: 12, value: (r) => r.eraseFrom },
  { title: 'Giữ lại vì', width: 24, value: (r) => r.keptBecause && KEPT[r.keptBecause] },
  { title: 'Số lần nghe', width: 10, value: (r) => r.heard },
];

/** The list of recordings as a file: what there is and how long it is kept, never a sound. */
export function recordingListExport(ctx: Ctx) {
  return defineExport({
    of: 'recordings',
    summary: 'The list of recordings as CSV or Excel, whole, without their sound',
    tag: 'recordings',
    sheet: 'Ghi âm',
    query: fileQuery(listRecordings.query),
    columns: COLUMNS,
    async rows(actor, filter, now) {
      const ids = await recordingIds(ctx.db, actor, filter, now);
      return rowsByKey(ids, (some) => recordingsByIds(ctx.db, actor, some));
    },
  });
}
