import type { PromptView } from '../../../contract/hotline-prompts.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, wholeRows } from '../../platform/exports/index.ts';
import type { Said } from '../../platform/said.ts';
import { listPromptViews } from '../prompts/catalogue.ts';

const SOURCE: Record<PromptView['source'], Said> = {
  machine: { vi: 'Giọng máy', en: 'Machine voice' },
  studio: { vi: 'Bản thu', en: 'Recording' },
};

const COLUMNS: readonly ExportColumn<PromptView>[] = [
  { title: { vi: 'Mã', en: 'Code' }, width: 28, value: (r) => r.name },
  { title: { vi: 'Lời thoại', en: 'Prompt' }, width: 36, value: (r) => r.title },
  { title: { vi: 'Nội dung đọc', en: 'What is said' }, width: 90, value: (r) => r.text },
  { title: { vi: 'Giọng', en: 'Voice' }, width: 14, value: (r) => SOURCE[r.source] },
  { title: { vi: 'Độ dài (giây)', en: 'Length (s)' }, width: 12, value: (r) => r.seconds && Math.round(r.seconds) },
  { title: { vi: 'Tệp thu', en: 'File' }, width: 28, value: (r) => r.fileName },
  { title: { vi: 'Sửa lúc', en: 'Changed' }, width: 17, value: (r) => cellTime(r.changedAt) },
  { title: { vi: 'Người sửa', en: 'By' }, width: 24, value: (r) => r.changedBy?.name ?? null },
];

/** What callers hear, as a file: what a speaker reads from in the studio. */
export function promptExport(ctx: Ctx) {
  return defineExport({
    of: 'prompts',
    summary: 'Every prompt with its text, as CSV or Excel',
    tag: 'hotline',
    sheet: { vi: 'Lời thoại', en: 'Prompts' },
    query: fileQuery(),
    columns: COLUMNS,
    rows: async (_actor, _query, _now, language) => wholeRows(await listPromptViews(ctx.db, language)),
  });
}
