import { listNotices, type Notice } from '../../contract/notices.ts';
import type { Ctx } from '../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, rowsByKey, YES_NO } from '../platform/exports/index.ts';
import { noticeIds, noticesByIds } from './queries.ts';

const COLUMNS: readonly ExportColumn<Notice>[] = [
  { title: { vi: 'Lúc', en: 'At' }, width: 17, value: (r) => cellTime(r.at) },
  { title: { vi: 'Thông báo', en: 'Notice' }, width: 40, value: (r) => r.title },
  { title: { vi: 'Nội dung', en: 'Content' }, width: 80, value: (r) => r.text },
  { title: { vi: 'Phiếu', en: 'Case' }, width: 20, value: (r) => r.caseCode },
  { title: { vi: 'Tiêu đề phiếu', en: 'Title of the case' }, width: 50, value: (r) => r.caseTitle },
  { title: { vi: 'Cần xử lý ngay', en: 'Needs action' }, width: 14, value: (r) => (r.pressing ? YES_NO.yes : null) },
  { title: { vi: 'Đã đọc', en: 'Read' }, width: 10, value: (r) => YES_NO[r.read ? 'yes' : 'no'] },
];

/** What one was told, as a file: one's own, and only of cases that one may still see. */
export function noticeExport(ctx: Ctx) {
  return defineExport({
    of: 'notices',
    summary: 'What I was told, as CSV or Excel, whole',
    tag: 'notices',
    sheet: { vi: 'Thông báo', en: 'Notices' },
    query: fileQuery(listNotices.query),
    columns: COLUMNS,
    async rows(actor, { unread }, _now, language) {
      const ids = await noticeIds(ctx.db, actor, { unread });
      return rowsByKey(ids, (some) => noticesByIds(ctx.db, actor, some, language));
    },
  });
}
