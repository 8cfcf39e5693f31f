import { EXPORT_PATHS, exportFormat } from '../../../contract/exports.ts';
import { listRecordings, type RecordingView } from '../../../contract/recordings.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, type ExportColumn, inBatches, type ListExport } from '../../platform/exports/index.ts';
import { presentRecordings, wholeRecordings } from '../recordings/queries.ts';

const query = listRecordings.query?.omit({ cursor: true, limit: true }).extend({ format: exportFormat });
type Query = NonNullable<typeof query>['_output'];

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
export function recordingListExport(ctx: Ctx): ListExport<Query> {
  return {
    path: EXPORT_PATHS.recordings,
    access: 'recording.export',
    summary: 'The list of recordings as CSV or Excel, whole, without their sound',
    tag: 'recordings',
    list: 'recordings',
    sheet: 'Ghi âm',
    file: 'ghi-am-1022',
    query: query as never,
    async plan(actor, filter, now) {
      const rows = await wholeRecordings(ctx.db, actor, filter, now);
      const load = (some: typeof rows) => presentRecordings(ctx.db, actor, some);
      return { count: rows.length, columns: COLUMNS, batches: inBatches(rows, COLUMNS, load as never) };
    },
  };
}
