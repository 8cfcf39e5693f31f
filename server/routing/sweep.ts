/**
 * The clock of routing: time-outs, people who are gone, overflow. It reads the database, not timers, so a process that
 * dies loses nothing, and it runs safely in several at once.
 */
import { sql } from 'kysely';
import { SYSTEM } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { type SweepClock, startSweep } from '../platform/sweep-clock.ts';
import { transact } from '../platform/transact.ts';
import { expireOffer } from './commands/offers.ts';
import { backToQueue, lockItem, toQueue } from './commands/place.ts';
import { beat, loseSight } from './commands/set-presence.ts';
import { worksAtCentre } from './duty.ts';
import { giveOutWaiting } from './give-out.ts';
import { queuesNow } from './queue-now.ts';

const SWEEP_MS = 1_000;
const BEAT_MS = 5_000;
const BATCH = 200;

/** Everything that is due now. Returns how many things it changed. */
export async function sweepRouting(ctx: Ctx): Promise<number> {
  let changed = 0;
  for (const step of [expire, losePeople, takeBack, overflow, giveWaiting])
    changed += await step(ctx).catch((error: unknown) => {
      ctx.log.error({ err: error }, 'a step of the routing sweep failed; the next sweep tries again');
      return 0;
    });
  return changed;
}

async function expire(ctx: Ctx): Promise<number> {
  const due = await ctx.db
    .selectFrom('offers')
    .select(['id', 'item_id', 'user_id', 'expires_at'])
    .where('ended_at', 'is', null)
    .where('expires_at', '<=', ctx.clock.now())
    .orderBy('expires_at')
    .limit(BATCH)
    .execute();
  return each(ctx, due, (offer) => expireOffer(ctx, offer));
}

/** No sign of life, the account closed, or the role gone. */
async function losePeople(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now();
  const { offline_after_seconds } = await ctx.db
    .selectFrom('routing_settings')
    .select('offline_after_seconds')
    .executeTakeFirstOrThrow();
  const before = new Date(now.getTime() - offline_after_seconds * 1000);
  const { rows } = await sql<{ id: number; works: boolean }>`select p.user_id as id, ${worksAtCentre(now)} as works
    from presence p join users u on u.id = p.user_id
    where p.state <> 'offline' and (p.seen_at < ${before} or not ${worksAtCentre(now)}) order by 1 limit ${BATCH}`.execute(
    ctx.db,
  );
  // Who has lost the right to be there goes at once, however lively he is.
  return each(ctx, rows, ({ id, works }) => loseSight(ctx, id, works ? before : new Date(now.getTime() + 1)));
}

/** Work of people who have been offline for longer than its kind allows. */
async function takeBack(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now();
  const { rows } = await sql<{ id: number; owner: number }>`select i.id, i.owner_id as owner from presence p
      join routing_items i on i.owner_id = p.user_id and i.state = 'owned' join routing_kinds k on k.kind = i.kind
    where p.state = 'offline' and k.keep_seconds is not null and p.since <= ${now}::timestamptz - make_interval(secs => k.keep_seconds)
      and i.owned_at <= ${now}::timestamptz - make_interval(secs => k.keep_seconds)
    order by i.id limit ${BATCH}`.execute(ctx.db);
  return each(ctx, rows, ({ id, owner }) =>
    transact(ctx, async (tx) => {
      const item = await lockItem(tx, id);
      if (item?.state !== 'owned' || item.owner_id !== owner) return false;
      await backToQueue(tx, SYSTEM, item, 'offline');
      await giveOutWaiting(tx);
      return true;
    }),
  );
}

/** Items that have waited too long, or stand too far back, or in a closed queue: to the next one, if it is open. */
async function overflow(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now();
  const queues = await queuesNow(ctx.db, now);
  let moved = 0;
  for (const { row, open } of queues.values()) {
    const target = row.overflow_queue_id === null ? undefined : queues.get(row.overflow_queue_id);
    if (!target?.open) continue;
    const late = row.overflow_after_seconds;
    const { rows } = await sql<{ id: number }>`select id from (
        select id, queued_at, overflowed_from, row_number() over (order by priority + extract(epoch from ${now}::timestamptz - waiting_since) / ageing_seconds desc, id) as place
        from routing_items where state = 'waiting' and queue_id = ${row.id}) i
      where (overflowed_from is null or overflowed_from <> ${target.id})
        and (not ${open} or queued_at <= ${late === null ? null : new Date(now.getTime() - late * 1000)}::timestamptz
          or place > ${row.overflow_length}::int)
      order by id limit ${BATCH}`.execute(ctx.db);
    moved += await each(ctx, rows, ({ id }) =>
      transact(ctx, async (tx) => {
        const item = await lockItem(tx, id);
        if (item?.state !== 'waiting' || item.queue_id !== row.id) return false;
        await toQueue(tx, SYSTEM, item, target.id, 'overflowed');
        await giveOutWaiting(tx);
        return true;
      }),
    );
  }
  return moved;
}

/** The net under everything: what waits while somebody is free. */
async function giveWaiting(ctx: Ctx): Promise<number> {
  return transact(ctx, giveOutWaiting);
}

/** One that fails must not hold the others. */
async function each<T>(ctx: Ctx, found: readonly T[], settle: (one: T) => Promise<boolean>): Promise<number> {
  let done = 0;
  for (const one of found) {
    try {
      if (await settle(one)) done += 1;
    } catch (error) {
      ctx.log.error({ err: error, one }, 'routing could not settle one; trying again at the next sweep');
    }
  }
  return done;
}

const desks = new WeakMap<Ctx, { connected(): Iterable<number> }>();

/** Says where to look for the people whose desks are open in this process. */
export function watchDesks(ctx: Ctx, live: { connected(): Iterable<number> }): void {
  desks.set(ctx, live);
}

/**
 * Starts the clock. A web process gives signs of life for the desks that are connected to it; a worker sweeps. A
 * process that is both gives them first, so that a clock moved ahead for a demonstration takes nobody out.
 */
export function startRouting(ctx: Ctx, { works }: { works: boolean }): SweepClock {
  let beatAt = 0;
  const tick = async () => {
    const now = ctx.clock.now().getTime();
    if (Math.abs(now - beatAt) >= BEAT_MS) {
      beatAt = now;
      await beat(ctx, [...new Set(desks.get(ctx)?.connected() ?? [])]);
    }
    if (works) await sweepRouting(ctx);
  };
  return startSweep(ctx, { everyMs: SWEEP_MS, look: tick, failed: 'the routing clock failed' });
}
