import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';

/** Milliseconds for which the raw form of what was handled is kept: for looking into a complaint, not as an archive. */
const KEEP = 30 * 86_400_000;
/** Counts per hour are needed for the usual rate and for a look at last year. */
const KEEP_HOURS = 400 * 86_400_000;
const BATCH = 5_000;

/**
 * Removes the raw form of events that were handled long ago; what waits for a person stays. Repeats of so old events are
 * refused as stale, so their keys are not needed any more. Returns how many events went.
 */
export async function forgetOldEvents(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now().getTime();
  const { rows } = await sql<{ id: number }>`
    delete from inbound_events where id in (
      select id from inbound_events where state in ('handled', 'ignored') and received_at < ${new Date(now - KEEP)}
      order by received_at limit ${BATCH} for update skip locked)
    returning id`.execute(ctx.db);
  await ctx.db
    .deleteFrom('channel_hours')
    .where('hour', '<', new Date(now - KEEP_HOURS))
    .execute();
  return rows.length;
}
