/** Reading incidents. Whoever may not see the case of one does not know of it. */
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Status } from '../../../contract/case-words.ts';
import type { IncidentBrief } from '../../../contract/incident-brief.ts';
import type { IncidentState, IncidentView } from '../../../contract/incidents.ts';
import { directory, usersById } from '../../org/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal, localDay, startOfLocalDay } from '../../platform/clock.ts';
import { type Db, type Incidents, PREPARED } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import { decodeCursor, encodeCursor } from '../list-cursor.ts';
import { visibleTo } from '../visible.ts';
import { ENDED } from '../workflow.ts';

export type IncidentRow = Selectable<Incidents> & {
  area_ids: number[];
  code: string;
  case_title: string;
  status: Status;
  lead_unit_id: number | null;
  joined: number;
  joined_today: number;
  calls: number;
  cursor_key: string;
};

/** Incidents (`i`) with their case (`c`) that this reader may know of; never one whose case is sealed. */
const seen = (actor: Actor): RawBuilder<SqlBool> => sql`(${visibleTo(actor)} and not c.sealed)`;

function orderOf(state: IncidentState) {
  return state === 'open' ? sql`i.declared_at` : sql`i.ended_at`;
}
const inState = (state: IncidentState): RawBuilder<SqlBool> =>
  state === 'open' ? sql`i.ended_at is null` : sql`i.ended_at is not null`;

const AREAS = sql<
  number[]
>`array(select a.area_id from incident_areas a where a.incident_id = i.id order by a.area_id)`;

async function read(db: Db, actor: Actor, where: RawBuilder<unknown>, rest: RawBuilder<unknown>, now: Date) {
  const today = startOfLocalDay(localDay(now));
  const { rows } = await sql<IncidentRow>`
    select i.*, ${AREAS} as area_ids, c.code, c.title as case_title, c.status, c.lead_unit_id,
      to_json(coalesce(i.ended_at, i.declared_at)) #>> '{}' as cursor_key,
      k.joined, k.joined_today, (
        select count(*)::int from calls l where l.case_id = i.case_id
          or l.case_id in (select m.id from cases m where m.parent_id = i.case_id)
      ) as calls
    from incidents i join cases c on c.id = i.case_id cross join lateral (
      select count(*)::int as joined, (count(*) filter (where m.created_at >= ${today}))::int as joined_today
      from cases m where m.parent_id = i.case_id
    ) k
    where ${where} and ${seen(actor)} ${rest}`.execute(db);
  return rows;
}

/** A page of them: those that go on newest first, those that ended by their end. */
export async function listIncidentRows(
  db: Db,
  actor: Actor,
  query: { state: IncidentState; cursor?: string | undefined; limit: number },
  now: Date,
) {
  const at = orderOf(query.state);
  const cursor = query.cursor === undefined ? null : decodeCursor(query.cursor);
  const after = cursor ? sql`(${at}, i.id) < (${cursor.k}::timestamptz, ${cursor.id}::bigint)` : sql`true`;
  const rows = await read(
    db,
    actor,
    sql`${inState(query.state)} and ${after}`,
    sql`order by ${at} desc, i.id desc limit ${query.limit + 1}`,
    now,
  );
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    nextCursor: rows.length > query.limit && last ? encodeCursor({ k: last.cursor_key, id: last.id }) : null,
    total: cursor ? null : (await incidentIds(db, actor, query.state)).length,
  };
}

