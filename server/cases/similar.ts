/** Open cases of other people that may be about the same thing. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { SimilarCase } from '../../contract/contact.ts';
import { directory } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Db } from '../platform/db/index.ts';
import { fold } from '../platform/text.ts';
import { presenter } from './present.ts';
import { compareWith, type Likeness, type Said } from './similarity.ts';
import { visibleTo } from './visible.ts';

export interface SimilarQuestion {
  text: string;
  place: string | null;
  categoryId: number | null;
  areaId: number | null;
  /** His own cases are shown by themselves. */
  citizenIds: readonly number[];
}

const DAY = 86_400_000;
const DAYS = 30;
/** The newest so many open cases of the place, or of the category, are compared. */
const COMPARED = 300;
const SHOWN = 5;
/** So much of a text is read. */
const READ = 1_500;
const AGEING = 1 / DAYS;

/**
 * The open cases of the last month most like it that the actor may see. What is sealed is never offered: its words
 * must not stand beside another person's contact, nor could the two be merged.
 */
export async function similarCases(db: Db, actor: Actor, q: SimilarQuestion, now: Date): Promise<SimilarCase[]> {
  const where = candidates(q);
  if (!where) return [];
  const d = await directory(db);
  const said = (text: string, categoryId: number | null, areaId: number | null): Said => ({
    text,
    categoryId,
    areaId,
    familyId: categoryId === null ? null : (d.categoryById(categoryId)?.parentId ?? categoryId),
  });
  const since = new Date(now.getTime() - DAYS * DAY);
  const { rows } = await sql<{
    id: number;
    text: string;
    category_id: number | null;
    area_id: number | null;
    created_at: Date;
  }>`select c.id, c.title || ' ' || left(c.content, ${READ}) || ' ' || coalesce(c.place_text, '') as text,
      c.category_id, c.area_id, c.created_at
    from cases c
    where ${where} and c.closed_at is null and c.created_at > ${since} and c.created_at <= ${now} and not c.sealed
      and (c.citizen_id is null or c.citizen_id <> all(${[...q.citizenIds]}::bigint[])) and ${visibleTo(actor)}
    order by c.created_at desc, c.id desc limit ${COMPARED}`.execute(db);
  const compare = compareWith(said(`${q.text.slice(0, READ)} ${q.place ?? ''}`, q.categoryId, q.areaId));
  const found = rows
    .flatMap((row) => {
      const like = compare(said(row.text, row.category_id, row.area_id));
      const days = (now.getTime() - row.created_at.getTime()) / DAY;
      return like ? [{ id: row.id, like, order: like.points - days * AGEING }] : [];
    })
    .sort((a, b) => b.order - a.order || b.id - a.id)
    .slice(0, SHOWN);
  return present(db, found, now);
}

/** Which cases are looked at: those of the place; without one those of the category; else those with rare words. */
function candidates(q: SimilarQuestion): RawBuilder<SqlBool> | null {
  if (q.areaId !== null) return sql<SqlBool>`c.area_id = ${q.areaId}`;
  if (q.categoryId !== null) return sql<SqlBool>`c.category_id = ${q.categoryId}`;
  const terms = fold(q.place ?? q.text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
  const words = [...new Set(terms)].sort((a, b) => b.length - a.length).slice(0, 5);
  if (words.length < 2) return null;
  return sql<SqlBool>`c.search @@ to_tsquery('simple', ${words.map((w) => `'${w}'`).join(' & ')})`;
}

async function present(db: Db, found: readonly { id: number; like: Likeness }[], now: Date): Promise<SimilarCase[]> {
  if (found.length === 0) return [];
  const ids = found.map((one) => one.id);
  const rows = await db
    .selectFrom('cases as c')
    .leftJoin('users as u', 'u.id', 'c.assignee_id')
    .selectAll('c')
    .select(['u.username as assignee_username', 'u.display_name as assignee_name'])
    .select((e) =>
      e
        .selectFrom('cases as k')
        .select((f) => f.fn.countAll<number>().as('n'))
        .whereRef('k.parent_id', '=', 'c.id')
        .where('k.status', '=', 'merged')
        .as('merged'),
    )
    .where('c.id', 'in', ids)
    .execute();
  const p = await presenter(db, now);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap(({ id, like }) => {
    const row = byId.get(id);
    if (!row) return [];
    return [{ case: p.row(row), reports: 1 + Number(row.merged ?? 0), reasons: like.reasons, words: like.words }];
  });
}
