/**
 * Late, seriously late, due today, due soon: as SQL over a row of `cases` under the alias `c`. Lists, counts, boards and
 * the pages of leaders take them from here, so that a figure and the list behind it are the same. `bucketOf` in
 * present.ts says the same of one row: what the citizen lets us wait does not make a case late.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { startOfLocalDay } from '../platform/clock.ts';

type Condition = RawBuilder<SqlBool>;

export const DAY_MS = 86_400_000;
const SOON_MS = 2 * DAY_MS;

/** Not answered when it should have been, and still not. */
export const overdueNow = (now: Date): Condition =>
  sql`(c.finished_at is null and c.closed_at is null and c.due_at < ${now} and (c.paused_at is null or c.due_at < c.paused_at))`;

/** So long overdue that leaders were told. */
export const seriouslyLate: Condition = sql`(c.finished_at is null and c.closed_at is null and c.seriously_late_at is not null)`;

/** Due before the local day ends; not “within 24 hours”. */
export const dueToday = (now: Date): Condition => dueBetween(now, endOfToday(now));

/** Due within two days, not yet overdue. */
export const dueSoon = (now: Date): Condition => dueBetween(now, new Date(now.getTime() + SOON_MS));

function dueBetween(from: Date, to: Date): Condition {
  return sql`(c.finished_at is null and c.closed_at is null and c.due_at >= ${from} and c.due_at < ${to})`;
}

/**
 * Was due in [from, to) and not done by then, whatever became of it since. Answered too late, or still open; a case that
 * ended without an answer (declined, merged) missed nothing.
 */
export function missedBetween(from: Date, to: Date): Condition {
  return sql`(c.due_at >= ${from} and c.due_at < ${to} and (c.finished_late
    or (c.finished_at is null and c.closed_at is null and (c.paused_at is null or c.due_at < c.paused_at))))`;
}

function endOfToday(now: Date): Date {
  const day = new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  return new Date(startOfLocalDay(day).getTime() + DAY_MS);
}
