import { sql } from 'kysely';
import { closeConversation } from '../../conversations/index.ts';
import { SYSTEM } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { type SweepClock, startSweep } from '../../platform/sweep-clock.ts';
import { transact } from '../../platform/transact.ts';
import { grew } from './grew.ts';
import { dropEmptyBuckets } from './limits.ts';
import { closesAt } from './reactions.ts';
import { addEvent } from './thread-events.ts';

/** Between the warning and the end: long enough to say “I am still here” (WCAG 2.2.1 asks for 20 seconds). */
const GRACE_MS = 120_000;
const BATCH = 200;
const DAY = 86_400_000;

/**
 * Warns threads in which the visitor has been silent for long though it is his turn, closes those that were warned,
 * and removes what has served its time. A thread in which we owe an answer is never closed. Returns how many changed.
 */
export async function sweepThreads(ctx: Ctx): Promise<number> {
  const warned = await warnIdle(ctx);
  const closed = await closeWarned(ctx);
  await clean(ctx);
  return warned + closed;
}

async function warnIdle(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now();
  const { rows } = await sql<{ id: number }>`select t.conversation_id as id from widget_threads t
    join widget_sites s on s.id = t.site_id join conversations c on c.id = t.conversation_id
    where t.closed_at is null and t.warned_at is null and s.idle_minutes > 0 and c.waiting_since is null
      and greatest(t.active_at, c.last_message_at) < ${now}::timestamptz - make_interval(mins => s.idle_minutes)
    order by t.active_at limit ${BATCH}`.execute(ctx.db);
  for (const { id } of rows) {
    await transact(ctx, async (tx) => {
      const still = await sql`update widget_threads set warned_at = ${tx.now} where conversation_id = ${id}
        and closed_at is null and warned_at is null and active_at < ${now} returning 1`.execute(tx.db);
      if (still.rows.length === 0) return;
      const data = { status: 'closing', closesAt: closesAt(tx.now, GRACE_MS) };
      await addEvent(tx, id, { kind: 'status', data });
      tx.record(grew(id));
    });
  }
  return rows.length;
}

async function closeWarned(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.clock.now().getTime() - GRACE_MS);
  const { rows } = await sql<{ id: number }>`select conversation_id as id from widget_threads
    where closed_at is null and warned_at <= ${before} order by warned_at limit ${BATCH}`.execute(ctx.db);
  for (const { id } of rows) {
    await transact(ctx, async (tx) => {
      // A sign of life takes the warning away; it may have come since.
      const still = await sql`select 1 from widget_threads t join conversations c on c.id = t.conversation_id
        where t.conversation_id = ${id} and t.closed_at is null and t.warned_at <= ${before} and c.waiting_since is null
        for update of c`.execute(tx.db);
      if (still.rows.length === 0) return;
      await closeConversation(tx, SYSTEM, { conversationId: id, disposition: await noReply(tx) });
    });
  }
  return rows.length;
}

/** The word for it, unless an administrator has taken it off the list. */
async function noReply(tx: Tx): Promise<string | null> {
  const row = await tx.db
    .selectFrom('dispositions')
    .select('code')
    .where('code', '=', 'no_reply')
    .where('active', '=', true)
    .executeTakeFirst();
  return row?.code ?? null;
}

/** Ended tokens, files that never found a message, secrets of receipts older than a day. */
async function clean(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  const old = new Date(now.getTime() - DAY);
  await sql`delete from widget_sessions where id in (
    select id from widget_sessions where expires_at < ${old} limit 1000 for update skip locked)`.execute(ctx.db);
  await sql`delete from widget_uploads where id in (
    select id from widget_uploads where not used and created_at < ${old} limit 1000 for update skip locked)`.execute(
    ctx.db,
  );
  await sql`update widget_cases set sealed_secret = null where sealed_secret is not null and created_at < ${old}`.execute(
    ctx.db,
  );
  await dropEmptyBuckets(ctx);
}

/** Milliseconds between two sweeps. */
const SWEEP_MS = 20_000;

/** Sweeps until it is stopped; for the process that works. */
export function startLivechatClock(ctx: Ctx): SweepClock {
  return startSweep(ctx, { everyMs: SWEEP_MS, look: () => sweepThreads(ctx), failed: 'the sweep of chats failed' });
}
