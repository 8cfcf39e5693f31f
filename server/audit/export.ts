import { type AuditEntry, listAudit } from '../../contract/audit.ts';
import type { Ctx } from '../platform/context.ts';
import { defineExport, type ExportColumn, fileQuery } from '../platform/exports/index.ts';
import { presentEntry } from './present.ts';
import { countEvents, filterOf, listEvents, newestEvent } from './queries.ts';

const BATCH = 1_000;

const COLUMNS: readonly ExportColumn<AuditEntry>[] = [
  { title: { vi: 'Số trong chuỗi', en: 'Number in the chain' }, width: 14, value: (r) => r.seq },
  { title: { vi: 'Thời điểm', en: 'Time' }, width: 17, value: (r) => new Date(r.at) },
  { title: { vi: 'Sự kiện', en: 'Event' }, width: 28, value: (r) => r.type },
  { title: { vi: 'Người thực hiện', en: 'Done by' }, width: 28, value: (r) => r.actor.displayName },
  { title: { vi: 'Tên đăng nhập', en: 'User name' }, width: 20, value: (r) => r.actor.username },
  { title: { vi: 'Thay mặt', en: 'On behalf of' }, width: 28, value: (r) => r.inPlaceOf?.displayName ?? null },
  { title: { vi: 'Đơn vị', en: 'Unit' }, width: 24, value: (r) => r.unit },
  { title: { vi: 'Phiếu', en: 'Case' }, width: 20, value: (r) => r.caseCode },
  {
    title: { vi: 'Đối tượng', en: 'Subject' },
    width: 24,
    value: (r) => (r.subject ? `${r.subject.type} ${r.subject.id}` : null),
  },
  {
    title: { vi: 'Dữ liệu', en: 'Data' },
    width: 60,
    value: (r) => (Object.keys(r.data).length > 0 ? JSON.stringify(r.data) : null),
  },
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
    sheet: { vi: 'Nhật ký', en: 'Audit trail' },
    query: fileQuery(listAudit.query),
    columns: COLUMNS,
    async rows(actor, asked, _now, language) {
      const filter = filterOf(asked);
      const newest = await newestEvent(ctx.db);
      return { count: await countEvents(ctx.db, actor.audiences, filter, newest), batches: batches() };

      async function* batches(): AsyncGenerator<AuditEntry[]> {
        for (let before: number | null = newest + 1; before !== null; ) {
          const rows = await listEvents(ctx.db, actor.audiences, filter, before, BATCH);
          if (rows.length > 0) yield rows.map((row) => presentEntry(row, language));
          before = rows.length < BATCH ? null : (rows.at(-1)?.id ?? null);
        }
      }
    },
  });
}
