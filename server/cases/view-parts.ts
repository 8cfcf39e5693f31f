/** What hangs on a case, read at once for its view. */
import { type Selectable, sql } from 'kysely';
import type { CaseView } from '../../contract/cases.ts';
import { calendarForUnit, workingMinutesBetween } from '../calendar/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { type CaseSteps, type Cases, type Db, PREPARED } from '../platform/db/index.ts';
import type { Count, Stretch } from './held.ts';
import type { LoadedCase } from './load.ts';
import { visibleTo } from './visible.ts';

type Row = Selectable<Cases>;
export type Parts = Awaited<ReturnType<typeof readParts>>;

/** All parts of a case. `people` are those whose names the view shows. */
export async function readParts(db: Db, actor: Actor, { row, hasChildren }: Pick<LoadedCase, 'row' | 'hasChildren'>) {
  const id = row.id;
  const [assignments, drafts, directives, extensions, attachments, children, publication, parent] = await Promise.all([
    db.selectFrom('assignments').selectAll().where('case_id', '=', id).orderBy('id').modifyEnd(PREPARED).execute(),
    db
      .selectFrom('drafts')
      .selectAll()
      .where('case_id', '=', id)
      .orderBy('version', 'desc')
      .modifyEnd(PREPARED)
      .execute(),
    db
      .selectFrom('directives')
      .selectAll()
      .where('case_id', '=', id)
      .orderBy('id', 'desc')
      .modifyEnd(PREPARED)
      .execute(),
    db
      .selectFrom('extension_requests')
      .selectAll()
      .where('case_id', '=', id)
      .orderBy('id', 'desc')
      .modifyEnd(PREPARED)
      .execute(),
    db.selectFrom('attachments').selectAll().where('case_id', '=', id).orderBy('id').modifyEnd(PREPARED).execute(),
    hasChildren ? childrenOf(db, actor, id) : [],
    db
      .selectFrom('publications')
      .selectAll()
      .where('case_id', '=', id)
      .where('withdrawn_at', 'is', null)
      .modifyEnd(PREPARED)
      .executeTakeFirst(),
    row.parent_id === null
      ? undefined
      : db.selectFrom('cases').select('code').where('id', '=', row.parent_id).executeTakeFirst(),
  ]);
  return {
    assignments,
    drafts,
    directives,
    extensions,
    attachments,
    children,
    publication: publication ?? null,
    parent: parent?.code ?? null,
    people: await peopleOf(db, id),
  };
}

/** Cases merged into this one that the reader may see; a hundred are enough to know what it is about. */
async function childrenOf(db: Db, actor: Actor, id: number): Promise<CaseView['children']> {
  const { rows } = await sql<CaseView['children'][number]>`
    select c.code, c.title, c.finished_at is not null as answered from cases c
    where c.parent_id = ${id} and ${visibleTo(actor)} order by c.id limit 100`.execute(db);
  return rows;
}

async function peopleOf(db: Db, id: number) {
  const people = await sql<{ id: number; username: string; display_name: string }>`${PREPARED}
    select u.id, u.username, u.display_name from users u where u.id in (
      select unnest(array[assignee_id, answered_by, answered_for, registered_by]) from cases where id = ${id}
      union select assignee_id from assignments where case_id = ${id}
      union select unnest(array[author_id, signer_id, signed_for_id]) from drafts where case_id = ${id}
      union select unnest(array[by_user_id, in_place_of, reported_by, acknowledged_by, accepted_by]) from directives where case_id = ${id}
      union select unnest(array[requested_by, decided_by, decided_for]) from extension_requests where case_id = ${id}
      union select published_by from publications where case_id = ${id} and withdrawn_at is null)`.execute(db);
  return new Map(people.rows.map((u) => [u.id, u]));
}

/** A case to which nothing has happened since its registration: only files can hang on it. */
export async function filesOnly(db: Db, row: Row): Promise<Parts> {
  const attachments = await db
    .selectFrom('attachments')
    .selectAll()
    .where('case_id', '=', row.id)
    .orderBy('id')
    .modifyEnd(PREPARED)
    .execute();
  const nothing = { assignments: [], drafts: [], directives: [], extensions: [], children: [], publication: null };
  // Who registered it watches from the start and is named; a case that came by a channel has nobody to look up.
  const people = row.registered_by === null ? new Map() : await peopleOf(db, row.id);
  return { ...nothing, parent: null, attachments, people };
}

type Step = Pick<Selectable<CaseSteps>, 'level' | 'status' | 'unit_id' | 'started_at' | 'ended_at' | 'back'>;

/** The stretches of a case, oldest first; where nothing has happened the one that registering opens. */
export async function stepsOf(db: Db, row: Row): Promise<Step[]> {
  if (row.version > 0)
    return db
      .selectFrom('case_steps')
      .selectAll()
      .where('case_id', '=', row.id)
      .orderBy('id')
      .modifyEnd(PREPARED)
      .execute();
  const { level, status, created_at: started_at } = row;
  return [{ level, status, unit_id: null, started_at, ended_at: null, back: false }];
}

export const stretchOf = (s: Step): Stretch => ({
  status: s.status as Stretch['status'],
  level: s.level,
  unitId: s.unit_id,
  from: s.started_at,
  to: s.ended_at,
});

/** Counts working minutes of the units that occur, each by the calendar it kept at that time. */
export async function counter(db: Db, units: readonly (number | null)[], at: Date): Promise<Count> {
  const calendars = new Map<number | null, Awaited<ReturnType<typeof calendarForUnit>>>();
  for (const id of new Set([null, ...units])) calendars.set(id, await calendarForUnit(db, id, at));
  return (unitId, from, to) => {
    const calendar = calendars.get(unitId) ?? calendars.get(null);
    return calendar ? workingMinutesBetween(calendar, from, to) : 0;
  };
}
