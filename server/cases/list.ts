import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type CaseListView, type CaseQuery, caseQuery, VIEWS } from '../../contract/cases.ts';
import { directory } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { startOfLocalDay } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { invalidField } from '../platform/errors.ts';
import { fold } from '../platform/text.ts';
import { awaited, beyondRight } from './awaited.ts';
import { onlyCondition } from './days/only.ts';
import { dueSoon, dueToday, overdueNow, seriouslyLate } from './late.ts';
import { decodeCursor, encodeCursor } from './list-cursor.ts';
import { orphaned, staffed, unattendedCondition } from './unattended.ts';
import { caseVisible, handlingUnits, visibleTo } from './visible.ts';

type Condition = RawBuilder<SqlBool>;

/**
 * What a view holds: `inbox` = it is my turn; `mine` = given to me; `unit` = my units' open cases; `awaited` = others wait
 * for something from me; `watching` = ordered or escalated, waiting for somebody else; `unattended` = open, and nobody
 * holds the post whose turn it is (for supervisors); `publishing` = closed, may be published and is not (for publishers).
 */
export function viewCondition(view: CaseListView, actor: Actor, now: Date, { counting = false } = {}): Condition {
  const has = (role: string) => actor.roles.some((r) => r.role === role);
  const inRole = (role: string) => actor.roles.filter((r) => r.role === role).map((r) => r.unitId);
  const open = sql<SqlBool>`c.closed_at is null`;
  if (view === 'all') return sql<SqlBool>`true`;
  if (view === 'mine') return sql<SqlBool>`(${open} and c.assignee_id = ${actor.userId ?? 0})`;
  if (view === 'unit') return sql<SqlBool>`(${open} and c.lead_unit_id = any(${handlingUnits(actor)}::bigint[]))`;
  if (view === 'unattended')
    return has('supervisor') ? sql<SqlBool>`(${open} and ${unattendedCondition(now)})` : sql<SqlBool>`false`;
  if (view === 'publishing') return has('publisher') ? TO_PUBLISH : sql<SqlBool>`false`;
  if (view === 'awaited') return awaited(actor, now);
  if (view === 'watching') return watching(actor, has('province_leader'), inRole('unit_leader'), counting);
  const ways: Condition[] = [];
  if (has('agent') || has('supervisor')) ways.push(sql`c.turn = 'centre'`);
  if (inRole('officer').length > 0) {
    ways.push(
      sql`(c.turn = 'officer' and c.lead_unit_id = any(${inRole('officer')}::bigint[]) and (c.assignee_id is null or c.assignee_id = ${actor.userId ?? 0} or ${orphaned(now)}))`,
    );
    ways.push(
      sql`c.id in (select o.case_id from assignments o where o.role = 'co' and o.question is not null and o.ended_at is null and o.unit_id = any(${inRole('officer')}::bigint[]))`,
    );
  }
  if (inRole('unit_leader').length > 0) {
    const units = inRole('unit_leader');
    ways.push(sql`(c.turn = 'unit_leader' and c.lead_unit_id = any(${units}::bigint[]))`);
    ways.push(
      sql`(c.turn = 'officer' and c.lead_unit_id = any(${units}::bigint[]) and exists (select 1 from extension_requests x where x.case_id = c.id and x.state = 'requested' and not x.beyond))`,
    );
  }
  if (has('province_leader')) ways.push(sql`c.turn = 'province_leader'`, unsigned(now));
  // More time than the unit's leader may give, or where there is none.
  if (has('province_leader') || has('supervisor')) ways.push(beyondRight(now));
  return ways.length === 0 ? sql`false` : sql`(${open} and (${sql.join(ways, sql` or `)}))`;
}

/** Closed with the citizen's consent, and not on the public page. */
const TO_PUBLISH = sql<SqlBool>`(c.status = 'closed' and c.publish_wish and not c.sealed
  and not exists (select 1 from publications p where p.case_id = c.id and p.withdrawn_at is null))`;

/** Drafts of units without a leader wait for the next level. */
const unsigned = (now: Date): Condition =>
  sql`(c.status = 'awaiting_approval' and c.lead_unit_id not in (${staffed('unit_leader', now)}))`;

/**
 * A list walks along the due dates and looks at each case; a count takes sets of ids, each from an index of its own. The
 * other way round either costs ten times as much.
 */
