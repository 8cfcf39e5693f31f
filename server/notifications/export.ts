import { listNotices, type Notice } from '../../contract/notices.ts';
import type { Ctx } from '../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, rowsByKey } from '../platform/exports/index.ts';
import { noticeIds, noticesByIds } from './queries.ts';

const COLUMNS: readonly ExportColumn<Notice>[] = [
  { title: 'Lúc', width: 17, value: (r) => cellTime(r.at) },
  { title: 'Thông báo', width: 40, value: (r) => r.title },
  { title: 'Nội dung', width: 80, value: (r) => r.text },
  { title: 'Phiếu', width: 20, value: (r) => r.caseCode },
  { title: 'Tiêu đề phiếu', width: 50, value: (r) => r.caseTitle },
  { title: 'Cần xử lý ngay', width: 14, value: (r) => (r.pressing ? 'Có' : null) },
  { title: 'Đã đọc', width: 10, value: (r) => (r.read ? 'Có' : 'Chưa') },
];

/** What one was told, as a file: one's own, and only of cases that one may still see. */
export function noticeExport(ctx: Ctx) {
  return defineExport({
    of: 'notices',
    summary: 'What I was told, as CSV or Excel, whole',
    tag: 'notices',
    sheet: 'Thông báo',
    query: fileQuery(listNotices.query),
    columns: COLUMNS,
    async rows(actor, { unread, language }) {
      const ids = await noticeIds(ctx.db, actor, { unread });
      return rowsByKey(ids, (some) => noticesByIds(ctx.db, actor, some, language));
    },
  });
}
