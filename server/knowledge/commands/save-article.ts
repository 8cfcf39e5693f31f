import type { ArticleState } from '../../../contract/articles.ts';
import { directory } from '../../org/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { fold, storable } from '../../platform/text.ts';
import { transact } from '../../platform/transact.ts';
import { codeOf } from '../articles/search-words.ts';
import { articleChanged } from '../events.ts';

export interface ArticleInput {
  title: string;
  body: string;
  keywords: string[];
  category: string | null;
  state: ArticleState;
  reviewedUntil: string | null;
}

async function valuesOf(tx: Tx, input: ArticleInput) {
  const d = await directory(tx.db);
  const category = input.category === null ? null : d.categoryByCode(input.category, tx.now);
  if (input.category !== null && !category)
    throw invalidField('category', {
      vi: `Không có lĩnh vực mã “${input.category}”.`,
      en: `There is no category with the code “${input.category}”.`,
    });
  if (/<\/?[a-z!][^>]*>/i.test(input.body))
    throw invalidField(
      'body',
      { vi: 'Bài viết là văn bản thuần, không dùng thẻ HTML.', en: 'An article is plain text without HTML tags.' },
      'html',
    );
  const keywords = [...new Set(input.keywords.map((k) => storable(k).trim()).filter(Boolean))];
  return {
    title: storable(input.title),
    body: storable(input.body),
    keywords,
    category_id: category?.id ?? null,
    state: input.state,
    reviewed_until: input.reviewedUntil,
    fold_head: fold(`${input.title} ${keywords.join(' ')} ${category?.name ?? ''}`),
    fold_body: fold(input.body),
    updated_at: tx.now,
  };
}

type Values = Awaited<ReturnType<typeof valuesOf>>;

async function keepVersion(
  tx: Tx,
  actor: Actor,
  id: number,
  code: string,
  version: number,
  v: Values,
  fields: string[],
) {
  await tx.db
    .insertInto('article_versions')
    .values({
      article_id: id,
      version,
      title: v.title,
      body: v.body,
      keywords: v.keywords,
      category_id: v.category_id,
      state: v.state,
      reviewed_until: v.reviewed_until,
      changed_by: actor.userId,
      changed_at: tx.now,
    })
    .execute();
  tx.record({
    type: articleChanged.type,
    actor,
    subject: { type: 'article', id: code },
    data: { code, version, state: v.state, fields },
    audience: { to: ['admin', 'all_cases', 'publisher'] },
  });
}

/** Adds an article; returns its code. @throws AppError `already_exists` for a code that is taken, `invalid` */
export async function createArticle(
  ctx: Ctx,
  actor: Actor,
  input: ArticleInput & { code?: string | undefined; sample?: boolean },
): Promise<string> {
  return transact(ctx, async (tx) => {
    const values = await valuesOf(tx, input);
    const code = input.code ?? (await freeCode(tx, codeOf(input.title)));
    const row = await tx.db
      .insertInto('articles')
      .values({ ...values, code, created_by: actor.userId, created_at: tx.now, demo: input.sample ?? false })
      .onConflict((c) => c.column('code').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row)
      throw new AppError('already_exists', {
        detail: { vi: `Mã bài viết “${code}” đã có.`, en: `There is an article with the code “${code}” already.` },
      });
    await keepVersion(tx, actor, row.id, code, 1, values, ['title', 'body']);
    return code;
  });
}

/** `can-cuoc`, `can-cuoc-2` …: the first that is not taken. */
async function freeCode(tx: Tx, base: string): Promise<string> {
  const taken = await tx.db.selectFrom('articles').select('code').where('code', 'like', `${base}%`).execute();
  const codes = new Set(taken.map((r) => r.code));
  for (let n = 1; ; n += 1) {
    const code = n === 1 ? base : `${base}-${n}`;
    if (!codes.has(code)) return code;
  }
}

/** Changes an article. @throws AppError `not_found`, `invalid`, `conflict` when it has a newer version */
export async function updateArticle(
  ctx: Ctx,
  actor: Actor,
  code: string,
  input: ArticleInput & { version: number },
): Promise<void> {
  await transact(ctx, async (tx) => {
    const before = await tx.db
      .selectFrom('articles')
      .selectAll()
      .where('code', '=', code)
      .forUpdate()
      .executeTakeFirst();
    if (!before)
      throw new AppError('not_found', {
        detail: { vi: `Không có bài viết “${code}”.`, en: `There is no article “${code}”.` },
      });
    if (before.version !== input.version)
      throw new AppError('conflict', {
        detail: {
          vi: 'Người khác vừa sửa bài này. Tải lại để xem bản mới nhất rồi sửa tiếp.',
          en: 'Somebody else has just changed this article. Load it again to see the latest, then go on.',
        },
      });
    const values = await valuesOf(tx, input);
    const version = before.version + 1;
    await tx.db
      .updateTable('articles')
      .set({ ...values, version })
      .where('id', '=', before.id)
      .execute();
    const compared = ['title', 'body', 'keywords', 'category_id', 'state', 'reviewed_until'] as const;
    const fields = compared.filter((f) => JSON.stringify(before[f]) !== JSON.stringify(values[f]));
    await keepVersion(tx, actor, before.id, code, version, values, fields);
  });
}
