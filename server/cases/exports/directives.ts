import { type DirectiveRow, listDirectives } from '../../../contract/directives.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, rowsByKey } from '../../platform/exports/index.ts';
import { directiveIds, directivesByIds } from '../directive-list.ts';

const query = fileQuery(listDirectives.query);

const STATE: Record<DirectiveRow['state'], string> = {
  open: 'Đang thực hiện',
  overdue: 'Quá hạn',
  reported: 'Đã báo cáo, chờ xác nhận',
  accepted: 'Đã xác nhận báo cáo',
  done: 'Đã hoàn thành',
  replaced: 'Đã thay bằng chỉ đạo khác',
  ended: 'Đã kết thúc',
};

const COLUMNS: readonly ExportColumn<DirectiveRow>[] = [
  { title: 'Phiếu', width: 20, value: (r) => r.case.code },
  { title: 'Tiêu đề phiếu', width: 50, value: (r) => r.case.title },
  { title: 'Nội dung chỉ đạo', width: 60, value: (r) => r.text },
  { title: 'Cấp độ', width: 8, value: (r) => r.level },
  { title: 'Người chỉ đạo', width: 24, value: (r) => r.by?.name ?? null },
  { title: 'Thay mặt', width: 24, value: (r) => r.inPlaceOf?.name ?? null },
  { title: 'Đơn vị thực hiện', width: 30, value: (r) => r.unit.name },
  { title: 'Ngày chỉ đạo', width: 17, value: (r) => cellTime(r.createdAt) },
  { title: 'Hạn thực hiện', width: 17, value: (r) => cellTime(r.dueAt) },
  { title: 'Tình trạng', width: 20, value: (r) => STATE[r.state] },
  { title: 'Báo cáo', width: 50, value: (r) => r.report },
  { title: 'Người báo cáo', width: 24, value: (r) => r.reportedBy?.name ?? null },
  { title: 'Báo cáo lúc', width: 17, value: (r) => cellTime(r.reportedAt) },
  { title: 'Đơn vị nhận lúc', width: 17, value: (r) => cellTime(r.acknowledgedAt) },
  { title: 'Xác nhận lúc', width: 17, value: (r) => cellTime(r.acceptedAt) },
  { title: 'Kết thúc lúc', width: 17, value: (r) => cellTime(r.closedAt) },
];

/** Orders that the reader gave, or that his units were given, as a file. */
export function directiveExport(ctx: Ctx) {
  return defineExport({
    of: 'directives',
    summary: 'Orders as CSV or Excel, whole',
    tag: 'cases',
    sheet: 'Chỉ đạo',
    query,
    columns: COLUMNS,
    async rows(actor, asked, now) {
      const ids = await directiveIds(ctx.db, actor, asked, now);
      return rowsByKey(ids, (some) => directivesByIds(ctx.db, actor, some, now));
    },
  });
}
