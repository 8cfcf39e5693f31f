import type { AreaRecord, CategoryRecord } from '../../../contract/org-trees.ts';
import type { Ctx } from '../../platform/context.ts';
import { defineExport, type ExportColumn, fileQuery, wholeRows } from '../../platform/exports/index.ts';
import { directory } from '../directory.ts';
import { presentAreaRecord, presentCategoryRecord } from '../present-trees.ts';

const COMMON = { tag: 'organisation', query: fileQuery() } as const;

const CATEGORIES: readonly ExportColumn<CategoryRecord>[] = [
  { title: 'Mã', width: 28, value: (r) => r.code },
  { title: 'Lĩnh vực', width: 40, value: (r) => r.name },
  { title: 'Tên tiếng Anh', width: 40, value: (r) => r.nameEn },
  { title: 'Thuộc lĩnh vực', width: 40, value: (r) => r.parent?.name ?? null },
  { title: 'Đơn vị chủ trì', width: 40, value: (r) => r.leadUnit?.name ?? null },
  { title: 'Từ khóa', width: 60, value: (r) => r.keywords.join('; ') || null },
  { title: 'Từ ngày', width: 12, value: (r) => r.validFrom },
  { title: 'Đến ngày', width: 12, value: (r) => r.validTo },
];

/** Every category, retired and coming ones too, as a file. */
export function categoryExport(ctx: Ctx) {
  return defineExport({
    ...COMMON,
    of: 'categories',
    summary: 'Categories as CSV or Excel, the whole tree',
    sheet: 'Lĩnh vực',
    columns: CATEGORIES,
    async rows() {
      const known = await directory(ctx.db);
      return wholeRows(known.categories.map((c) => presentCategoryRecord(known, c)));
    },
  });
}

const AREAS: readonly ExportColumn<AreaRecord>[] = [
  { title: 'Mã', width: 12, value: (r) => r.code },
  { title: 'Địa bàn', width: 40, value: (r) => r.name },
  { title: 'Loại', width: 14, value: (r) => r.kind },
  { title: 'Cơ quan phụ trách', width: 40, value: (r) => r.unit?.name ?? null },
  {
    title: 'Trước khi sắp xếp',
    width: 80,
    value: (r) => r.formerly.map((f) => [f.name, f.district].filter(Boolean).join(', ')).join('; ') || null,
  },
  { title: 'Từ ngày', width: 12, value: (r) => r.validFrom },
  { title: 'Đến ngày', width: 12, value: (r) => r.validTo },
];

/** Every area with what it was before, retired and coming ones too, as a file. */
export function areaExport(ctx: Ctx) {
  return defineExport({
    ...COMMON,
    of: 'areas',
    summary: 'Areas with their former names as CSV or Excel, whole',
    sheet: 'Địa bàn',
    columns: AREAS,
    async rows(_actor, _query, now) {
      const known = await directory(ctx.db);
      return wholeRows(known.areas.map((a) => presentAreaRecord(known, a, now)));
    },
  });
}
