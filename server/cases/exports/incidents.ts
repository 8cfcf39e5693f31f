import { type IncidentEnd, type IncidentView, listIncidents } from '../../../contract/incidents.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, rowsByKey } from '../../platform/exports/index.ts';
import { incidentIds, incidentsByIds, presentIncidents } from '../incidents/queries.ts';

const query = fileQuery(listIncidents.query);

const WHY: Record<IncidentEnd, string> = {
  by_hand: 'Kết thúc',
  answered: 'Phiếu gốc đã trả lời',
  declined: 'Phiếu gốc đã từ chối',
  merged: 'Phiếu gốc đã gộp vào phiếu khác',
  sealed: 'Phiếu gốc đã niêm phong',
};

const COLUMNS: readonly ExportColumn<IncidentView>[] = [
  { title: 'Sự cố chung', width: 50, value: (r) => r.title },
  { title: 'Lĩnh vực', width: 28, value: (r) => r.category?.name ?? 'Mọi lĩnh vực' },
  { title: 'Địa bàn', width: 40, value: (r) => r.areas.map((a) => a.name).join(', ') || 'Toàn tỉnh' },
  { title: 'Nói với người dân', width: 60, value: (r) => r.told },
  { title: 'Đọc trên điện thoại', width: 60, value: (r) => r.spoken },
  { title: 'Phiếu gốc', width: 20, value: (r) => r.case.code },
  { title: 'Đơn vị chủ trì', width: 30, value: (r) => r.case.leadUnit?.name ?? null },
  { title: 'Phiếu đã gộp', width: 12, value: (r) => r.joined },
  { title: 'Lập hôm nay', width: 12, value: (r) => r.joinedToday },
  { title: 'Cuộc gọi', width: 10, value: (r) => r.calls },
  { title: 'Dự kiến xong', width: 17, value: (r) => cellTime(r.expectedEnd) },
  { title: 'Công bố lúc', width: 17, value: (r) => cellTime(r.declaredAt) },
  { title: 'Người công bố', width: 24, value: (r) => r.declaredBy.name },
  { title: 'Kết thúc lúc', width: 17, value: (r) => cellTime(r.ended?.at ?? null) },
  { title: 'Vì sao kết thúc', width: 30, value: (r) => r.ended && WHY[r.ended.why] },
  { title: 'Người kết thúc', width: 24, value: (r) => r.ended?.by?.name ?? null },
  { title: 'Lý do', width: 40, value: (r) => r.ended?.reason ?? null },
];

/** Incidents as a file: those that go on, or those that ended. */
export function incidentExport(ctx: Ctx) {
  return defineExport({
    of: 'incidents',
    summary: 'Incidents as CSV or Excel, whole',
    tag: 'incidents',
    sheet: 'Sự cố chung',
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
