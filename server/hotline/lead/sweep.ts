/** What the clock brings: read from the database, so that a process that dies forgets nothing. */
import { sql } from 'kysely';
import { SYSTEM } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/index.ts';
import { transact } from '../../platform/transact.ts';
import { endWrapUp } from '../wrap-up.ts';

const BATCH = 200;

export async function openCallCount(db: Db): Promise<number> {
  const row = await db
    .selectFrom('calls')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('state', '<>', 'ended')
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** Calls whose time has come: a key was not pressed, an announcement is due, nobody took up a parked call. */
export async function dueCalls(db: Db, now: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('calls')
    .select('id')
    .where('timer_at', '<=', now)
    .orderBy('timer_at')
    .limit(BATCH)
    .execute();
  return rows.map((row) => row.id);
}

/** Calls for which something is written down: the net under the notices between processes. */
export async function waitingCalls(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select call_id as id from call_inputs
    union select call_id from call_orders where state = 'waiting' order by 1 limit ${BATCH}`.execute(db);
  return rows.map((row) => row.id);
}

/** People whose time for writing up is over. */
export async function sweepWrapUps(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .selectFrom('call_spans')
    .select(['call_id', 'user_id'])
    .where('kind', '=', 'wrap_up')
    .where('ended_at', 'is', null)
    .where('until_at', '<=', ctx.clock.now())
    .limit(BATCH)
    .execute();
  for (const { call_id, user_id } of due)
    if (user_id !== null) await transact(ctx, (tx) => endWrapUp(tx, SYSTEM, call_id, user_id, { due: true }));
}
