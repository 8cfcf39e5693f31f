import { type ArticleRow, listArticles as endpoint } from '../../../contract/articles.ts';
import * as en from '../../../contract/words/en.ts';
import * as vi from '../../../contract/words/vi.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, rowsByKey } from '../../platform/exports/index.ts';
import { bothWords } from '../../platform/said.ts';
import { articleIds, articlesByIds } from './queries.ts';

const STATE = bothWords(vi.ARTICLE_STATE, en.ARTICLE_STATE);

const COLUMNS: readonly ExportColumn<ArticleRow>[] = [
  { title: { vi: 'Mã', en: 'Code' }, width: 36, value: (r) => r.code },
  { title: { vi: 'Tiêu đề', en: 'Title' }, width: 60, value: (r) => r.title },
  { title: { vi: 'Lĩnh vực', en: 'Category' }, width: 32, value: (r) => r.category?.name ?? null },
  { title: { vi: 'Tình trạng', en: 'State' }, width: 12, value: (r) => STATE[r.state] },
  { title: { vi: 'Đã rà soát đến', en: 'Reviewed until' }, width: 14, value: (r) => r.reviewedUntil },
  {
    title: { vi: 'Quá hạn rà soát', en: 'Review overdue' },
    width: 14,
    value: (r) => (r.stale ? { vi: 'Quá hạn', en: 'Overdue' } : null),
  },
  { title: { vi: 'Cập nhật lúc', en: 'Updated at' }, width: 17, value: (r) => cellTime(r.updatedAt) },
];

/** The list of articles as a file, found as on the screen; drafts for those who may write. */
export function articleExport(ctx: Ctx) {
  return defineExport({
    of: 'articles',
    summary: 'The list of articles as CSV or Excel, whole',
    tag: 'knowledge',
    sheet: { vi: 'Bài viết', en: 'Articles' },
    query: fileQuery(endpoint.query),
    columns: COLUMNS,
    async rows(actor, filter, now) {
      const reader = { now, drafts: actor.permissions.has('knowledge.write') };
      return rowsByKey(await articleIds(ctx.db, filter, reader), (some) => articlesByIds(ctx.db, some, reader));
    },
  });
}
