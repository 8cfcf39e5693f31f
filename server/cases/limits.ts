/**
 * The clock that nobody has to wind: every few seconds it looks for limits that have passed and lets the system act
 * through the same engine as people. It reads the database, not timers, so what fell due while the server stood still
 * is found at the next start. An indexed sweep over 168,000 open cases takes about a millisecond.
 */
import { sql } from 'kysely';
import { SYSTEM } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { PREPARED } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import { type SweepClock, startSweep } from '../platform/sweep-clock.ts';
import { transact } from '../platform/transact.ts';
import { sweepAlerts } from './alerts.ts';
import { act } from './engine.ts';
import { CASE_EVENTS } from './events.ts';
import { loadCaseById } from './load.ts';
import { audienceOf } from './policy.ts';

const BATCH = 200;
/** So many cases are settled at once: enough to keep the database busy, few enough to leave the desk its connections. */
const AT_ONCE = 4;
const SWEEP_MS = 5_000;
const RETRY_MS = 600_000;

interface Passed {
  id: number;
  code: string;
  status: string;
  level: number;
  version: number;
  step_due_at: Date;
  /** The due time to the microsecond, for going on behind it. */
  key: string;
}

/**
 * Acts on every limit that has passed, then announces what is to be announced. Safe to run in several processes.
 * @returns how many limits and announcements there were
 */
export async function sweepLimits(ctx: Ctx): Promise<number> {
  let touched = 0;
  let last: Passed | undefined;
  do {
    const passed = await passedLimits(ctx, last);
    last = passed.length === BATCH ? passed.at(-1) : undefined;
    touched += passed.length;
    // Each worker takes the next case of the batch; one case is never settled by two.
    const queue = passed.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const one of queue) await settleOne(ctx, one);
      }),
    );
  } while (last);
  return touched + (await sweepAlerts(ctx));
}

/** Passed limits in order of time, behind `last`: a sweep ends even where a case cannot be settled. */
async function passedLimits(ctx: Ctx, last: Passed | undefined): Promise<Passed[]> {
  const now = ctx.clock.now();
  const found = await sql<Passed>`${PREPARED}
    select id, code, status, level, version, step_due_at, to_json(step_due_at) #>> '{}' as key from cases
    where closed_at is null and step_alarmed_at is null and step_due_at < ${now}::timestamptz
      and (step_due_at, id) > (${last?.key ?? '-infinity'}::timestamptz, ${last?.id ?? 0}::bigint)
      and (limit_retry_at is null or limit_retry_at < ${now}::timestamptz)
    order by step_due_at, id limit ${BATCH}::int`.execute(ctx.db);
  return found.rows;
}

async function settleOne(ctx: Ctx, one: Passed): Promise<void> {
  const { code, status, level, version } = one;
  try {
    if (status === 'awaiting_citizen') await act(ctx, SYSTEM, { code, action: 'resume', version, form: {} });
    else if (status === 'forwarded' || status === 'processing' || (status === 'escalated' && level < 4))
      await act(ctx, SYSTEM, { code, action: 'escalate', version, form: { why: 'overdue' } });
    else await alarm(ctx, one);
  } catch (error) {
    // Somebody was faster: the case has a new version and, if need be, a new limit.
    if (error instanceof AppError && error.code === 'conflict') return;
    ctx.log.error({ err: error, case: code }, 'a passed limit could not be settled; trying again in ten minutes');
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
      data: { status: one.status, level: one.level, dueAt: isoLocal(one.step_due_at) },
      audience: audienceOf(loaded.parties),
    });
  });
}

/** One broken case must not hold all others, nor lose its limit: it is left alone for ten minutes. */
async function postpone(ctx: Ctx, one: Passed): Promise<void> {
  await ctx.db
    .updateTable('cases')
    .set({ limit_retry_at: new Date(ctx.clock.now().getTime() + RETRY_MS) })
    .where('id', '=', one.id)
    .where('version', '=', one.version)
    .execute();
}

/** Starts the sweep in a worker process. */
export function startCaseClock(ctx: Ctx): SweepClock {
  return startSweep(ctx, { everyMs: SWEEP_MS, look: () => sweepLimits(ctx), failed: 'the sweep of limits failed' });
}
