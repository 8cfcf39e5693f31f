import { type DirectiveRow, listDirectives } from '../../../contract/directives.ts';
import { EXPORT_PATHS, exportFormat } from '../../../contract/exports.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, type ExportColumn, inBatches, type ListExport } from '../../platform/exports/index.ts';
import { directiveIds, directivesByIds } from '../directive-list.ts';

const query = listDirectives.query?.omit({ cursor: true, limit: true }).extend({ format: exportFormat });
type Query = NonNullable<typeof query>['_output'];

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
export function directiveExport(ctx: Ctx): ListExport<Query> {
  return {
    path: EXPORT_PATHS.directives,
    access: 'case.export',
    summary: 'Orders as CSV or Excel, whole',
    tag: 'cases',
    list: 'directives',
    sheet: 'Chỉ đạo',
    file: 'chi-dao-1022',
    query: query as never,
    async plan(actor, asked, now) {
      const ids = await directiveIds(ctx.db, actor, asked, now);
      const load = (some: readonly number[]) => directivesByIds(ctx.db, actor, some, now);
      return { count: ids.length, columns: COLUMNS, batches: inBatches(ids, COLUMNS, load) };
    },
  };
}
