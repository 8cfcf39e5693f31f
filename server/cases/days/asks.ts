/**
 * What is asked of one person about a case: one word per case, chosen by the first branch that holds. The groups of a
 * day and the lists behind their figures are both made of it, so they cannot differ.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Ask } from '../../../contract/days.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { orphaned, staffed } from '../unattended.ts';

interface Posts {
  me: number;
  officer: number[];
  leader: number[];
  province: boolean;
  supervisor: boolean;
}

function postsOf(actor: Actor): Posts {
  const inRole = (role: string) => [...new Set(actor.roles.filter((r) => r.role === role).map((r) => r.unitId))];
  return {
    me: actor.userId ?? 0,
    officer: inRole('officer'),
    leader: inRole('unit_leader'),
    province: inRole('province_leader').length > 0,
    supervisor: inRole('supervisor').length > 0,
  };
}

const among = (column: string, units: readonly number[]): RawBuilder<SqlBool> =>
  units.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`${sql.ref(column)} = any(${units}::bigint[])`;
const when = (holds: boolean, condition: RawBuilder<SqlBool>): RawBuilder<SqlBool> =>
  holds ? condition : sql<SqlBool>`false`;

const QUESTION = sql`o.role = 'co' and o.question is not null and o.opinion is null and o.ended_at is null`;
const LAST_DRAFT = sql`coalesce((select max(f.created_at) from drafts f where f.case_id = c.id), c.clock_from)`;

/** Everything in which the person may have a part, each way from an index of its own. */
export function concerns(actor: Actor): RawBuilder<SqlBool> {
  const { me, officer, leader, province, supervisor } = postsOf(actor);
  const units = [...new Set([...officer, ...leader])];
  const ways: RawBuilder<unknown>[] = [];
  if (units.length > 0)
    ways.push(
      sql`select w.id from cases w where w.closed_at is null and w.lead_unit_id = any(${units}::bigint[])`,
      sql`select o.case_id from assignments o where ${QUESTION} and o.unit_id = any(${units}::bigint[])`,
      sql`select d.case_id from directives d where d.closed_at is null and d.unit_id = any(${units}::bigint[])`,
    );
  if (leader.length > 0 || province)
    ways.push(
      sql`select d.case_id from directives d where d.by_user_id = ${me} and d.closed_why = 'reported' and d.accepted_at is null`,
      sql`select d.case_id from directives d where d.in_place_of = ${me} and d.closed_why = 'reported' and d.accepted_at is null`,
    );
  if (province)
    ways.push(
      sql`select w.id from cases w where w.closed_at is null and w.turn = 'province_leader'`,
      sql`select w.id from cases w where w.closed_at is null and w.turn = 'unit_leader' and w.status = 'awaiting_approval'`,
    );
  if (province || supervisor) ways.push(sql`select x.case_id from extension_requests x where x.state = 'requested'`);
  return ways.length === 0
    ? sql<SqlBool>`false`
    : sql<SqlBool>`(c.closed_at is null and c.id in (${sql.join(ways, sql` union all `)}))`;
}

/** Over a row of `cases` under the alias `c`: what is asked of the actor, or null. */
export function askOf(actor: Actor, now: Date): RawBuilder<Ask | null> {
  const { me, officer, leader, province, supervisor } = postsOf(actor);
  const ledHere = among('c.lead_unit_id', leader);
  const workedHere = among('c.lead_unit_id', officer);
  const unsigned = sql<SqlBool>`c.lead_unit_id not in (${staffed('unit_leader', now)})`;
  const request = (beyond: RawBuilder<SqlBool>) =>
    sql<SqlBool>`exists (select 1 from extension_requests x where x.case_id = c.id and x.state = 'requested' and ${beyond})`;
  return sql<Ask | null>`(case
    when c.status = 'awaiting_approval' and (${ledHere} or ${when(province, unsigned)}) then 'sign'
    when c.turn = 'province_leader' and ${when(province, sql`true`)} then 'order'
    when c.status = 'escalated' and c.turn = 'unit_leader' and ${ledHere} then 'order'
    when c.status = 'processing' and ((${ledHere} and ${request(sql`not x.beyond`)})
      or ${when(province || supervisor, request(sql`(x.beyond or ${unsigned})`))}) then 'decide'
    when exists (select 1 from assignments o where o.case_id = c.id and ${QUESTION} and ${among('o.unit_id', officer)}) then 'opinion'
    when ${when(leader.length > 0 || province, reportWaits(me))} then 'confirm'
    when c.turn = 'officer' and ${workedHere} and (c.assignee_id is null or c.assignee_id = ${me} or ${orphaned(now)}) then ${officersTurn}
    when exists (select 1 from directives d where d.case_id = c.id and d.closed_at is null and ${among('d.unit_id', leader)}
      and d.by_user_id <> ${me} and d.in_place_of is distinct from ${me}) then 'report'
    when ${workedHere} and c.assignee_id = ${me} then (case
      when c.status = 'awaiting_approval' or (c.status = 'escalated' and c.level <= 3) then 'waits_leader'
      when c.status = 'escalated' then 'waits_province'
      when c.status = 'awaiting_citizen' then 'waits_citizen'
      when c.status = 'approved' then 'waits_centre' end)
    when ${ledHere} and c.turn = 'province_leader' then 'waits_province'
    end)`;
}

/** A report on the actor's order that he has neither accepted nor sent back, while the case goes on. */
function reportWaits(me: number): RawBuilder<SqlBool> {
  return sql`(c.finished_at is null and exists (select 1 from directives d where d.case_id = c.id and d.closed_why = 'reported'
    and d.accepted_at is null and (d.by_user_id = ${me} or d.in_place_of = ${me})))`;
}

/**
 * An officer's turn. What others still owe him comes before what they gave: while a question is open or more time is
 * asked for he waits, unless the question's own date has passed in silence.
 */
const officersTurn: RawBuilder<Ask> = sql`(case
  when c.status = 'forwarded' then 'accept'
  when exists (select 1 from directives d where d.case_id = c.id and d.closed_at is null and d.unit_id = c.lead_unit_id) then 'report'
  when exists (select 1 from extension_requests x where x.case_id = c.id and x.state = 'requested') then 'waits_extension'
  when exists (select 1 from assignments o where o.case_id = c.id and ${QUESTION} and o.silent_at is null) then 'waits_opinion'
  when (select f.state from drafts f where f.case_id = c.id order by f.version desc limit 1) = 'rejected' then 'returned'
  when exists (select 1 from case_pauses p where p.case_id = c.id and p.ended_by = 'citizen' and p.ended_at >= ${LAST_DRAFT}) then 'replied'
  when exists (select 1 from extension_requests x where x.case_id = c.id and x.decided_at >= ${LAST_DRAFT}) then 'extension_decided'
  when exists (select 1 from assignments o where o.case_id = c.id and o.role = 'co' and o.opinion is not null and o.ended_at >= ${LAST_DRAFT}) then 'opinion_came'
  else 'answer' end)`;

/** The date by which it is asked for, where that is not the case's own: a question's, an order's. */
export function askedDueAt(actor: Actor, ask: RawBuilder<Ask | null>): RawBuilder<Date | null> {
  const { officer, leader } = postsOf(actor);
  const units = [...new Set([...officer, ...leader])];
  return sql<Date | null>`(case ${ask}
    when 'opinion' then (select min(o.due_at) from assignments o where o.case_id = c.id and ${QUESTION} and ${among('o.unit_id', units)})
    when 'report' then (select min(d.due_at) from directives d where d.case_id = c.id and d.closed_at is null and ${among('d.unit_id', units)})
    end)`;
}
