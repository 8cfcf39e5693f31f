import { type ArticleRow, type ArticleState, listArticles as endpoint } from '../../../contract/articles.ts';
import { EXPORT_PATHS, exportFormat } from '../../../contract/exports.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, type ExportColumn, inBatches, type ListExport } from '../../platform/exports/index.ts';
import { listArticles } from './queries.ts';

const query = endpoint.query?.omit({ cursor: true, limit: true }).extend({ format: exportFormat });
type Query = NonNullable<typeof query>['_output'];

/** A knowledge base has hundreds of articles: they are read as the list reads them. */
const PAGE = 200;
const STATE: Record<ArticleState, string> = { draft: 'Nháp', published: 'Đã đăng', archived: 'Lưu trữ' };

const COLUMNS: readonly ExportColumn<ArticleRow>[] = [
  { title: 'Mã', width: 36, value: (r) => r.code },
  { title: 'Tiêu đề', width: 60, value: (r) => r.title },
  { title: 'Lĩnh vực', width: 32, value: (r) => r.category?.name ?? null },
  { title: 'Tình trạng', width: 12, value: (r) => STATE[r.state] },
  { title: 'Đã rà soát đến', width: 14, value: (r) => r.reviewedUntil },
  { title: 'Quá hạn rà soát', width: 14, value: (r) => (r.stale ? 'Quá hạn' : null) },
  { title: 'Cập nhật lúc', width: 17, value: (r) => cellTime(r.updatedAt) },
];

/** The list of articles as a file, found as on the screen; drafts for those who may write. */
export function articleExport(ctx: Ctx): ListExport<Query> {
  return {
    path: EXPORT_PATHS.articles,
    access: 'knowledge.read',
    summary: 'The list of articles as CSV or Excel, whole',
    tag: 'knowledge',
    list: 'articles',
    sheet: 'Bài viết',
    file: 'bai-viet-1022',
    query: query as never,
    async plan(actor, { format: _, ...filter }, now) {
      const reader = { now, drafts: actor.permissions.has('knowledge.write') };
      const rows: ArticleRow[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await listArticles(ctx.db, { ...filter, limit: PAGE, ...(cursor ? { cursor } : {}) }, reader);
        rows.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return { count: rows.length, columns: COLUMNS, batches: inBatches(rows, COLUMNS, async (some) => some) };
    },
  };
}
