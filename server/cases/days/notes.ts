/** What other people said about a case that stands in somebody's day: why it came back, what is asked, what was ordered. */
import { type RawBuilder, sql } from 'kysely';
import type { Ask } from '../../../contract/days.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Db } from '../../platform/db/index.ts';

export interface Note {
  text: string;
  granted: boolean | null;
}

const REQUEST = sql`select x.case_id as id, x.reason as text, null::boolean as granted from extension_requests x
  where x.state = 'requested'`;
const REPORT = sql`select distinct on (d.case_id) d.case_id as id, d.report as text, null::boolean as granted from directives d
  where d.report is not null order by d.case_id, d.id desc`;
const OPINION = sql`select distinct on (o.case_id) o.case_id as id, o.opinion as text, null::boolean as granted
  from assignments o where o.role = 'co' and o.opinion is not null order by o.case_id, o.ended_at desc`;
const ORDER = sql`select distinct on (d.case_id) d.case_id as id, coalesce(d.sent_back_reason, d.text) as text, null::boolean as granted
  from directives d where d.closed_at is null order by d.case_id, d.id desc`;
const REJECTED = sql`select distinct on (f.case_id) f.case_id as id, f.reason as text, null::boolean as granted from drafts f
  where f.state = 'rejected' and f.reason is not null order by f.case_id, f.version desc`;
const DECIDED = sql`select distinct on (x.case_id) x.case_id as id, coalesce(x.decision_reason, '') as text, x.state = 'granted' as granted
  from extension_requests x where x.decided_at is not null order by x.case_id, x.id desc`;

/** The words of each kind that has some, as a query for id, text and outcome. */
function sourceOf(ask: Ask, actor: Actor): RawBuilder<unknown> | null {
  const units = [...new Set(actor.roles.map((r) => r.unitId))];
  switch (ask) {
    case 'returned':
      return REJECTED;
    case 'extension_decided':
      return DECIDED;
    case 'opinion_came':
      return OPINION;
    case 'report':
      return ORDER;
    case 'confirm':
      return REPORT;
    case 'decide':
      return REQUEST;
    case 'opinion':
      return sql`select distinct on (o.case_id) o.case_id as id, o.question as text, null::boolean as granted from assignments o
        where o.role = 'co' and o.question is not null and o.opinion is null and o.ended_at is null
          and o.unit_id = any(${units}::bigint[]) order by o.case_id, o.due_at`;
    default:
      return null;
  }
}

/** By case: the words that go with what is asked. */
export async function notesOf(
  db: Db,
  actor: Actor,
  rows: readonly { id: number; ask: Ask }[],
): Promise<Map<number, Note>> {
  const notes = new Map<number, Note>();
  for (const ask of new Set(rows.map((r) => r.ask))) {
    const source = sourceOf(ask, actor);
    if (!source) continue;
    const ids = rows.filter((r) => r.ask === ask).map((r) => r.id);
    const found = await sql<Note & { id: number }>`
      select s.id, s.text, s.granted from (${source}) s where s.id = any(${ids}::bigint[])`.execute(db);
    for (const { id, text, granted } of found.rows) notes.set(id, { text, granted });
  }
  return notes;
}
