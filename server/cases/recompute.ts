/** What a change of working time does to open cases: shown before it is made, carried out in the background after. */
import { z } from 'zod';
import { type CalendarSet, loadCalendars, workingMinutesBetween } from '../calendar/index.ts';
import { type DeadlineBook, deadlinesWith } from '../deadlines/index.ts';
import { directory } from '../org/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { defineJob } from '../platform/jobs/index.ts';

/** All calendars as they would be after the change; made with `calendarSet` of server/calendar. */
export type ProposedCalendars = CalendarSet;

export interface RecomputePreview {
  /** Open cases that were looked at. */
  open: number;
  /** Of these, how many get another due date. */
  affected: number;
  /** By whole working days, positive = later, 0 = by less than a day; ascending. */
  moves: { days: number; cases: number }[];
  /** The first twenty by their present due date. Sealed cases are counted but never named. */
  examples: { code: string; unit: { code: string; name: string } | null; from: string; to: string; days: number }[];
}

export const recomputeJob = defineJob(
  'cases.recompute',
  z.object({ after: z.number().int().min(0), why: z.string().max(300) }),
);

/** Computes due dates of open cases again in the background; call it in the transaction that changes working time. */
export function enqueueRecompute(tx: Tx, why: string): void {
  tx.enqueue(recomputeJob.with({ after: 0, why: why.slice(0, 300) }));
}

/** What `proposed` would do to the due dates of open cases. Writes nothing. */
export async function previewRecompute(ctx: Ctx, proposed: ProposedCalendars): Promise<RecomputePreview> {
  const present = await deadlinesWith(ctx.db, (await loadCalendars(ctx.db)).value);
  const changed = await deadlinesWith(ctx.db, proposed);
  const d = await directory(ctx.db);
  const rows = await ctx.db
    .selectFrom('cases')
    .select(['code', 'sealed', 'lead_unit_id', 'clock_from', 'due_at', 'due_policy_id'])
    .where('closed_at', 'is', null)
    .where('finished_at', 'is', null)
    .where('due_at', 'is not', null)
    .orderBy('due_at')
    .orderBy('id')
    .execute();
  const counts = new Map<number, number>();
  const examples: RecomputePreview['examples'] = [];
  let affected = 0;
  for (const row of rows) {
    if (row.due_policy_id === null || row.due_at === null) continue;
    const due = (book: DeadlineBook) =>
      book.dueBy(row.due_policy_id as number, { unitId: row.lead_unit_id, from: row.clock_from }).dueAt;
    const [from, to] = [due(present), due(changed)];
    if (from.getTime() === to.getTime()) continue;
    affected += 1;
    const calendar = proposed.forUnit(row.lead_unit_id, row.clock_from);
    const days = Math.round(workingMinutesBetween(calendar, from, to) / calendar.dayMinutes);
    counts.set(days, (counts.get(days) ?? 0) + 1);
    const unit = row.lead_unit_id === null ? null : d.unitById(row.lead_unit_id);
    if (examples.length < 20 && !row.sealed)
      examples.push({
        code: row.code,
        unit: unit ? { code: unit.code, name: unit.name } : null,
        from: isoLocal(from),
        to: isoLocal(to),
        days,
      });
  }
  const moves = [...counts].sort(([a], [b]) => a - b).map(([days, cases]) => ({ days, cases }));
  return { open: rows.length, affected, moves, examples };
}
