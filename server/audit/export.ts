import { type AuditEntry, listAudit } from '../../contract/audit.ts';
import { EXPORT_PATHS, exportFormat } from '../../contract/exports.ts';
import type { Ctx } from '../platform/context.ts';
import type { Cell, ExportColumn, ListExport } from '../platform/exports/index.ts';
import { presentEntry } from './present.ts';
import { countEvents, filterOf, listEvents } from './queries.ts';

const query = listAudit.query?.omit({ cursor: true, limit: true }).extend({ format: exportFormat });
type Query = NonNullable<typeof query>['_output'];
const BATCH = 1_000;

const COLUMNS: readonly ExportColumn<AuditEntry>[] = [
  { title: 'Số trong chuỗi', width: 14, value: (r) => r.seq },
  { title: 'Thời điểm', width: 17, value: (r) => new Date(r.at) },
  { title: 'Sự kiện', width: 28, value: (r) => r.type },
  { title: 'Người thực hiện', width: 28, value: (r) => r.actor.displayName },
  { title: 'Tên đăng nhập', width: 20, value: (r) => r.actor.username },
  { title: 'Thay mặt', width: 28, value: (r) => r.inPlaceOf?.displayName ?? null },
  { title: 'Đơn vị', width: 24, value: (r) => r.unit },
  { title: 'Phiếu', width: 20, value: (r) => r.caseCode },
  { title: 'Đối tượng', width: 24, value: (r) => (r.subject ? `${r.subject.type} ${r.subject.id}` : null) },
  { title: 'Dữ liệu', width: 60, value: (r) => (Object.keys(r.data).length > 0 ? JSON.stringify(r.data) : null) },
];

/**
 * The audit trail as a file, newest first, up to the event that is newest when it is asked for: the trail only grows,
 * so the number told at the beginning is the number of lines.
 */
export function auditExport(ctx: Ctx): ListExport<Query> {
  return {
    path: EXPORT_PATHS.audit,
    access: 'audit.read',
    summary: 'The audit trail as CSV or Excel, whole',
    tag: 'audit',
    list: 'audit',
    sheet: 'Nhật ký',
    file: 'nhat-ky-1022',
    query: query as never,
    async plan(actor, asked) {
      const filter = filterOf(asked);
      const { count, newest } = await countEvents(ctx.db, actor.audiences, filter);
      return { count, columns: COLUMNS, batches: batches(newest) };

      async function* batches(upTo: number): AsyncGenerator<Cell[][]> {
        for (let before: number | null = upTo + 1; before !== null; ) {
          const rows = await listEvents(ctx.db, actor.audiences, filter, before, BATCH);
          if (rows.length > 0) yield rows.map(presentEntry).map((entry) => COLUMNS.map((c) => c.value(entry)));
          before = rows.length < BATCH ? null : (rows.at(-1)?.id ?? null);
        }
      }
    },
  };
}
