/** What a change of working time does to open cases: shown before it is made, carried out in the background after. */
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { type CalendarSet, forgetCalendars, loadCalendars, workingMinutesBetween } from '../calendar/index.ts';
import { deadlinesWith, forgetDeadlines, loadDeadlines } from '../deadlines/index.ts';
import { directory } from '../org/index.ts';
import { SYSTEM } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { Cases, Db } from '../platform/db/index.ts';
import { defineJob } from '../platform/jobs/index.ts';
import { keepSaid, type Said, saidWith } from '../platform/said.ts';
import { transact } from '../platform/transact.ts';
import { CASE_EVENTS } from './events.ts';
import { audienceOf } from './policy.ts';
import { openCases, type Recomputed, recomputed } from './recomputed.ts';

/** All calendars as they would be after the change; made with `calendarSet` of server/calendar. */
export type ProposedCalendars = CalendarSet;

export interface RecomputePreview {
  /** Open cases that were looked at. */
  open: number;
  /** Of these, how many get another due date. */
  affected: number;
  /** Cases whose due date stays while the limit of their present step (acceptance, signature, delivery …) moves. */
  stepsOnly: number;
  /** By whole working days, positive = later, 0 = by less than half a day; ascending. */
  moves: { days: number; cases: number }[];
  /** The first twenty by their present due date. Sealed cases are counted but never named. */
  examples: RecomputeExample[];
}

export interface RecomputeExample {
  code: string;
  unit: { code: string; name: string } | null;
  from: string;
  to: string;
  days: number;
}

type Row = Selectable<Cases>;

const BATCH = 300;
const EXAMPLES = 20;

export const recomputeJob = defineJob(
  'cases.recompute',
  z.object({ after: z.number().int().min(0), why: z.string().max(1_000) }),
);

/** Computes due dates of open cases again in the background; call it in the transaction that changes working time. */
export function enqueueRecompute(tx: Tx, why: Said): void {
  const short = saidWith(why, (text) => text.slice(0, 300));
  tx.enqueue(recomputeJob.with({ after: 0, why: keepSaid(short) }));
}

/**
 * One batch of the recompute: the open cases behind id `after`, in one transaction that also enqueues the next batch. A
 * run that dies goes on where it was; a second run finds nothing to change.
 */
export async function recomputeBatch(ctx: Ctx, { after, why }: { after: number; why: string }): Promise<void> {
  // The job must not compute with what this process knew two seconds ago.
  forgetCalendars(ctx.db);
  forgetDeadlines(ctx.db);
  const book = await loadDeadlines(ctx.db);
  await transact(ctx, async (tx) => {
    const rows = await tx.db
      .selectFrom('cases')
      .selectAll()
      .where('closed_at', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .forUpdate()
      .execute();
    if (rows.length === 0) return;
    const around = await openCases(tx.db, rows);
    for (const row of rows) {
      const of = around(row);
      const change = safely(ctx, row, () => recomputed(book, row, of, tx.now, why));
      if (!change) continue;
      await write(tx, row, change);
      if (change.due || change.step)
        tx.record({
          type: CASE_EVENTS.dueRecomputed.type,
          actor: SYSTEM,
          caseId: row.id,
          subject: { type: 'case', id: row.code },
          unitId: row.lead_unit_id,
          data: {
            from: row.due_at && isoLocal(row.due_at),
            to: change.due ? isoLocal(change.due) : row.due_at && isoLocal(row.due_at),
            why,
            ...(change.step ? { step: change.step.map((at) => at && isoLocal(at)) } : {}),
          },
          audience: audienceOf(of.parties),
        });
    }
    if (rows.length === BATCH) tx.enqueue(recomputeJob.with({ after: rows.at(-1)?.id ?? after, why }));
  });
}

/** One case whose calendar or policy is broken must not hold the others. */
function safely(ctx: Ctx, row: Row, work: () => Recomputed | null): Recomputed | null {
  try {
    return work();
  } catch (error) {
    ctx.log.error({ err: error, case: row.code }, 'the due date of a case cannot be computed again');
    return null;
  }
}

/** The version stays: nobody's form becomes stale because a holiday was entered. */
async function write(tx: Tx, row: Row, change: Recomputed): Promise<void> {
  await tx.db.updateTable('cases').set(change.patch).where('id', '=', row.id).execute();
  if (change.due)
    await tx.db
      .updateTable('assignments')
      .set({ due_at: change.due })
      .where('case_id', '=', row.id)
      .where('ended_at', 'is', null)
      .where('question', 'is', null)
      .where('by_directive', '=', false)
      .execute();
  if (change.pause)
    await tx.db
      .updateTable('case_pauses')
      .set({ until_at: change.pause.until, capped: change.pause.capped })
      .where('case_id', '=', row.id)
      .where('ended_at', 'is', null)
      .execute();
}

/** What `proposed` would do to the due dates of open cases, by the same function that the job uses. Writes nothing. */
export async function previewRecompute(ctx: Ctx, proposed: ProposedCalendars): Promise<RecomputePreview> {
  const book = await deadlinesWith(ctx.db, proposed);
  const present = (await loadCalendars(ctx.db)).value;
  const d = await directory(ctx.db);
  const now = ctx.clock.now();
  const preview: RecomputePreview = { open: 0, affected: 0, stepsOnly: 0, moves: [], examples: [] };
  const counts = new Map<number, number>();
  const first: { at: number; example: RecomputeExample }[] = [];
  for (let after = 0; ; ) {
    const rows = await nextOpen(ctx.db, after);
    if (rows.length === 0) break;
    after = rows.at(-1)?.id ?? after;
    preview.open += rows.length;
    const around = await openCases(ctx.db, rows);
    for (const row of rows) {
      const change = safely(ctx, row, () => recomputed(book, row, around(row), now, ''));
      if (!change?.due || row.due_at === null) {
        if (change?.step) preview.stepsOnly += 1;
        continue;
      }
      preview.affected += 1;
      const days = movedDays(row, change.due, [present, proposed]);
      counts.set(days, (counts.get(days) ?? 0) + 1);
      if (row.sealed) continue;
      const unit = row.lead_unit_id === null ? null : d.unitById(row.lead_unit_id);
      const ref = unit ? { code: unit.code, name: unit.name } : null;
      const example = { code: row.code, unit: ref, from: isoLocal(row.due_at), to: isoLocal(change.due), days };
      first.push({ at: row.due_at.getTime(), example });
    }
    first.sort((a, b) => a.at - b.at).splice(EXAMPLES);
  }
  preview.moves = [...counts].sort(([a], [b]) => a - b).map(([days, cases]) => ({ days, cases }));
  preview.examples = first.map((f) => f.example);
  return preview;
}

function nextOpen(db: Db, after: number): Promise<Row[]> {
  return db
    .selectFrom('cases')
    .selectAll()
    .where('closed_at', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(1_000)
    .execute();
}

/** The day that was entered counts in one of the two calendars and not in the other: the longer of the two is the move. */
function movedDays(row: Row, to: Date, calendars: readonly CalendarSet[]): number {
  const from = row.due_at ?? to;
  const days = calendars.map((set) => {
    const calendar = set.forUnit(row.due_unit_id, row.clock_from);
    return workingMinutesBetween(calendar, from, to) / calendar.dayMinutes;
  });
  const longest = days.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
  // Never −0.
  return Math.round(longest) + 0;
}
