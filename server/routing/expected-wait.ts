/** How long somebody who comes now will probably wait, and what a queue says at its door. */
import { sql } from 'kysely';
import type { Db } from '../platform/db/index.ts';
import { agentsNow } from './duty.ts';
import type { ItemKind } from './hooks.ts';
import { type QueueRow, queuesNow } from './queue-now.ts';
import { type AgentNow, fits } from './strategy.ts';

/** How far one looks back for how long work takes. */
const LOOK_BACK_MS = 4 * 3_600_000;
/** Seconds of work when nothing is known yet. */
const USUAL_WORK = 240;

export interface QueueWait {
  row: QueueRow;
  open: boolean;
  counts: { waiting: number; offered: number; owned: number; oldestSince: Date | null };
  /** What is waiting or offered of the kind that was asked for. */
  before: number;
  /** People available for it now. */
  available: number;
  /** Null when nobody is on duty for it. */
  expectedSeconds: number | null;
}

/**
 * Every queue with its length and the wait to expect: those in front of one, divided by the hands there are, times how
 * long work has taken in the last hours. An estimate for announcements, not a promise.
 * @param kind for somebody who comes with this kind of work: only what is of this kind stands before him, and only who
 * can take it now counts as a hand (a call: whose telephone is registered)
 */
export async function waits(db: Db, now: Date, kind: ItemKind | null = null): Promise<QueueWait[]> {
  const queues = await queuesNow(db, now);
  const agents = await agentsNow(db, now, null);
  const { rows } = await sql<{
    queue_id: number;
    waiting: number;
    offered: number;
    owned: number;
    oldest: Date | null;
    before: number;
    weight: number;
    work: number | null;
  }>`select q.id as queue_id, o.waiting, o.offered, o.owned, o.oldest, o.before, coalesce(o.weight, 20)::int as weight, w.work
    from queues q
    left join lateral (select (count(*) filter (where i.state = 'waiting'))::int as waiting, (count(*) filter (where i.state = 'offered'))::int as offered,
        (count(*) filter (where i.state = 'owned'))::int as owned, min(i.waiting_since) filter (where i.state in ('waiting', 'offered')) as oldest,
        (count(*) filter (where i.state in ('waiting', 'offered') and (${kind}::text is null or i.kind = ${kind})))::int as before,
        avg(i.weight) filter (where i.state in ('waiting', 'offered') and (${kind}::text is null or i.kind = ${kind})) as weight
      from routing_items i where i.queue_id = q.id and i.state <> 'finished') o on true
    left join lateral (select avg(extract(epoch from d.finished_at - d.owned_at))::float8 as work from (
      select f.finished_at, f.owned_at from routing_items f where f.state = 'finished' and f.queue_id = q.id and f.owned_at is not null
        and (${kind}::text is null or f.kind = ${kind}) and f.finished_at > ${new Date(now.getTime() - LOOK_BACK_MS)} order by f.finished_at desc limit 200) d) w on true`.execute(
    db,
  );
  const byId = new Map(rows.map((row) => [row.queue_id, row]));
  return [...queues.values()].map(({ row, open }) => {
    const found = byId.get(row.id);
    const counts = {
      waiting: found?.waiting ?? 0,
      offered: found?.offered ?? 0,
      owned: found?.owned ?? 0,
      oldestSince: found?.oldest ?? null,
    };
    const able = (agent: AgentNow) => kind === null || !agent.unable?.has(kind);
    const serving = agents.filter((one) => one.state === 'available' && one.queues.has(row.id) && able(one));
    const weight = found?.weight ?? 20;
    const hands = serving.reduce((sum, agent) => sum + Math.floor(agent.capacity / weight), 0);
    const one = { weight, exclusive: weight === 60, yields: false };
    const free = serving.filter((agent) => fits(agent.holding, agent.capacity, one)).length;
    const ahead = found?.before ?? 0;
    const work = found?.work ?? USUAL_WORK;
    const seconds = ahead < free ? 0 : Math.ceil(((ahead - free + 1) / Math.max(1, hands)) * work);
    return {
      row,
      open,
      counts,
      before: ahead,
      available: serving.length,
      expectedSeconds: serving.length === 0 ? null : seconds,
    };
  });
}

/**
 * For chat, telephone and portal: the wait of one queue (by code; without it the default queue) for one kind of work.
 * @returns null for an unknown queue; `answer` is what the queue says when it is full or closed
 */
export async function expectedWait(
  db: Db,
  now: Date,
  queue?: string,
  kind: ItemKind | null = null,
): Promise<{
  seconds: number | null;
  waiting: number;
  before: number;
  available: number;
  open: boolean;
  full: boolean;
  answer: string | null;
} | null> {
  const found = (await waits(db, now, kind)).find(({ row }) =>
    queue === undefined ? row.is_default : row.code === queue,
  );
  if (!found) return null;
  const { row, open, counts, before, available, expectedSeconds } = found;
  const waiting = counts.waiting + counts.offered;
  const full = row.max_length !== null && waiting >= row.max_length;
  const answer = !open ? row.closed_answer : full ? row.full_answer : null;
  return { seconds: expectedSeconds, waiting, before, available, open, full, answer };
}

/** How many items of the same kind in the same queue come before this one; 0 = next, null when it does not wait. */
export async function positionOf(db: Db, now: Date, itemId: number): Promise<number | null> {
  const { rows } = await sql<{
    ahead: number;
  }>`select (select count(*)::int from routing_items o where o.queue_id = i.queue_id and o.kind = i.kind and o.state = 'waiting'
      and o.priority + extract(epoch from ${now}::timestamptz - o.waiting_since) / o.ageing_seconds
        > i.priority + extract(epoch from ${now}::timestamptz - i.waiting_since) / i.ageing_seconds) as ahead
    from routing_items i where i.id = ${itemId} and i.state in ('waiting', 'offered')`.execute(db);
  return rows[0]?.ahead ?? null;
}
