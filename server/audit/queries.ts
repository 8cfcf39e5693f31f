import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../platform/db/index.ts';
import { fold } from '../platform/text.ts';

export interface AuditFilter {
  /** A whole type (`user.signed_in`) or its noun (`user`). */
  type?: string | undefined;
  actor?: string | undefined;
  caseCode?: string | undefined;
  object?: string | undefined;
  unit?: string | undefined;
  q?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

export interface AuditRow {
  id: number;
  seq: number | null;
  at: Date;
  type: string;
  caseCode: string | null;
  subjectType: string | null;
  subjectId: string | null;
  actorKind: 'user' | 'system' | 'citizen';
  username: string | null;
  displayName: string | null;
  absentUsername: string | null;
  absentName: string | null;
  unitCode: string | null;
  unitName: string | null;
  /** Of a user or unit that it is about. */
  subjectCode: string | null;
  subjectName: string | null;
  data: Record<string, unknown>;
}

/** The number in `subject_id` where the subject is of this kind. */
const numberOf = (kind: string) => sql`(case when e.subject_type = ${kind} then e.subject_id::bigint end)`;

/** Kinds of subjects that are named by a code of their own; users and units are recorded by number. */
const CODED = [
  ...['area', 'article', 'calendar', 'category', 'channel', 'installation', 'letter', 'mailbox', 'policy'],
  ...['queue', 'routing_item', 'template', 'conversation', 'delegation', 'site'],
];

/** Events about the object of this code: a case, a user, a unit, or whatever else carries it. */
function aboutObject(code: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(e.case_id = (select id from cases where code = ${code})
    or (e.subject_type, e.subject_id) in (
      select 'user', id::text from users where username = ${code}
      union all select 'unit', id::text from units where code = ${code}
      union all select kind, ${code}::text from unnest(${CODED}::text[]) as kind))`;
}

/** How far back one request looks for words: a scan of so many events takes a second or two. */
const STRETCH = 200_000;

/** The oldest event that a search for words before `before` looks at, and when it happened; null = all are looked at. */
export async function stretchBelow(db: Db, before: number | null): Promise<{ id: number; at: Date } | null> {
  const newest = await db
    .selectFrom('events')
    .select((e) => e.fn.max('id').as('id'))
    .executeTakeFirst();
  const floor = (before ?? newest?.id ?? 0) - STRETCH;
  if (floor <= 1) return null;
  const oldest = db.selectFrom('events').select(['id', 'at']).where('id', '>=', floor).orderBy('id').limit(1);
  return (await oldest.executeTakeFirst()) ?? null;
}

/**
 * Events newest first, before the event `before`. An event that excepts one of the reader's audiences (a sealed report
 * about the reader's own unit) is left out here as it is in the live feed.
 */
export async function listEvents(
  db: Db,
  reader: ReadonlySet<string>,
  filter: AuditFilter,
  before: number | null,
  limit: number,
  /** Older events than this are not looked at. */
  floor: number | null = null,
): Promise<AuditRow[]> {
  let query = db
    .selectFrom('events as e')
    .leftJoin('event_log as l', 'l.event_id', 'e.id')
    // Only to show a code instead of a number; rights on cases are not decided here.
    .leftJoin('cases as c', 'c.id', 'e.case_id')
    .leftJoin('users as u', 'u.id', 'e.actor_id')
    .leftJoin('users as o', 'o.id', 'e.in_place_of')
    .leftJoin('units as t', 't.id', 'e.unit_id')
    .leftJoin('users as su', (j) => j.onTrue().on(sql<boolean>`su.id = ${numberOf('user')}`))
    .leftJoin('units as st', (j) => j.onTrue().on(sql<boolean>`st.id = ${numberOf('unit')}`))
    .select(sql<string | null>`coalesce(su.username, st.code, e.subject_id)`.as('subjectCode'))
    .select(sql<string | null>`coalesce(su.display_name, st.name)`.as('subjectName'))
    .select([
      'e.id',
      'l.seq',
      'e.at',
      'e.type',
      'c.code as caseCode',
      'e.subject_type as subjectType',
      'e.subject_id as subjectId',
    ])
    .select(['e.actor_kind as actorKind', 'u.username', 'u.display_name as displayName'])
    .select([
      'o.username as absentUsername',
      'o.display_name as absentName',
      't.code as unitCode',
      't.name as unitName',
      'e.data',
    ])
    .where(belongs(reader, filter))
    .orderBy('e.id', 'desc')
    .limit(limit);
  if (before !== null) query = query.where('e.id', '<', before);
  if (floor !== null) query = query.where('e.id', '>=', floor);
  return (await query.execute()) as AuditRow[];
}

/** The newest event of all. */
export async function newestEvent(db: Db): Promise<number> {
  const { rows } = await sql<{ id: number }>`select coalesce(max(e.id), 0) as id from events e`.execute(db);
  return rows[0]?.id ?? 0;
}

/**
 * How many events up to `newest` the list holds: those that are asked for without those kept from the reader. The first
 * can be counted in an index alone; the second are few and have one of their own (`events_excepting`).
 */
export async function countEvents(
  db: Db,
  reader: ReadonlySet<string>,
  filter: AuditFilter,
  newest = Number.MAX_SAFE_INTEGER,
): Promise<number> {
  const among = sql`events e where e.id <= ${newest} and ${asked(filter)}`;
  const { rows } = await sql<{ count: number }>`select ((select count(*) from ${among})
    - (select count(*) from ${among} and ${keptFrom(reader)}))::int as count`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The event excepts one of the reader's audiences. */
const keptFrom = (reader: ReadonlySet<string>) =>
  sql<SqlBool>`(e.audience ? 'except' and (e.audience -> 'except') ?| ${[...reader]}::text[])`;

const belongs = (reader: ReadonlySet<string>, filter: AuditFilter): RawBuilder<SqlBool> =>
  sql<SqlBool>`not ${keptFrom(reader)} and ${asked(filter)}`;

function asked(filter: AuditFilter): RawBuilder<SqlBool> {
  const conditions: RawBuilder<SqlBool>[] = [sql`true`];
  if (filter.type?.includes('.')) conditions.push(sql`e.type = ${filter.type}`);
  else if (filter.type !== undefined) conditions.push(sql`starts_with(e.type, ${`${filter.type}.`})`);
  if (filter.actor !== undefined)
    conditions.push(sql`e.actor_id = (select id from users where username = ${filter.actor})`);
  if (filter.caseCode !== undefined)
    conditions.push(sql`e.case_id = (select id from cases where code = ${filter.caseCode})`);
  if (filter.unit !== undefined) conditions.push(sql`e.unit_id = (select id from units where code = ${filter.unit})`);
  if (filter.object !== undefined) conditions.push(aboutObject(filter.object));
  if (filter.q) conditions.push(sql`strpos(lower(unaccent(e.data::text)), ${fold(filter.q)}) > 0`);
  if (filter.from !== undefined) conditions.push(sql`e.at >= ${filter.from}`);
  if (filter.to !== undefined) conditions.push(sql`e.at < ${filter.to}`);
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

/** What the request asks for, as a filter. */
export function filterOf(query: {
  type?: string | undefined;
  actor?: string | undefined;
  case?: string | undefined;
  object?: string | undefined;
  unit?: string | undefined;
  q?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}): AuditFilter {
  return {
    type: query.type,
    actor: query.actor,
    caseCode: query.case,
    object: query.object,
    unit: query.unit,
    q: query.q,
    from: query.from === undefined ? undefined : new Date(query.from),
    to: query.to === undefined ? undefined : new Date(query.to),
  };
}