function watching(actor: Actor, province: boolean, units: number[], counting: boolean): Condition {
  const me = actor.userId ?? 0;
  const sets: RawBuilder<unknown>[] = [
    sql`select d.case_id from directives d where d.closed_at is null and d.by_user_id = ${me}`,
    sql`select w.id from cases w where w.closed_at is null and w.registered_by = ${me} and w.turn <> 'centre'`,
  ];
  const high = (row: 'c' | 'w'): Condition[] => {
    const ways: Condition[] = province ? [sql`${sql.raw(row)}.level >= 3`] : [];
    if (units.length > 0)
      ways.push(sql`(${sql.raw(row)}.level >= 3 and ${sql.raw(row)}.lead_unit_id = any(${units}::bigint[]))`);
    return ways;
  };
  if (counting)
    sets.push(...high('w').map((way) => sql`select w.id from cases w where w.closed_at is null and ${way}`));
  const inSets = sql<SqlBool>`c.id in (${sql.join(sets, sql` union all `)})`;
  const ways = counting ? [inSets] : [inSets, ...high('c')];
  return sql`(c.closed_at is null and (${sql.join(ways, sql` or `)}))`;
}

/** Where a page ended: the sort value (null: in what has no due date) and the id. */
/** Words as prefix terms; a case code or its tail is looked up exactly. */
function searchCondition(q: string): Condition {
  const code = /\b(1022-\d{6}-\d{4,})\b/.exec(q)?.[1];
  if (code) return sql`c.code = ${code}`;
  const words = fold(q)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 12);
  if (words.length === 0) return sql`false`;
  const terms = words.map((w, i) => (i === words.length - 1 ? `'${w}':*` : `'${w}'`)).join(' & ');
  return sql`c.search @@ to_tsquery('simple', ${terms})`;
}

type Filters = Omit<CaseQuery, 'cursor' | 'limit' | 'sort'>;
const PAGE_AND_ORDER: readonly string[] = ['view', 'cursor', 'limit', 'sort'];
const FILTERS = Object.keys(caseQuery.shape).filter((name) => !PAGE_AND_ORDER.includes(name)) as (keyof Omit<
  Filters,
  'view'
>)[];

/** Everything that decides whether a case belongs to a list: sight, view, filters. Also for counts and exports. */
export async function listConditions(
  db: Db,
  actor: Actor,
  query: Filters,
  now: Date,
  { counting = false } = {},
): Promise<RawBuilder<SqlBool>> {
  const all = [
    visibleTo(actor) as Condition,
    viewCondition(query.view, actor, now, { counting }),
    ...(await filterConditions(db, query, now)),
    ...(query.only ? [onlyCondition(query.only, actor, now)] : []),
  ];
  return sql<SqlBool>`${sql.join(all, sql` and `)}`;
}

/** The order of a list: as asked for, else work lists by due time and histories newest first. */
export function orderOf(query: Pick<CaseQuery, 'view' | 'sort'>): 'due' | 'newest' | 'oldest' {
  return query.sort ?? (query.view === 'all' ? 'newest' : 'due');
}

async function filterConditions(db: Db, query: Filters, now: Date): Promise<Condition[]> {
  const d = await directory(db);
  const conditions: Condition[] = [];
  const idOf = (name: string, row: { id: number } | null) => {
    if (!row) throw invalidField(name, { vi: 'Không có mã này.', en: 'There is no such code.' });
    return row.id;
  };
  if (query.status) conditions.push(sql`c.status = any(${query.status}::text[])`);
  if (query.level) conditions.push(sql`c.level = ${query.level}`);
  if (query.type) conditions.push(sql`c.type = ${query.type}`);
  if (query.urgency) conditions.push(sql`c.urgency = any(${query.urgency}::text[])`);
  if (query.turn) conditions.push(sql`c.turn = ${query.turn}`);
  if (query.assignee === '-') conditions.push(sql`c.assignee_id is null`);
  else if (query.assignee)
    conditions.push(sql`c.assignee_id = (select a.id from users a where a.username = ${query.assignee})`);
  if (query.channel) conditions.push(sql`c.channel = ${query.channel}`);
  if (query.unit) conditions.push(sql`c.lead_unit_id = ${idOf('unit', d.unitByCode(query.unit))}`);
  if (query.area) conditions.push(sql`c.area_id = ${idOf('area', d.areaByCode(query.area))}`);
  if (query.category) {
    const category = d.categoryByCode(query.category);
    const id = idOf('category', category);
    const children = d.categories.filter((c) => c.parentId === id).map((c) => c.id);
    conditions.push(sql`c.category_id = any(${[id, ...children]}::bigint[])`);
  }
  if (query.from) conditions.push(sql`c.created_at >= ${startOfLocalDay(query.from)}`);
  if (query.to) conditions.push(sql`c.created_at < ${new Date(startOfLocalDay(query.to).getTime() + 86_400_000)}`);
  if (query.due === 'overdue') conditions.push(overdueNow(now));
  if (query.due === 'seriously_late') conditions.push(seriouslyLate);
  if (query.due === 'today') conditions.push(dueToday(now));
  if (query.due === 'soon') conditions.push(dueSoon(now));
  if (query.parent) conditions.push(sql`c.parent_id = (select k.id from cases k where k.code = ${query.parent})`);
  if (query.q?.trim()) conditions.push(searchCondition(query.q));
  return conditions;
}

