import { SYSTEM } from '../../platform/auth/index.ts';
import { localDay } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { createArticle } from '../commands/save-article.ts';
import { SAMPLE_ARTICLES } from './sample-texts.ts';

const NOTE =
  '**Bài mẫu cho bản trình diễn, không thay thế văn bản chính thức.** Đối chiếu quy định hiện hành trước khi dùng.';
const REVIEW_DAYS = 180;

/** Articles about everyday procedures, for demonstrations only; adds what is missing. Returns how many. */
export async function seedSampleArticles(ctx: Ctx): Promise<number> {
  const known = await ctx.db.selectFrom('articles').select('code').execute();
  const codes = new Set(known.map((r) => r.code));
  const reviewedUntil = localDay(new Date(ctx.clock.now().getTime() + REVIEW_DAYS * 86_400_000));
  let added = 0;
  for (const { code, title, category, keywords, body } of SAMPLE_ARTICLES) {
    if (codes.has(code)) continue;
    await createArticle(ctx, SYSTEM, {
      code,
      title,
      category,
      keywords,
      body: `${body}\n\n${NOTE}`,
      state: 'published',
      reviewedUntil,
      sample: true,
    });
    added += 1;
  }
  return added;
}
