/** Orders of leaders: what I gave, what my units got, and how each stands. */
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { DirectiveState } from '../../contract/case-views.ts';
import type { DirectiveRow, listDirectives } from '../../contract/directives.ts';
import { type Directory, directory } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import { cutPage, idCursor } from '../platform/cursor.ts';
import type { Db, Directives } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import { caseVisible, handlingUnits, visibleTo } from './visible.ts';

type Query = NonNullable<(typeof listDirectives)['query']>['_output'];

/** How an order stands at `now`. */
export function directiveState(
  d: Pick<Selectable<Directives>, 'closed_at' | 'closed_why' | 'due_at' | 'accepted_at'>,
  now: Date,
): DirectiveState {
  if (d.closed_at === null) return d.due_at < now ? 'overdue' : 'open';
  if (d.accepted_at !== null) return 'accepted';
  if (d.closed_why === 'reported' || d.closed_why === 'replaced' || d.closed_why === 'ended') return d.closed_why;
  return 'done';
}

function stateCondition(state: DirectiveState | 'waiting' | 'unsettled', now: Date): RawBuilder<SqlBool> {
  if (state === 'unsettled') return sql`(d.closed_at is null or (d.closed_why = 'reported' and d.accepted_at is null))`;
  if (state === 'waiting') return sql`d.closed_at is null`;
  if (state === 'open') return sql`(d.closed_at is null and d.due_at >= ${now})`;
  if (state === 'overdue') return sql`(d.closed_at is null and d.due_at < ${now})`;
  if (state === 'done') return sql`d.closed_why = 'answered'`;
  if (state === 'accepted') return sql`d.accepted_at is not null`;
  if (state === 'reported') return sql`(d.closed_why = 'reported' and d.accepted_at is null)`;
  return sql`d.closed_why = ${state}`;
}

/**
 * Mine: given by me or in my place; given to a unit for which I work at level 2 or 3; or, for leaders of the province and
 * supervisors, all of level 4. @throws AppError `forbidden`
 */
function sideCondition(side: 'given' | 'received' | 'province', actor: Actor): RawBuilder<SqlBool> {
  const me = actor.userId ?? 0;
  if (side === 'province') {
    if (!actor.roles.some((r) => r.role === 'province_leader' || r.role === 'supervisor'))
      throw new AppError('forbidden', {
        detail: {
          vi: 'Bạn không xem được chỉ đạo của toàn tỉnh.',
          en: 'You may not see the directives of the whole province.',
        },
      });
    return sql`d.level = 4`;
  }
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
}
type Named = { code: string; name: string };

/** Orders that concern the actor, newest first; only about cases that he may still see. */
export async function listDirectiveRows(db: Db, actor: Actor, query: Query, now: Date) {
  const before = idCursor(query.cursor);
  const mine = mineOf(query, actor);
  const whole = listed(query, actor, now);
  const [rows, total, counted] = await Promise.all([
    found(db, before === null ? whole : sql`${whole} and d.id < ${before}::bigint`, query.limit + 1),
    before === null ? countListed(db, whole) : null,
    sql<{ open: number; overdue: number; reported: number }>`
      select count(*) filter (where ${stateCondition('open', now)})::int as open,
        count(*) filter (where ${stateCondition('overdue', now)})::int as overdue,
        count(*) filter (where ${stateCondition('reported', now)})::int as reported
      from directives d where ${stateCondition('unsettled', now)} and ${mine}`.execute(db),
  ]);
  const { shown, last } = cutPage(rows, query.limit);
  return {
    items: await presentAll(db, shown, now),
    nextCursor: last && String(last.id),
    total,
    counts: counted.rows[0] ?? { open: 0, overdue: 0, reported: 0 },
  };
}

const mineOf = (query: Pick<Query, 'side'>, actor: Actor) =>
  sql`${sideCondition(query.side, actor)} and ${caseVisible(actor, sql.ref('d.case_id'))}`;

/** What decides whether an order belongs to a list: side, sight, state. */
const listed = (query: Pick<Query, 'side' | 'state'>, actor: Actor, now: Date) =>
  sql`${mineOf(query, actor)} and ${query.state ? stateCondition(query.state, now) : sql`true`}`;

async function countListed(db: Db, where: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from directives d where ${where}`.execute(
    db,
  );
  return rows[0]?.total ?? 0;
}

async function found(db: Db, where: RawBuilder<unknown>, limit: number): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select d.*, c.code, c.title, c.status, c.level as case_level, c.turn
    from directives d join cases c on c.id = d.case_id
    where ${where} order by d.id desc limit ${limit}`.execute(db);
  return rows;
}

/** The ids of the whole list, newest first. */
export async function directiveIds(db: Db, actor: Actor, query: Pick<Query, 'side' | 'state'>, now: Date) {
  const { rows } = await sql<{ id: number }>`
    select d.id from directives d where ${listed(query, actor, now)}
    order by d.id desc`.execute(db);
  return rows.map((row) => row.id);
}

/** These orders, newest first, as far as the reader may still see their cases. */
export async function directivesByIds(db: Db, actor: Actor, ids: readonly number[], now: Date) {
  const rows = await found(db, sql`d.id = any(${[...ids]}::bigint[]) and ${visibleTo(actor)}`, ids.length);
  return presentAll(db, rows, now);
}

async function presentAll(db: Db, rows: readonly Found[], now: Date): Promise<DirectiveRow[]> {
  const [d, people] = await Promise.all([directory(db), peopleOf(db, rows)]);
  return rows.map((row) => present(row, d, people, now));
}

/** Everybody who gave, noted, reported or accepted one of these orders. */
async function peopleOf(db: Db, rows: readonly Found[]): Promise<Map<number, Named>> {
  const ids = rows.flatMap((r) => [r.by_user_id, r.in_place_of, r.reported_by, r.acknowledged_by, r.accepted_by]);
  const known = [...new Set(ids)].filter((id) => id !== null);
  if (known.length === 0) return new Map();
  const users = await db
    .selectFrom('users')
    .select(['id', 'username', 'display_name'])
    .where('id', 'in', known)
    .execute();
  return new Map(users.map((u) => [u.id, { code: u.username, name: u.display_name }]));
}

const iso = (at: Date | null) => (at === null ? null : isoLocal(at));

function present(row: Found, d: Directory, people: Map<number, Named>, now: Date): DirectiveRow {
  const person = (id: number | null) => (id === null ? null : (people.get(id) ?? null));
  const unit = d.unitById(row.unit_id);
  return {
    id: row.id,
    level: row.level,
    by: person(row.by_user_id),
    inPlaceOf: person(row.in_place_of),
    unit: { code: unit?.code ?? '', name: unit?.name ?? '' },
    text: row.text,
    dueAt: isoLocal(row.due_at),
    createdAt: isoLocal(row.created_at),
    closedAt: iso(row.closed_at),
    state: directiveState(row, now),
    report: row.report,
    reportedBy: person(row.reported_by),
    reportedAt: iso(row.reported_at),
    acknowledgedAt: iso(row.acknowledged_at),
    acknowledgedBy: person(row.acknowledged_by),
    acceptedAt: iso(row.accepted_at),
    acceptedBy: person(row.accepted_by),
    sentBackAt: iso(row.sent_back_at),
    sentBackReason: row.sent_back_reason,
    case: { code: row.code, title: row.title, status: row.status, level: row.case_level, turn: row.turn },
  };
}
