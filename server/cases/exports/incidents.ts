import { type IncidentEnd, type IncidentView, listIncidents } from '../../../contract/incidents.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, rowsByKey } from '../../platform/exports/index.ts';
import type { Said } from '../../platform/said.ts';
import { incidentIds, incidentsByIds, presentIncidents } from '../incidents/queries.ts';

const query = fileQuery(listIncidents.query);

const WHY: Record<IncidentEnd, Said> = {
  by_hand: { vi: 'Kết thúc', en: 'Ended' },
  answered: { vi: 'Phiếu gốc đã trả lời', en: 'The leading case was answered' },
  declined: { vi: 'Phiếu gốc đã từ chối', en: 'The leading case was declined' },
  merged: { vi: 'Phiếu gốc đã gộp vào phiếu khác', en: 'The leading case was merged into another' },
  sealed: { vi: 'Phiếu gốc đã niêm phong', en: 'The leading case was sealed' },
};
const EVERY_CATEGORY: Said = { vi: 'Mọi lĩnh vực', en: 'Every category' };
const PROVINCE: Said = { vi: 'Toàn tỉnh', en: 'Whole province' };

const COLUMNS: readonly ExportColumn<IncidentView>[] = [
  { title: { vi: 'Sự cố chung', en: 'Incident' }, width: 50, value: (r) => r.title },
  { title: { vi: 'Lĩnh vực', en: 'Category' }, width: 28, value: (r) => r.category?.name ?? EVERY_CATEGORY },
  { title: { vi: 'Địa bàn', en: 'Areas' }, width: 40, value: (r) => r.areas.map((a) => a.name).join(', ') || PROVINCE },
  { title: { vi: 'Nói với người dân', en: 'Told to citizens' }, width: 60, value: (r) => r.told },
  { title: { vi: 'Đọc trên điện thoại', en: 'Read on the telephone' }, width: 60, value: (r) => r.spoken },
  { title: { vi: 'Phiếu gốc', en: 'Leading case' }, width: 20, value: (r) => r.case.code },
  { title: { vi: 'Đơn vị chủ trì', en: 'Lead unit' }, width: 30, value: (r) => r.case.leadUnit?.name ?? null },
  { title: { vi: 'Phiếu đã gộp', en: 'Cases joined' }, width: 12, value: (r) => r.joined },
  { title: { vi: 'Lập hôm nay', en: 'Made today' }, width: 12, value: (r) => r.joinedToday },
  { title: { vi: 'Cuộc gọi', en: 'Calls' }, width: 10, value: (r) => r.calls },
  { title: { vi: 'Dự kiến xong', en: 'Expected end' }, width: 17, value: (r) => cellTime(r.expectedEnd) },
  { title: { vi: 'Công bố lúc', en: 'Declared at' }, width: 17, value: (r) => cellTime(r.declaredAt) },
  { title: { vi: 'Người công bố', en: 'Declared by' }, width: 24, value: (r) => r.declaredBy.name },
  { title: { vi: 'Kết thúc lúc', en: 'Ended at' }, width: 17, value: (r) => cellTime(r.ended?.at ?? null) },
  { title: { vi: 'Vì sao kết thúc', en: 'Why it ended' }, width: 30, value: (r) => r.ended && WHY[r.ended.why] },
  { title: { vi: 'Người kết thúc', en: 'Ended by' }, width: 24, value: (r) => r.ended?.by?.name ?? null },
  { title: { vi: 'Lý do', en: 'Reason' }, width: 40, value: (r) => r.ended?.reason ?? null },
];

/** Incidents as a file: those that go on, or those that ended. */
export function incidentExport(ctx: Ctx) {
  return defineExport({
    of: 'incidents',
    summary: 'Incidents as CSV or Excel, whole',
    tag: 'incidents',
    sheet: { vi: 'Sự cố chung', en: 'Incidents' },
    query,
    columns: COLUMNS,
    async rows(actor, { state }, now) {
      const ids = await incidentIds(ctx.db, actor, state);
      return rowsByKey(ids, async (some) =>
        presentIncidents(ctx.db, await incidentsByIds(ctx.db, actor, state, some, now)),
      );
    },
  });
}
