import { z } from 'zod';
import { EXPORT_PATHS, exportFormat } from '../../../contract/exports.ts';
import type { AreaRecord, CategoryRecord } from '../../../contract/org-trees.ts';
import type { Ctx } from '../../platform/context.ts';
import { type ExportColumn, inBatches, type ListExport } from '../../platform/exports/index.ts';
import { directory } from '../directory.ts';
import { presentAreaRecord, presentCategoryRecord } from '../present-trees.ts';

const query = z.object({ format: exportFormat });
type Query = z.output<typeof query>;
const COMMON = { access: 'admin.units', tag: 'organisation', query } as const;

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
export function categoryExport(ctx: Ctx): ListExport<Query> {
  return {
    ...COMMON,
    path: EXPORT_PATHS.categories,
    summary: 'Categories as CSV or Excel, the whole tree',
    list: 'categories',
    sheet: 'Lĩnh vực',
    file: 'linh-vuc-1022',
    async plan() {
      const known = await directory(ctx.db);
      const records = known.categories.map((c) => presentCategoryRecord(known, c));
      return { count: records.length, columns: CATEGORIES, batches: inBatches(records, CATEGORIES, async (r) => r) };
    },
  };
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
export function areaExport(ctx: Ctx): ListExport<Query> {
  return {
    ...COMMON,
    path: EXPORT_PATHS.areas,
    summary: 'Areas with their former names as CSV or Excel, whole',
    list: 'areas',
    sheet: 'Địa bàn',
    file: 'dia-ban-1022',
    async plan(_actor, _query, now) {
      const known = await directory(ctx.db);
      const records = known.areas.map((a) => presentAreaRecord(known, a, now));
      return { count: records.length, columns: AREAS, batches: inBatches(records, AREAS, async (r) => r) };
    },
  };
}
