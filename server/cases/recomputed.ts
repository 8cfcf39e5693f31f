/** One open case computed again after working time or policies have changed. Pure, but for reading what surrounds it. */
import { type Selectable, sql, type Updateable } from 'kysely';
import type { DeadlineBook } from '../deadlines/index.ts';
import type { Cases, Db } from '../platform/db/index.ts';
import { keepSaid, keptSaid, type Said } from '../platform/said.ts';
import { askSubstance, factsOfRow, nextAlert, stillTold } from './clock.ts';
import { type CaseSurroundings, surroundingsOf } from './load-many.ts';
import { type Order, stepLimit } from './step-limits.ts';
import { dateTimePhrase } from './when.ts';

type Row = Selectable<Cases>;

export interface OpenCase extends CaseSurroundings {
  stepFrom: Date;
  order: Order | null;
}

export interface Recomputed {
  patch: Updateable<Cases>;
  /** The new due date, where it is another. */
  due: Date | null;
  /** The limit of the present step before and after, where it is another. */
  step: [Date | null, Date | null] | null;
  pause: { until: Date; capped: boolean } | null;
}

/** What the limits of many open cases depend on, in four queries whatever their number. */
export async function openCases(db: Db, rows: readonly Row[]): Promise<(row: Row) => OpenCase> {
  const around = await surroundingsOf(db, rows);
  const ids = rows.map((r) => r.id);
  const starts = await db
    .selectFrom('case_steps')
    .select(['case_id', 'started_at'])
    .where('case_id', 'in', ids)
    .where('ended_at', 'is', null)
    .execute();
  const from = new Map(starts.map((s) => [s.case_id, s.started_at]));
  const found = await sql<{ case_id: number; at: Date; dueAt: Date }>`
    select distinct on (d.case_id) d.case_id, d.created_at as at, d.due_at as "dueAt" from directives d join cases c on c.id = d.case_id
    where d.case_id = any(${ids}::bigint[]) and d.created_at >= c.clock_from and (d.closed_at is null or d.closed_why = 'reported')
    order by d.case_id, d.id desc`.execute(db);
  const orders = new Map(found.rows.map((o) => [o.case_id, { at: o.at, dueAt: o.dueAt }]));
  return (row) => ({
    ...around(row),
    stepFrom: from.get(row.id) ?? row.created_at,
    order: orders.get(row.id) ?? null,
  });
}

/**
 * What changes of the case, or null. A date that a leader granted or ordered stays as he gave it. No date is moved into
 * the past: a case must not be late at once because a calendar was corrected.
 */
export function recomputed(book: DeadlineBook, row: Row, of: OpenCase, now: Date, why: string): Recomputed | null {
  const patch: Updateable<Cases> = {};
  const pause = pauseAgain(book, row, of);
  if (pause) patch.pause_until = pause.until;
  const due = row.finished_at === null && row.due_at !== null ? dueAgain(book, row, of, now, why, patch) : null;
  const after = { ...row, due_at: due ?? row.due_at, pause_until: pause?.until ?? row.pause_until };
  const limit = stepLimit(book, { ...of, row: after, from: of.stepFrom });
  const step = limit && moved(row.step_due_at, limit, now) ? limit : null;
  if (step) {
    patch.step_due_at = step;
    if (step > now) patch.step_alarmed_at = null;
  }
  if (Object.keys(patch).length === 0) return null;
  return { patch, due, step: step ? [row.step_due_at, step] : null, pause };
}

function dueAgain(book: DeadlineBook, row: Row, of: OpenCase, now: Date, why: string, patch: Updateable<Cases>) {
  const facts = factsOfRow(row, of.labels, of.pauses);
  const found = askSubstance(book, { ...facts, explain: false });
  const due = moved(row.due_at, found.dueAt, now) ? found.dueAt : null;
  const told = due
    ? stillTold(found, facts, now)
    : { warnedShare: row.warned_share, seriouslyLate: row.seriously_late_at !== null };
  if (due) {
    const notes = [...row.due_notes.map(keptSaid), movedNote(row.due_at, due, now, why)];
    Object.assign(patch, {
      due_at: due,
      due_notes: notes.map(keepSaid),
      due_explanation: askSubstance(book, { ...facts, notes }).explanation.map(keepSaid),
      warned_share: told.warnedShare,
      seriously_late_at: told.seriouslyLate ? row.seriously_late_at : null,
    });
  }
  // A date that was kept although the calendars say otherwise keeps its warnings, too.
  if (!due && found.dueAt.getTime() !== row.due_at?.getTime()) return null;
  if (moved(row.serious_at, found.seriousAt, now)) patch.serious_at = found.seriousAt;
  const alert = row.status === 'awaiting_citizen' ? null : nextAlert(found, told);
  if (due || (row.alert_at !== null && alert !== null && row.alert_at.getTime() !== alert.getTime()))
    patch.alert_at = alert;
  return due;
}

/** @param why the change of the calendar in one sentence, as it is kept with the job; may be empty */
function movedNote(old: Date | null, due: Date, now: Date, why: string): Said {
  const cause = keptSaid(why);
  const vi = old ? dateTimePhrase(old, 'vi') : 'không có';
  const en = old ? dateTimePhrase(old, 'en') : 'none';
  return {
    vi: `Tính lại lúc ${dateTimePhrase(now, 'vi')}${why === '' ? '' : ` vì ${cause.vi}`}: hạn cũ ${vi}, hạn mới ${dateTimePhrase(due, 'vi')}.`,
    en: `Worked out again at ${dateTimePhrase(now, 'en')}${why === '' ? '' : `, because ${cause.en}`}: before ${en}, now ${dateTimePhrase(due, 'en')}.`,
  };
}

/** The running pause: until when it may last. */
function pauseAgain(book: DeadlineBook, row: Row, { labels, pauses }: OpenCase): Recomputed['pause'] {
  if (row.paused_at === null || row.pause_until === null) return null;
  const { type, urgency, categoryCode: category } = labels;
  const used = pauses.filter((p) => p.to !== null);
  const question = { type, urgency, category, unitId: row.lead_unit_id, from: row.paused_at };
  const { until, capped } = book.pauseUntil(question, used);
  return until && until.getTime() !== row.pause_until.getTime() ? { until, capped } : null;
}

/** Another date, and not one that puts into the past what lay ahead. */
function moved(old: Date | null, next: Date, now: Date): boolean {
  if (old?.getTime() === next.getTime()) return false;
  return !(next <= now && old !== null && old > now);
}
