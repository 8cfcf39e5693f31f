import type { Ctx } from '../../platform/context.ts';

/** The first key of all advisory locks of this folder. */
const ZALO = 1_022_021;

/** Renewals under way in this process: everybody here waits for one connection, not one each. */
const here = new WeakMap<object, Map<number, Promise<unknown>>>();

/**
 * Runs `work` while no other process does the same for this account. The lock belongs to a connection, not to a
 * transaction (an open transaction would hold back everybody's events while Zalo thinks), and ends with it when the
 * process dies. Mode `try`: null at once when another holds it. `work` reads the state anew: it may have changed while
 * one waited.
 */
export async function withRenewalLock<T>(
  ctx: Ctx,
  accountId: number,
  mode: 'try' | 'wait',
  work: () => Promise<T>,
): Promise<T | null> {
  const running = here.get(ctx.database) ?? new Map<number, Promise<unknown>>();
  here.set(ctx.database, running);
  if (running.has(accountId)) {
    if (mode === 'try') return null;
    await running.get(accountId)?.catch(() => {});
    return withRenewalLock(ctx, accountId, mode, work);
  }
  const run = locked(ctx, accountId, mode, work);
  running.set(accountId, run);
  try {
    return await run;
  } finally {
    running.delete(accountId);
  }
}

async function locked<T>(ctx: Ctx, accountId: number, mode: 'try' | 'wait', work: () => Promise<T>): Promise<T | null> {
  const client = await ctx.database.pool.connect();
  let broken = false;
  try {
    if (mode === 'try') {
      const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as got', [ZALO, accountId]);
      if (rows[0]?.got !== true) return null;
    } else await client.query('select pg_advisory_lock($1, $2)', [ZALO, accountId]);
    try {
      return await work();
    } finally {
      await client.query('select pg_advisory_unlock($1, $2)', [ZALO, accountId]).catch(() => {
        broken = true;
      });
    }
  } finally {
    // A connection whose lock could not be given back is closed: that gives it back.
    client.release(broken);
  }
}
