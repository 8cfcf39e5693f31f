/**
 * The clock that nobody has to wind: every few seconds it looks for limits that have passed and lets the system act
 * through the same engine as people. It reads the database, not timers, so what fell due while the server stood still
 * is found at the next start. An indexed sweep over 168,000 open cases takes about a millisecond.
 */
import { SYSTEM } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { transact } from '../platform/transact.ts';
import { act } from './engine.ts';
import { CASE_EVENTS } from './events.ts';
import { loadCaseById } from './load.ts';
import { audienceOf } from './policy.ts';

const BATCH = 200;
const SWEEP_MS = 5_000;

interface Passed {
  id: number;
  code: string;
  status: string;
  level: number;
  version: number;
  step_due_at: Date | null;
}

/** Acts on every limit that has passed. Returns how many cases it touched. Safe to run in several processes. */
export async function sweepLimits(ctx: Ctx): Promise<number> {
  let touched = 0;
  for (;;) {
    const passed = await ctx.db
      .selectFrom('cases')
      .select(['id', 'code', 'status', 'level', 'version', 'step_due_at'])
      .where('closed_at', 'is', null)
      .where('step_alarmed_at', 'is', null)
      .where('step_due_at', '<', ctx.clock.now())
      .orderBy('step_due_at')
      .orderBy('id')
      .limit(BATCH)
      .execute();
    for (const one of passed) await settleOne(ctx, one);
    touched += passed.length;
    if (passed.length < BATCH) return touched;
  }
}

async function settleOne(ctx: Ctx, one: Passed): Promise<void> {
  try {
    if (one.status === 'awaiting_citizen') {
      await act(ctx, SYSTEM, { code: one.code, action: 'resume', version: one.version, form: {} });
    } else if (
      one.status === 'forwarded' ||
      one.status === 'processing' ||
      (one.status === 'escalated' && one.level < 4)
    ) {
      await act(ctx, SYSTEM, { code: one.code, action: 'escalate', version: one.version, form: { why: 'overdue' } });
    } else await alarm(ctx, one);
  } catch (error) {
    // Somebody was faster: the case has a new version and, if need be, a new limit.
    if (error instanceof AppError && (error.code === 'conflict' || error.code === 'not_now')) return;
    ctx.log.error(
      { err: error, case: one.code },
      'a passed limit could not be settled; trying again at the next sweep',
    );
    await postpone(ctx, one);
  }
}

/** Nothing moves (the switchboard, a signature, delivery, level 4): the limit is put on record once, for those in charge. */
async function alarm(ctx: Ctx, one: Passed): Promise<void> {
  const loaded = await loadCaseById(ctx.db, one.id);
  if (!loaded) return;
  await transact(ctx, async (tx) => {
    const updated = await tx.db
      .updateTable('cases')
      .set({ step_alarmed_at: tx.now })
      .where('id', '=', one.id)
      .where('version', '=', one.version)
      .where('step_alarmed_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!updated) return;
    tx.record({
      type: CASE_EVENTS.limitPassed.type,
      actor: SYSTEM,
      caseId: one.id,
      subject: { type: 'case', id: one.code },
      data: { status: one.status, level: one.level, dueAt: isoLocal(one.step_due_at ?? tx.now) },
      audience: audienceOf(loaded.parties),
    });
  });
}

/** One broken case must not hold all others: it goes to the end of the queue for ten minutes. */
async function postpone(ctx: Ctx, one: Passed): Promise<void> {
  await ctx.db
    .updateTable('cases')
    .set({ step_due_at: new Date(ctx.clock.now().getTime() + 600_000) })
    .where('id', '=', one.id)
    .where('version', '=', one.version)
    .execute();
}

/** Starts the sweep in a worker process. */
export function startCaseClock(ctx: Ctx): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = sweepLimits(ctx)
      .catch((error) => ctx.log.error({ err: error }, 'the sweep of limits failed; the next one tries again'))
      .finally(() => {
        busy = false;
      });
  }, SWEEP_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
