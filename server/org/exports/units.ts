import { EXPORT_PATHS, exportFormat } from '../../../contract/exports.ts';
import { listUnits, type Unit } from '../../../contract/org.ts';
import { startOfLocalDay } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { type ExportColumn, inBatches, type ListExport } from '../../platform/exports/index.ts';
import { directory, validAt } from '../directory.ts';
import { presentUnit } from '../present.ts';

const query = listUnits.query?.extend({ format: exportFormat });
type Query = NonNullable<typeof query>['_output'];

/** The tree of units valid today (or at `at`), as a file. */
export function unitExport(ctx: Ctx): ListExport<Query> {
  return {
    path: EXPORT_PATHS.units,
    access: 'admin.units',
    summary: 'Units as CSV or Excel, the whole tree',
    tag: 'organisation',
    list: 'units',
    sheet: 'Đơn vị',
    file: 'don-vi-1022',
    query: query as never,
    async plan(_actor, { at }, now) {
      const known = await directory(ctx.db);
      const day = at === undefined ? now : startOfLocalDay(at);
      const units = known.units.filter((u) => validAt(u, day)).map((u) => presentUnit(known, u));
      const columns: readonly ExportColumn<Unit>[] = [
        { title: 'Mã', width: 24, value: (r) => r.code },
        { title: 'Tên đơn vị', width: 50, value: (r) => r.name },
        { title: 'Tên ngắn', width: 24, value: (r) => r.shortName },
        { title: 'Loại', width: 18, value: (r) => r.kind },
        { title: 'Đơn vị cấp trên', width: 50, value: (r) => nameOf(r.parent) },
        { title: 'Địa bàn', width: 12, value: (r) => r.areaCode },
        { title: 'Từ ngày', width: 12, value: (r) => r.validFrom },
        { title: 'Đến ngày', width: 12, value: (r) => r.validTo },
      ];
      const nameOf = (code: string | null) => (code === null ? null : (known.unitByCode(code)?.name ?? code));
      return { count: units.length, columns, batches: inBatches(units, columns, async (some) => some) };
    },
  };
}
