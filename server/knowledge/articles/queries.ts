import { type Selectable, sql } from 'kysely';
import type { ArticleRow, ArticleState, ArticleView } from '../../../contract/articles.ts';
import { directory } from '../../org/index.ts';
import { isoLocal, localDay } from '../../platform/clock.ts';
import { badCursor, cutPage, idCursor } from '../../platform/cursor.ts';
import type { Articles, Db } from '../../platform/db/index.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { fold } from '../../platform/text.ts';
import { searchTerms, suggestTerms, wordsOf } from './search-words.ts';

const EXCERPT = 180;
const SUGGESTED = 5;
/** Below this a suggestion has only some stray word in common with the letter. */
const LEAST_SCORE = 0.35;

export interface ArticleFilter {
  q?: string | undefined;
  category?: string | undefined;
  state?: ArticleState | undefined;
  cursor?: string | undefined;
  limit: number;
}

type Row = Pick<
  Selectable<Articles>,
  'code' | 'title' | 'body' | 'category_id' | 'state' | 'reviewed_until' | 'updated_at' | 'demo'
>;

/** The part of the text around what was asked for (the whole phrase, else the first of its words), else its beginning. */
export function excerptOf(body: string, q = ''): string {
  const plain = body
    .replace(/^#+\s*/gm, '')
    .replace(/\*\*/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const folded = fold(plain);
  const phrase = folded.indexOf(fold(q));
  const places = phrase > 0 && q !== '' ? [phrase] : wordsOf(q).map((w) => folded.indexOf(w));
  // Folding keeps the length of composed Vietnamese, so the places fit the text as it is shown.
  const first = folded.length === plain.length ? Math.min(...places.filter((p) => p >= 0), plain.length) : 0;
  const from = first >= plain.length || first < EXCERPT / 2 ? 0 : plain.lastIndexOf(' ', first - EXCERPT / 3) + 1;
  const cut = plain.slice(from, from + EXCERPT);
  const end = from + EXCERPT < plain.length ? `${cut.slice(0, cut.lastIndexOf(' '))}…` : cut;
  return `${from > 0 ? '…' : ''}${end}`;
}

async function presenter(db: Db, now: Date) {
  const d = await directory(db);
  const today = localDay(now);
  return (row: Row, q?: string): ArticleRow => {
    const category = row.category_id === null ? null : d.categoryById(row.category_id);
    return {
      code: row.code,
      title: row.title,
      category: category ? { code: category.code, name: category.name } : null,
      state: row.state,
      reviewedUntil: row.reviewed_until,
      stale: row.reviewed_until !== null && row.reviewed_until < today,
      updatedAt: isoLocal(row.updated_at),
      excerpt: excerptOf(row.body, q),
      sample: row.demo,
    };
  };
}

/** Pages are counted: a knowledge base has hundreds of articles, and the best come first. */
function offsetOf(cursor: string | undefined): number {
  const offset = idCursor(cursor) ?? 0;
  if (offset > 100_000) throw badCursor();
  return offset;
}

async function anyMatch(db: Db, terms: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from articles a where a.state = 'published' and a.search @@ to_tsquery('simple', ${terms})
    limit 1`.execute(db);
  return rows.length > 0;
}

interface Reader {
  now: Date;
  /** The reader may see what is not published. */
  drafts: boolean;
}

/** What decides whether an article (`a`) belongs to a list, and the words that it was found by; null = none does. */
async function listed(db: Db, filter: Omit<ArticleFilter, 'cursor' | 'limit'>, drafts: boolean) {
  const q = filter.q?.trim() ?? '';
  const wanted = q === '' ? null : searchTerms(q);
  if (q !== '' && wanted === null) return null;
  const terms = wanted && ((await anyMatch(db, wanted.close)) ? wanted.close : wanted.wide);
  const state = drafts ? filter.state : 'published';
  let query = db.selectFrom('articles as a');
  if (state) query = query.where('a.state', '=', state);
  else query = query.where('a.state', '<>', 'archived');
  if (filter.category) {
    const d = await directory(db);
    const category = d.categoryByCode(filter.category);
    if (!category) throw invalidField('category', { vi: 'Không có mã này.', en: 'There is no such code.' });
    const ids = [category.id, ...d.categories.filter((c) => c.parentId === category.id).map((c) => c.id)];
    query = query.where('a.category_id', 'in', ids);
  }
  if (terms !== null) query = query.where(sql<boolean>`a.search @@ to_tsquery('simple', ${terms})`);
  return { query, order: orderOf(terms) };
}

/** By words, best first; without words the newest. */
const orderOf = (terms: string | null) =>
  terms === null
    ? sql`a.updated_at desc, a.id desc`
    : sql`ts_rank_cd(a.search, to_tsquery('simple', ${terms}), 1) desc, a.updated_at desc, a.id desc`;

/** One page of the articles; the first also says how many there are. */
export async function listArticles(
  db: Db,
  filter: ArticleFilter,
  { now, drafts }: Reader,
): Promise<{ items: ArticleRow[]; nextCursor: string | null; total: number | null }> {
  const offset = offsetOf(filter.cursor);
  const first = filter.cursor === undefined;
  const whole = await listed(db, filter, drafts);
  if (whole === null) return { items: [], nextCursor: null, total: first ? 0 : null };
  const rows = await whole.query
    .selectAll('a')
    .orderBy(whole.order)
    .limit(filter.limit + 1)
    .offset(offset)
    .execute();
  const counted = await (first
    ? whole.query.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirst()
    : null);
  const present = await presenter(db, now);
  const { shown, last } = cutPage(rows, filter.limit);
  return {
    items: shown.map((row) => present(row, filter.q?.trim())),
    nextCursor: last && String(offset + filter.limit),
    total: counted ? Number(counted.total) : null,
  };
}

/** The ids of the whole list in its order. */
export async function articleIds(
  db: Db,
  filter: Omit<ArticleFilter, 'cursor' | 'limit'>,
  { drafts }: Reader,
): Promise<number[]> {
  const whole = await listed(db, filter, drafts);
  return whole === null ? [] : (await whole.query.select('a.id').orderBy(whole.order).execute()).map((row) => row.id);
}

/** These articles in this order, as far as the reader may still see them. */
export async function articlesByIds(db: Db, ids: readonly number[], { now, drafts }: Reader): Promise<ArticleRow[]> {
  const present = await presenter(db, now);
  let query = db
    .selectFrom('articles as a')
    .selectAll('a')
    .where('a.id', 'in', [...ids]);
  if (!drafts) query = query.where('a.state', '=', 'published');
  const byId = new Map((await query.execute()).map((row) => [row.id, present(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * Published articles that fit a letter: each keyword that stands in the letter as a phrase counts most, then the telling
 * words of heading and text.
 */
export async function suggestArticles(db: Db, text: string, now: Date): Promise<ArticleRow[]> {
  const terms = suggestTerms(text);
  if (terms === null) return [];
  const letter = ` ${wordsOf(text).join(' ')} `;
  const rows = await sql<Selectable<Articles> & { score: number }>`
    select * from (
      select a.*, (select count(*) from unnest(a.keywords) k
          where strpos(${letter}, ' ' || lower(unaccent(normalize(k, NFC))) || ' ') > 0)
        + ts_rank('{0.05, 0.1, 0.4, 1.0}', a.search, to_tsquery('simple', ${terms}), 0) as score
      from articles a where a.state = 'published' and a.search @@ to_tsquery('simple', ${terms})) found
    where score >= ${LEAST_SCORE} order by score desc, id limit ${SUGGESTED}`.execute(db);
  const present = await presenter(db, now);
  return rows.rows.map((row) => present(row, text));
}

/** One article. Who may not write sees published and archived ones only, and no versions. @throws AppError `not_found` */
export async function articleView(
  db: Db,
  code: string,
  { now, drafts }: { now: Date; drafts: boolean },
): Promise<ArticleView> {
  const row = await db.selectFrom('articles').selectAll().where('code', '=', code).executeTakeFirst();
  if (!row || (row.state === 'draft' && !drafts))
    throw new AppError('not_found', {
      detail: {
        vi: `Không có bài viết “${code}”, hoặc bài chưa được đăng.`,
        en: `There is no article “${code}”, or it is not published.`,
      },
    });
  const versions = drafts
    ? await db
        .selectFrom('article_versions as v')
        .leftJoin('users as u', 'u.id', 'v.changed_by')
        .select(['v.version', 'v.title', 'v.body', 'v.state', 'v.changed_at', 'u.display_name'])
        .where('v.article_id', '=', row.id)
        .orderBy('v.version', 'desc')
        .limit(100)
        .execute()
    : [];
  return {
    ...(await presenter(db, now))(row),
    version: row.version,
    body: row.body,
    keywords: row.keywords,
    versions: versions.map((v) => ({
      version: v.version,
      title: v.title,
      body: v.body,
      state: v.state as ArticleState,
      by: v.display_name,
      at: isoLocal(v.changed_at),
    })),
  };
}

/** The published article that an answer leans on. Null = no such, or not published. */
export async function publishedArticle(db: Db, code: string): Promise<{ code: string; title: string } | null> {
  const row = await db
    .selectFrom('articles')
    .select(['code', 'title'])
    .where('code', '=', code)
    .where('state', '=', 'published')
    .executeTakeFirst();
  return row ?? null;
}
