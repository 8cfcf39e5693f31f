import { type ArticleRow, type ArticleState, listArticles as endpoint } from '../../../contract/articles.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, rowsByKey } from '../../platform/exports/index.ts';
import { articleIds, articlesByIds } from './queries.ts';

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
export function articleExport(ctx: Ctx) {
  return defineExport({
    of: 'articles',
    summary: 'The list of articles as CSV or Excel, whole',
    tag: 'knowledge',
    sheet: 'Bài viết',
    query: fileQuery(endpoint.query),
    columns: COLUMNS,
    async rows(actor, filter, now) {
      const reader = { now, drafts: actor.permissions.has('knowledge.write') };
      return rowsByKey(await articleIds(ctx.db, filter, reader), (some) => articlesByIds(ctx.db, some, reader));
    },
  });
}
