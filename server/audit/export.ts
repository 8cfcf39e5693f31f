import { type AuditEntry, listAudit } from '../../contract/audit.ts';
import type { Ctx } from '../platform/context.ts';
import { defineExport, type ExportColumn, fileQuery } from '../platform/exports/index.ts';
import { presentEntry } from './present.ts';
import { countEvents, filterOf, listEvents, newestEvent } from './queries.ts';

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
export function auditExport(ctx: Ctx) {
  return defineExport({
    of: 'audit',
    summary: 'The audit trail as CSV or Excel, whole',
    tag: 'audit',
    sheet: 'Nhật ký',
    query: fileQuery(listAudit.query),
    columns: COLUMNS,
    async rows(actor, asked) {
      const filter = filterOf(asked);
      const newest = await newestEvent(ctx.db);
      return { count: await countEvents(ctx.db, actor.audiences, filter, newest), batches: batches() };

      async function* batches(): AsyncGenerator<AuditEntry[]> {
        for (let before: number | null = newest + 1; before !== null; ) {
          const rows = await listEvents(ctx.db, actor.audiences, filter, before, BATCH);
          if (rows.length > 0) yield rows.map(presentEntry);
          before = rows.length < BATCH ? null : (rows.at(-1)?.id ?? null);
        }
      }
    },
  });
}
