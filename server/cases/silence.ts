/**
 * Opinions that were asked for and are not there at their due date are put on record as silence, once. Nothing moves:
 * the lead unit goes on without them, and one that comes later is still shown. It reads the database, not timers, so
 * what fell due while the server stood still is found at the next start.
 */
import { directory } from '../org/index.ts';
import { SYSTEM } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { type SweepClock, startSweep } from '../platform/sweep-clock.ts';
import { transact } from '../platform/transact.ts';
import { CASE_EVENTS } from './events.ts';
import { loadCaseById } from './load.ts';
import { audienceOf } from './policy.ts';

const BATCH = 200;
const SWEEP_MS = 30_000;

/** Marks every unanswered opinion whose due date has passed. Returns how many. Safe to run in several processes. */
export async function sweepOpinions(ctx: Ctx): Promise<number> {
  let marked = 0;
  for (;;) {
    const due = await ctx.db
      .selectFrom('assignments')
      .select(['id', 'case_id', 'unit_id', 'due_at'])
      .where('role', '=', 'co')
      .where('question', 'is not', null)
      .where('opinion', 'is', null)
      .where('ended_at', 'is', null)
      .where('silent_at', 'is', null)
      .where('due_at', '<', ctx.clock.now())
      .orderBy('due_at')
      .orderBy('id')
      .limit(BATCH)
      .execute();
    for (const one of due) if (await markSilent(ctx, one)) marked += 1;
    if (due.length < BATCH) return marked;
  }
}

type Due = { id: number; case_id: number; unit_id: number; due_at: Date | null };

/** The row decides between the silence and an opinion given at the same moment: whichever is first written stands. */
function markSilent(ctx: Ctx, one: Due): Promise<boolean> {
  return transact(ctx, async (tx) => {
    const updated = await tx.db
      .updateTable('assignments')
      .set({ silent_at: tx.now })
      .where('id', '=', one.id)
      .where('opinion', 'is', null)
      .where('ended_at', 'is', null)
      .where('silent_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    const loaded = updated ? await loadCaseById(tx.db, one.case_id) : null;
    if (!loaded) return false;
    tx.record({
      type: CASE_EVENTS.opinionSilent.type,
      actor: SYSTEM,
      caseId: one.case_id,
      subject: { type: 'case', id: loaded.row.code },
      unitId: one.unit_id,
      data: {
        unit: (await directory(tx.db)).unitById(one.unit_id)?.code ?? '',
        dueAt: isoLocal(one.due_at ?? tx.now),
      },
      audience: audienceOf(loaded.parties),
    });
    return true;
  });
}

/** Starts the sweep in a worker process. */
export function startOpinionClock(ctx: Ctx): SweepClock {
  return startSweep(ctx, { everyMs: SWEEP_MS, look: () => sweepOpinions(ctx), failed: 'the sweep of opinions failed' });
}
