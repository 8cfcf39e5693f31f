/** What must hold of a database after a year of cases; each check names the cases that break it. */
import { type RawBuilder, sql } from 'kysely';
import { loadCalendars } from '../../server/calendar/index.ts';
import { previewRecompute } from '../../server/cases/index.ts';
import type { Ctx } from '../../server/platform/context.ts';

const CHECKS: Record<string, (now: Date) => RawBuilder<unknown>> = {
  'open without a limit, or with one that passed unnoticed': (
    now,
  ) => sql`select code from cases where closed_at is null and
    (step_due_at is null or (step_due_at < ${now} and step_alarmed_at is null))`,
  'a limit put on record twice': () => sql`select subject_id from events where type = 'case.limit_passed'
    group by subject_id, data->>'status', data->>'dueAt' having count(*) > 1`,
  'a step escalated twice by its limit':
    () => sql`select e.subject_id from events e where e.type = 'case.escalated' and e.data->>'why' = 'overdue'
    group by e.subject_id, e.data->>'version' having count(*) > 1`,
  'a share announced twice for one due date': () => sql`select subject_id from events where type = 'case.warned'
    group by subject_id, data->>'share', data->>'dueAt' having count(*) > 1`,
  'overdue or seriously late announced twice for one due date': () => sql`select subject_id from events
    where type in ('case.overdue', 'case.seriously_late') group by type, subject_id, data->>'dueAt' having count(*) > 1`,
  'late when finished and never announced as overdue':
    () => sql`select code from cases where finished_late and warned_share < 100
    and finished_at > due_at + interval '1 day'`,
  'two running steps, or none while open':
    () => sql`select c.code from cases c left join case_steps s on s.case_id = c.id and s.ended_at is null
    group by c.code, c.closed_at having count(s.id) <> case when c.closed_at is null then 1 else 0 end`,
  'steps that do not follow each other': () => sql`select code from (
      select c.code, s.started_at, lag(s.ended_at) over w as previous, row_number() over w as n, c.created_at,
        exists (select 1 from events e where e.case_id = c.id and e.type = 'case.reopened' and e.at = s.started_at) as reopened
      from case_steps s join cases c on c.id = s.case_id window w as (partition by s.case_id order by s.id)) x
    where (n = 1 and started_at <> created_at) or (n > 1 and started_at <> previous and not reopened)`,
  // Recounted from the events alone: a case lives from registering to its end, but for the time between end and reopening.
  'time held per unit that does not add up to the life of the case': (now) => sql`
    with held as (select case_id, unit_id, sum(coalesce(ended_at, ${now}::timestamptz) - started_at) as time from case_steps group by 1, 2),
    gaps as (select case_id, sum(at - before) as time from (
        select case_id, type, at, lag(at) over (partition by case_id order by id) as before from events
        where type in ('case.delivered', 'case.answered', 'case.declined', 'case.reopened')) e where type = 'case.reopened' group by 1)
    select c.code from cases c left join gaps g on g.case_id = c.id join (select case_id, sum(time) as time from held group by 1) h on h.case_id = c.id
    where h.time + coalesce(g.time, '0') <> coalesce(c.closed_at, ${now}::timestamptz) - c.created_at`,
  'a pause without its end, or an end without its pause':
    () => sql`select c.code from cases c left join case_pauses p on p.case_id = c.id and p.ended_at is null
    where (c.status = 'awaiting_citizen') <> (p.id is not null)`,
};

/** Returns what is broken, by name; an empty object is what one hopes for. */
export async function brokenAfterYear(ctx: Ctx): Promise<Record<string, unknown[]>> {
  const broken: Record<string, unknown[]> = {};
  for (const [name, query] of Object.entries(CHECKS)) {
    const { rows } = await query(ctx.clock.now()).execute(ctx.db);
    if (rows.length > 0) broken[name] = rows.slice(0, 5);
  }
  // What the engine has set step by step is what the recompute would set from the facts.
  const { affected, stepsOnly, examples } = await previewRecompute(ctx, (await loadCalendars(ctx.db)).value);
  if (affected + stepsOnly > 0)
    broken['due dates that are not what their facts say'] = [{ affected, stepsOnly }, ...examples.slice(0, 5)];
  return broken;
}
