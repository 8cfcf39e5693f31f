/** Orders of leaders: what I gave, what my units got, and how each stands. */
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { DirectiveState } from '../../contract/case-views.ts';
import type { DirectiveRow, listDirectives } from '../../contract/directives.ts';
import { directory } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Db, Directives } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import { handlingUnits, visibleTo } from './visible.ts';

type Query = NonNullable<(typeof listDirectives)['query']>['_output'];

/** How an order stands at `now`. */
export function directiveState(
  d: Pick<Selectable<Directives>, 'closed_at' | 'closed_why' | 'due_at'>,
  now: Date,
): DirectiveState {
  if (d.closed_at === null) return d.due_at < now ? 'overdue' : 'open';
  if (d.closed_why === 'reported' || d.closed_why === 'replaced' || d.closed_why === 'ended') return d.closed_why;
  return 'done';
}

function stateCondition(state: DirectiveState | 'waiting', now: Date): RawBuilder<SqlBool> {
  if (state === 'waiting') return sql`d.closed_at is null`;
  if (state === 'open') return sql`(d.closed_at is null and d.due_at >= ${now})`;
  if (state === 'overdue') return sql`(d.closed_at is null and d.due_at < ${now})`;
  if (state === 'done') return sql`d.closed_why = 'answered'`;
  return sql`d.closed_why = ${state}`;
}

/** Mine: given by me or in my place; or given to a unit for which I work at level 2 or 3. */
function sideCondition(side: 'given' | 'received', actor: Actor): RawBuilder<SqlBool> {
  const me = actor.userId ?? 0;
  return side === 'given'
    ? sql`(d.by_user_id = ${me} or d.in_place_of = ${me})`
    : sql`d.unit_id = any(${handlingUnits(actor)}::bigint[])`;
}

interface Found extends Selectable<Directives> {
  code: string;
  title: string;
  status: DirectiveRow['case']['status'];
  case_level: number;
  turn: DirectiveRow['case']['turn'];
  by_code: string;
  by_name: string;
  place_code: string | null;
  place_name: string | null;
  reporter_code: string | null;
  reporter_name: string | null;
}

/** Orders that concern the actor, newest first; only about cases that he may still see. */
export async function listDirectiveRows(db: Db, actor: Actor, query: Query, now: Date) {
  const before = query.cursor === undefined ? null : Number(query.cursor);
  if (before !== null && !Number.isSafeInteger(before))
    throw new AppError('bad_request', { detail: 'Con trỏ trang không hợp lệ. Hãy tải lại danh sách.' });
  const mine = mineOf(query, actor);
  const [rows, counted] = await Promise.all([
    found(
      db,
      sql`${mine} and ${query.state ? stateCondition(query.state, now) : sql`true`}
        and ${before === null ? sql`true` : sql`d.id < ${before}::bigint`}`,
      query.limit + 1,
    ),
    sql<{ open: number; overdue: number }>`
      select count(*) filter (where d.due_at >= ${now})::int as open, count(*) filter (where d.due_at < ${now})::int as overdue
      from directives d join cases c on c.id = d.case_id where d.closed_at is null and ${mine}`.execute(db),
  ]);
  const d = await directory(db);
  const items = rows.slice(0, query.limit).map((row) => present(row, d.unitById(row.unit_id), now));
  return {
    items,
    nextCursor: rows.length > query.limit ? String(items.at(-1)?.id) : null,
    counts: counted.rows[0] ?? { open: 0, overdue: 0 },
  };
}

const mineOf = (query: Pick<Query, 'side'>, actor: Actor) =>
  sql`${sideCondition(query.side, actor)} and ${visibleTo(actor)}`;

async function found(db: Db, where: RawBuilder<unknown>, limit: number): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select d.*, c.code, c.title, c.status, c.level as case_level, c.turn, b.username as by_code, b.display_name as by_name,
      p.username as place_code, p.display_name as place_name, r.username as reporter_code, r.display_name as reporter_name
    from directives d join cases c on c.id = d.case_id join users b on b.id = d.by_user_id
      left join users p on p.id = d.in_place_of left join users r on r.id = d.reported_by
    where ${where} order by d.id desc limit ${limit}`.execute(db);
  return rows;
}

/** The ids of the whole list, newest first. */
export async function directiveIds(db: Db, actor: Actor, query: Pick<Query, 'side' | 'state'>, now: Date) {
  const { rows } = await sql<{ id: number }>`
    select d.id from directives d join cases c on c.id = d.case_id
    where ${mineOf(query, actor)} and ${query.state ? stateCondition(query.state, now) : sql`true`}
    order by d.id desc`.execute(db);
  return rows.map((row) => row.id);
}

/** These orders, newest first, as far as the reader may still see their cases. */
export async function directivesByIds(db: Db, actor: Actor, ids: readonly number[], now: Date) {
  const rows = await found(db, sql`d.id = any(${[...ids]}::bigint[]) and ${visibleTo(actor)}`, ids.length);
  const d = await directory(db);
  return rows.map((row) => present(row, d.unitById(row.unit_id), now));
}

const person = (code: string | null, name: string | null) => (code === null ? null : { code, name: name ?? code });

function present(row: Found, unit: { code: string; name: string } | null | undefined, now: Date): DirectiveRow {
  return {
    id: row.id,
    level: row.level,
    by: person(row.by_code, row.by_name),
    inPlaceOf: person(row.place_code, row.place_name),
    unit: { code: unit?.code ?? '', name: unit?.name ?? '' },
    text: row.text,
    dueAt: isoLocal(row.due_at),
    createdAt: isoLocal(row.created_at),
    closedAt: row.closed_at && isoLocal(row.closed_at),
    state: directiveState(row, now),
    report: row.report,
    reportedBy: person(row.reporter_code, row.reporter_name),
    reportedAt: row.reported_at && isoLocal(row.reported_at),
    case: { code: row.code, title: row.title, status: row.status, level: row.case_level, turn: row.turn },
  };
}