/** How a page goes on from the last row of the one before. */
const AFTER = {
  due: (k: string, id: number) => sql<SqlBool>`(c.due_at, c.id) > (${k}::timestamptz, ${id}::bigint)`,
  newest: (k: string, id: number) => sql<SqlBool>`(c.created_at, c.id) < (${k}::timestamptz, ${id}::bigint)`,
  oldest: (k: string, id: number) => sql<SqlBool>`(c.created_at, c.id) > (${k}::timestamptz, ${id}::bigint)`,
};

/** Cases of a view that the actor may see, keyset-paged: work lists by due time, histories newest first. */
export async function listCaseRows(db: Db, actor: Actor, query: CaseQuery, now: Date) {
  const belongs = await listConditions(db, actor, query, now);
  const order = orderOf(query);
  const cursor = query.cursor ? decodeCursor(query.cursor) : null;
  const read = (conditions: Condition[], limit: number) => readPage(db, order, [belongs, ...conditions], limit);
  const most = query.limit + 1;
  const rows: Awaited<ReturnType<typeof read>> = [];
  if (cursor?.k !== null) {
    const dated = order === 'due' ? [sql<SqlBool>`c.due_at is not null`] : [];
    rows.push(...(await read(cursor ? [...dated, AFTER[order](cursor.k, cursor.id)] : dated, most)));
  }
  // What has no due date stands at the end; asked for by itself, so that the walk along the dates stays one of an index.
  if (order === 'due' && rows.length < most) {
    const after = cursor?.k === null ? [sql<SqlBool>`c.id > ${cursor.id}::bigint`] : [];
    rows.push(...(await read([sql`c.due_at is null`, ...after], most - rows.length)));
  }
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > query.limit && last ? encodeCursor({ k: last.cursor_key, id: last.id }) : null,
  };
}

function readPage(db: Db, order: ReturnType<typeof orderOf>, conditions: Condition[], limit: number) {
  const way = order === 'newest' ? 'desc' : 'asc';
  const key = order === 'due' ? 'c.due_at' : 'c.created_at';
  return db
    .selectFrom('cases as c')
    .leftJoin('users as u', 'u.id', 'c.assignee_id')
    .selectAll('c')
    .select(['u.username as assignee_username', 'u.display_name as assignee_name'])
    .select(sql<string | null>`to_json(${sql.ref(key)}) #>> '{}'`.as('cursor_key'))
    .where(sql<SqlBool>`${sql.join(conditions, sql` and `)}`)
    .orderBy(key, way)
    .orderBy('c.id', way)
    .limit(limit)
    .execute();
}

/** How many cases a list holds, exactly; overdue: unfinished after their day. */
export async function countList(db: Db, actor: Actor, query: Filters, now: Date) {
  if (isWholeHistory(query)) return countAll(db, actor, now);
  const where = await listConditions(db, actor, query, now, { counting: true });
  const found = await sql<{ total: number; overdue: number }>`
    select count(*)::int as total,
      count(*) filter (where ${overdueNow(now)})::int as overdue
    from cases c where ${where}`.execute(db);
  return found.rows[0] ?? { total: 0, overdue: 0 };
}

const isWholeHistory = ({ view, ...narrowed }: Filters) =>
  view === 'all' && FILTERS.every((name) => narrowed[name] === undefined);

/** Years of cases are counted in an index; only what is open is looked at. */
async function countAll(db: Db, actor: Actor, now: Date) {
  const { rows } = await sql<{ total: number; overdue: number }>`select
    (select count(*)::int from cases h where ${caseVisible(actor, sql.ref('h.id'))}) as total,
    (select count(*)::int from cases c where c.closed_at is null and ${overdueNow(now)} and ${visibleTo(actor)}) as overdue`.execute(
    db,
  );
  return rows[0] ?? { total: 0, overdue: 0 };
}

/** Exact counts of the work views with how many of each are overdue; `all` counts what is open. */
export async function countViews(
  db: Db,
  actor: Actor,
  now: Date,
): Promise<Record<CaseListView, { total: number; overdue: number }>> {
  const entries = await Promise.all(
    VIEWS.map(async (view) => {
      const open = view === 'publishing' ? sql`true` : sql`c.closed_at is null`;
      const row = await sql<{ total: number; overdue: number }>`
        select count(*)::int as total, count(*) filter (where ${overdueNow(now)})::int as overdue
        from cases c where ${open} and ${visibleTo(actor)} and ${viewCondition(view, actor, now, { counting: true })}`.execute(
        db,
      );
      return [view, row.rows[0] ?? { total: 0, overdue: 0 }] as const;
    }),
  );
  return Object.fromEntries(entries) as Record<CaseListView, { total: number; overdue: number }>;
}
