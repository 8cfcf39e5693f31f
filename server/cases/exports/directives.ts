import { type DirectiveRow, listDirectives } from '../../../contract/directives.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, rowsByKey } from '../../platform/exports/index.ts';
import type { Said } from '../../platform/said.ts';
import { directiveIds, directivesByIds } from '../directive-list.ts';

const query = fileQuery(listDirectives.query);

const STATE: Record<DirectiveRow['state'], Said> = {
  open: { vi: 'Đang thực hiện', en: 'Under way' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  reported: { vi: 'Đã báo cáo, chờ xác nhận', en: 'Reported, to be confirmed' },
  accepted: { vi: 'Đã xác nhận báo cáo', en: 'Report confirmed' },
  done: { vi: 'Đã hoàn thành', en: 'Done' },
  replaced: { vi: 'Đã thay bằng chỉ đạo khác', en: 'Replaced by another directive' },
  ended: { vi: 'Đã kết thúc', en: 'Ended' },
};

const COLUMNS: readonly ExportColumn<DirectiveRow>[] = [
  { title: { vi: 'Phiếu', en: 'Case' }, width: 20, value: (r) => r.case.code },
  { title: { vi: 'Tiêu đề phiếu', en: 'Title of the case' }, width: 50, value: (r) => r.case.title },
  { title: { vi: 'Nội dung chỉ đạo', en: 'Directive' }, width: 60, value: (r) => r.text },
  { title: { vi: 'Cấp độ', en: 'Level' }, width: 8, value: (r) => r.level },
  { title: { vi: 'Người chỉ đạo', en: 'Given by' }, width: 24, value: (r) => r.by?.name ?? null },
  { title: { vi: 'Thay mặt', en: 'On behalf of' }, width: 24, value: (r) => r.inPlaceOf?.name ?? null },
  { title: { vi: 'Đơn vị thực hiện', en: 'Unit' }, width: 30, value: (r) => r.unit.name },
  { title: { vi: 'Ngày chỉ đạo', en: 'Given at' }, width: 17, value: (r) => cellTime(r.createdAt) },
  { title: { vi: 'Hạn thực hiện', en: 'Due' }, width: 17, value: (r) => cellTime(r.dueAt) },
  { title: { vi: 'Tình trạng', en: 'State' }, width: 20, value: (r) => STATE[r.state] },
  { title: { vi: 'Báo cáo', en: 'Report' }, width: 50, value: (r) => r.report },
  { title: { vi: 'Người báo cáo', en: 'Reported by' }, width: 24, value: (r) => r.reportedBy?.name ?? null },
  { title: { vi: 'Báo cáo lúc', en: 'Reported at' }, width: 17, value: (r) => cellTime(r.reportedAt) },
  { title: { vi: 'Đơn vị nhận lúc', en: 'Acknowledged at' }, width: 17, value: (r) => cellTime(r.acknowledgedAt) },
  { title: { vi: 'Xác nhận lúc', en: 'Confirmed at' }, width: 17, value: (r) => cellTime(r.acceptedAt) },
  { title: { vi: 'Kết thúc lúc', en: 'Ended at' }, width: 17, value: (r) => cellTime(r.closedAt) },
];

/** Orders that the reader gave, or that his units were given, as a file. */
export function directiveExport(ctx: Ctx) {
  return defineExport({
    of: 'directives',
    summary: 'Orders as CSV or Excel, whole',
    tag: 'cases',
    sheet: { vi: 'Chỉ đạo', en: 'Directives' },
    query,
    columns: COLUMNS,
    async rows(actor, asked, now) {
      const ids = await directiveIds(ctx.db, actor, asked, now);
      return rowsByKey(ids, (some) => directivesByIds(ctx.db, actor, some, now));
    },
  });
}
