import { listUnits, type Unit } from '../../../contract/org.ts';
import { startOfLocalDay } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { defineExport, type ExportColumn, fileQuery, wholeRows } from '../../platform/exports/index.ts';
import { directory, validAt } from '../directory.ts';
import { presentUnit } from '../present.ts';

const COLUMNS: readonly ExportColumn<Unit & { parentName: string | null }>[] = [
  { title: 'Mã', width: 24, value: (r) => r.code },
  { title: 'Tên đơn vị', width: 50, value: (r) => r.name },
  { title: 'Tên ngắn', width: 24, value: (r) => r.shortName },
  { title: 'Loại', width: 18, value: (r) => r.kind },
  { title: 'Đơn vị cấp trên', width: 50, value: (r) => r.parentName },
  { title: 'Địa bàn', width: 12, value: (r) => r.areaCode },
  { title: 'Từ ngày', width: 12, value: (r) => r.validFrom },
  { title: 'Đến ngày', width: 12, value: (r) => r.validTo },
];

/** The tree of units valid today (or at `at`), as a file. */
export function unitExport(ctx: Ctx) {
  return defineExport({
    of: 'units',
    summary: 'Units as CSV or Excel, the whole tree',
    tag: 'organisation',
    sheet: 'Đơn vị',
    query: fileQuery(listUnits.query),
    columns: COLUMNS,
    async rows(_actor, { at }, now) {
      const known = await directory(ctx.db);
      const day = at === undefined ? now : startOfLocalDay(at);
      const units = known.units.filter((u) => validAt(u, day)).map((u) => presentUnit(known, u));
      const nameOf = (code: string | null) => (code === null ? null : (known.unitByCode(code)?.name ?? code));
      return wholeRows(units.map((unit) => ({ ...unit, parentName: nameOf(unit.parent) })));
    },
  });
}