/** The ids of the whole list in its order. */
export async function incidentIds(db: Db, actor: Actor, state: IncidentState): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select i.id from incidents i join cases c on c.id = i.case_id
    where ${inState(state)} and ${seen(actor)} order by ${orderOf(state)} desc, i.id desc`.execute(db);
  return rows.map((row) => row.id);
}

/** These, in the order of their list, as far as the reader may still know of them. */
export function incidentsByIds(db: Db, actor: Actor, state: IncidentState, ids: readonly number[], now: Date) {
  const at = orderOf(state);
  return read(db, actor, sql`i.id = any(${[...ids]}::bigint[])`, sql`order by ${at} desc, i.id desc`, now);
}

/** @throws AppError `not_found` for one that is not there or must not be known */
export async function oneIncident(db: Db, actor: Actor, id: number, now: Date): Promise<IncidentRow> {
  const [row] = await read(db, actor, sql`i.id = ${id}`, sql``, now);
  if (!row)
    throw new AppError('not_found', {
      detail: {
        vi: 'Không có sự cố chung này, hoặc bạn không được xem.',
        en: 'There is no such incident, or you may not see it.',
      },
    });
  return row;
}

/** What an incident is called, asked by whoever has already asked who may know of it; null = there is none. */
export async function incidentTitle(db: Db, id: number): Promise<string | null> {
  const row = await db.selectFrom('incidents').select('title').where('id', '=', id).executeTakeFirst();
  return row?.title ?? null;
}

/** What agents are told of an incident, without a question to the database. */
export type BriefRow = Pick<
  IncidentRow,
  'id' | 'title' | 'told' | 'category_id' | 'area_ids' | 'expected_end' | 'declared_at'
>;

/** Every incident that goes on and of which the reader may know, newest first. */
export async function openIncidents(db: Db, actor: Actor) {
  const { rows } = await sql<BriefRow & { case_id: number; code: string; words: string; joined: number }>`
    select i.id, i.title, i.told, i.category_id, i.expected_end, i.declared_at, i.case_id, ${AREAS} as area_ids, c.code,
      i.title || ' ' || i.told || ' ' || c.title as words,
      (select count(*)::int from cases m where m.parent_id = i.case_id) as joined
    from incidents i join cases c on c.id = i.case_id
    where i.ended_at is null and ${seen(actor)} order by i.declared_at desc, i.id desc`.execute(db);
  return rows;
}

/** The incident that a case carries or belongs to: the one that goes on, else the last; null where the reader sees none. */
export async function incidentOfCase(
  db: Db,
  actor: Actor,
  row: { id: number; parent_id: number | null },
): Promise<(IncidentBrief & { case: string; open: boolean }) | null> {
  const carrier = row.parent_id ?? row.id;
  // Every look at a case comes by here, and most belong to none: sight is asked for only where there is something to see.
  const { rows } = await sql<BriefRow & { code: string; ended_at: Date | null }>`${PREPARED}
    select i.id, i.title, i.told, i.category_id, i.expected_end, i.declared_at, i.ended_at, ${AREAS} as area_ids, c.code
    from incidents i join cases c on c.id = i.case_id
    where i.case_id = ${carrier} order by i.ended_at is not null, i.id desc limit 1`.execute(db);
  const [found] = rows;
  if (!found) return null;
  const sight = await sql`select 1 from cases c where c.id = ${carrier} and ${seen(actor)}`.execute(db);
  if (sight.rows.length === 0) return null;
  const brief = await presentBrief(db);
  return { ...brief(found), case: found.code, open: found.ended_at === null };
}

const iso = (at: Date | null) => (at === null ? null : isoLocal(at));

/** Turns rows into what agents are told; the directory is fetched once. */
export async function presentBrief(db: Db): Promise<(row: BriefRow) => IncidentBrief> {
  const d = await directory(db);
  return (row) => {
    const category = row.category_id === null ? null : d.categoryById(row.category_id);
    return {
      id: row.id,
      title: row.title,
      told: row.told,
      category: category && { code: category.code, name: category.name },
      areas: row.area_ids.flatMap((id) => {
        const area = d.areaById(id);
        return area ? [{ code: area.code, name: area.name }] : [];
      }),
      expectedEnd: iso(row.expected_end),
      declaredAt: isoLocal(row.declared_at),
    };
  };
}

/** Whole incidents as JSON. */
export async function presentIncidents(db: Db, rows: readonly IncidentRow[]): Promise<IncidentView[]> {
  const d = await directory(db);
  const brief = await presentBrief(db);
  const users = await usersById(
    db,
    rows.flatMap((row) => [row.declared_by, row.changed_by, row.ended_by]).filter((id) => id !== null),
  );
  const person = (id: number | null) => {
    const user = id === null ? undefined : users.get(id);
    return user ? { code: user.username, name: user.displayName } : null;
  };
  return rows.map((row) => {
    const unit = row.lead_unit_id === null ? null : d.unitById(row.lead_unit_id);
    return {
      ...brief(row),
      spoken: row.spoken,
      version: row.version,
      case: {
        code: row.code,
        title: row.case_title,
        status: row.status,
        leadUnit: unit && { code: unit.code, name: unit.name },
      },
      declaredBy: person(row.declared_by) ?? { code: '', name: '' },
      changedBy: person(row.changed_by),
      changedAt: iso(row.changed_at),
      ended:
        row.ended_at === null || row.ended_why === null
          ? null
          : { at: isoLocal(row.ended_at), why: row.ended_why, by: person(row.ended_by), reason: row.ended_reason },
      caseReopened: row.ended_why !== null && row.ended_why !== 'by_hand' && !ENDED.includes(row.status),
      joined: row.joined,
      joinedToday: row.joined_today,
      calls: row.calls,
    };
  });
}
