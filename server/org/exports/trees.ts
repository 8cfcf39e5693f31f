import type { AreaRecord, CategoryRecord } from '../../../contract/org-trees.ts';
import type { Ctx } from '../../platform/context.ts';
import { defineExport, type ExportColumn, fileQuery, wholeRows } from '../../platform/exports/index.ts';
import { directory } from '../directory.ts';
import { presentAreaRecord, presentCategoryRecord } from '../present-trees.ts';

const COMMON = { tag: 'organisation', query: fileQuery() } as const;

const CATEGORIES: readonly ExportColumn<CategoryRecord>[] = [
  { title: { vi: 'Mã', en: 'Code' }, width: 28, value: (r) => r.code },
  { title: { vi: 'Lĩnh vực', en: 'Category' }, width: 40, value: (r) => r.name },
  { title: { vi: 'Tên tiếng Anh', en: 'English name' }, width: 40, value: (r) => r.nameEn },
  { title: { vi: 'Thuộc lĩnh vực', en: 'Parent category' }, width: 40, value: (r) => r.parent?.name ?? null },
  { title: { vi: 'Đơn vị chủ trì', en: 'Lead unit' }, width: 40, value: (r) => r.leadUnit?.name ?? null },
  { title: { vi: 'Từ khóa', en: 'Key words' }, width: 60, value: (r) => r.keywords.join('; ') || null },
  { title: { vi: 'Từ ngày', en: 'Valid from' }, width: 12, value: (r) => r.validFrom },
  { title: { vi: 'Đến ngày', en: 'Valid to' }, width: 12, value: (r) => r.validTo },
];

/** Every category, retired and coming ones too, as a file. */
export function categoryExport(ctx: Ctx) {
  return defineExport({
    ...COMMON,
    of: 'categories',
    summary: 'Categories as CSV or Excel, the whole tree',
    sheet: { vi: 'Lĩnh vực', en: 'Categories' },
    columns: CATEGORIES,
    async rows() {
      const known = await directory(ctx.db);
      return wholeRows(known.categories.map((c) => presentCategoryRecord(known, c)));
    },
  });
}

const AREAS: readonly ExportColumn<AreaRecord>[] = [
  { title: { vi: 'Mã', en: 'Code' }, width: 12, value: (r) => r.code },
  { title: { vi: 'Địa bàn', en: 'Area' }, width: 40, value: (r) => r.name },
  { title: { vi: 'Loại', en: 'Kind' }, width: 14, value: (r) => r.kind },
  { title: { vi: 'Cơ quan phụ trách', en: 'Authority' }, width: 40, value: (r) => r.unit?.name ?? null },
  {
    title: { vi: 'Trước khi sắp xếp', en: 'Before the merger' },
    width: 80,
    value: (r) => r.formerly.map((f) => [f.name, f.district].filter(Boolean).join(', ')).join('; ') || null,
  },
  { title: { vi: 'Từ ngày', en: 'Valid from' }, width: 12, value: (r) => r.validFrom },
  { title: { vi: 'Đến ngày', en: 'Valid to' }, width: 12, value: (r) => r.validTo },
];

/** Every area with what it was before, retired and coming ones too, as a file. */
export function areaExport(ctx: Ctx) {
  return defineExport({
    ...COMMON,
    of: 'areas',
    summary: 'Areas with their former names as CSV or Excel, whole',
    sheet: { vi: 'Địa bàn', en: 'Areas' },
    columns: AREAS,
    async rows(_actor, _query, now) {
      const known = await directory(ctx.db);
      return wholeRows(known.areas.map((a) => presentAreaRecord(known, a, now)));
    },
  });
}
