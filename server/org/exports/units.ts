import { listUnits, type Unit } from '../../../contract/org.ts';
import { startOfLocalDay } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { defineExport, type ExportColumn, fileQuery, wholeRows } from '../../platform/exports/index.ts';
import { directory, validAt } from '../directory.ts';
import { presentUnit } from '../present.ts';

const COLUMNS: readonly ExportColumn<Unit & { parentName: string | null }>[] = [
  { title: { vi: 'Mã', en: 'Code' }, width: 24, value: (r) => r.code },
  { title: { vi: 'Tên đơn vị', en: 'Unit' }, width: 50, value: (r) => r.name },
  { title: { vi: 'Tên ngắn', en: 'Short name' }, width: 24, value: (r) => r.shortName },
  { title: { vi: 'Loại', en: 'Kind' }, width: 18, value: (r) => r.kind },
  { title: { vi: 'Đơn vị cấp trên', en: 'Unit above' }, width: 50, value: (r) => r.parentName },
  { title: { vi: 'Địa bàn', en: 'Area' }, width: 12, value: (r) => r.areaCode },
  { title: { vi: 'Từ ngày', en: 'Valid from' }, width: 12, value: (r) => r.validFrom },
  { title: { vi: 'Đến ngày', en: 'Valid to' }, width: 12, value: (r) => r.validTo },
];

/** The tree of units valid today (or at `at`), as a file. */
export function unitExport(ctx: Ctx) {
  return defineExport({
    of: 'units',
    summary: 'Units as CSV or Excel, the whole tree',
    tag: 'organisation',
    sheet: { vi: 'Đơn vị', en: 'Units' },
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
