import type { Ctx, Tx } from './context.ts';
import { inTransaction } from './db/index.ts';
import { type EventInput, insertEvents } from './events/index.ts';
import { insertJobs, type JobInput } from './jobs/index.ts';

/**
 * Runs a business transaction. What `work` records and enqueues is written just before the commit, in the same
 * transaction; after the commit the event stream is woken. `work` may run again after a deadlock, so it must touch
 * nothing but `tx`.
 */
export async function transact<T>(
  ctx: Pick<Ctx, 'db' | 'clock' | 'events' | 'jobs'>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  let recorded = 0;
  const result = await inTransaction(ctx.db, async (db) => {
    const events: EventInput[] = [];
    const jobs: JobInput[] = [];
    const now = ctx.clock.now();
    const value = await work({ db, now, record: (e) => void events.push(e), enqueue: (j) => void jobs.push(j) });
    await insertEvents(db, now, events);
    await insertJobs(ctx.jobs, db, jobs);
    recorded = events.length;
    return value;
  });
  if (recorded > 0) ctx.events.wake();
  return result;
}
