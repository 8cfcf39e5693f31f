/** Gives what waits to who is free: plan by the strategy, write under locks that never wait (`skip locked`). */
import { sql } from 'kysely';
import { SYSTEM } from '../platform/auth/index.ts';
import type { Tx } from '../platform/context.ts';
import { PREPARED } from '../platform/db/index.ts';
import { type OpenOffer, recordOfferMade } from './commands/record.ts';
import { agentsNow, lockAvailable } from './duty.ts';
import { hooksOf, type Item } from './hooks.ts';
import { queuesNow } from './queue-now.ts';
import { type AgentNow, type Given, giveOut, type ItemNow } from './strategy.ts';

/** Items of highest rank that one round looks at. */
const MOST = 5000;

/** People who were locked by somebody else are left out, and the rest is planned anew, so often. */
const ATTEMPTS = 4;

/**
 * One round, inside the caller's transaction: whatever has just changed (a new item, a free person) is answered in the
 * same commit. It plans on what it sees, locks only the people it has chosen, and plans again with what these hold under
 * lock. Whom another process is dealing with is skipped; the sweep comes after. Returns the offers made.
 */
export async function giveOutWaiting(tx: Tx): Promise<number> {
  const waits = await sql`${PREPARED} select 1 from routing_items where state = 'waiting' limit 1`.execute(tx.db);
  if (waits.rows.length === 0) return 0;
  const now = tx.now.getTime();
  const queues = await queuesNow(tx.db, tx.now);
  let agents = await agentsNow(tx.db, tx.now, null);
  const served = new Set(agents.flatMap((agent) => (agent.state === 'available' ? [...agent.queues] : [])));
  if (served.size === 0) return 0;
  let items = await waitingItems(
    tx,
    [...served].filter((id) => queues.get(id)?.open),
  );
  let made = 0;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const chosen = new Set(giveOut(now, items, agents, queues).map(({ agentId }) => agentId));
    if (chosen.size === 0) return made;
    const locked = await lockAvailable(tx.db, [...chosen]);
    if (locked.length > 0) {
      const sure = new Map((await agentsNow(tx.db, tx.now, locked)).map((agent) => [agent.id, agent]));
      const fresh = agents.map((agent) => sure.get(agent.id) ?? asBusy(agent));
      const offered = new Set(await makeOffers(tx, giveOut(now, items, fresh, queues)));
      made += offered.size;
      items = items.filter((item) => !offered.has(item.id));
    }
    if (locked.length === chosen.size) return made;
    // The chosen have had their turn, or are being dealt with elsewhere: what is left goes to the others.
    agents = agents.map((agent) => (chosen.has(agent.id) ? asBusy(agent) : agent));
  }
  return made;
}

/** On duty and waited for by who knows him, but not to be given anything here. */
const asBusy = (agent: AgentNow): AgentNow => ({ ...agent, state: 'busy' });

interface WaitingRow extends Omit<ItemNow, 'waitingSince' | 'queuedAt' | 'tried' | 'ageingMs'> {
  waitingSince: Date;
  queuedAt: Date;
  ageing: number;
  tried: { user: number; at: string }[] | null;
}

async function waitingItems(tx: Tx, queueIds: readonly number[]): Promise<ItemNow[]> {
  if (queueIds.length === 0) return [];
  const { rows } =
    await sql<WaitingRow>`${PREPARED} select i.id, i.kind, i.queue_id as "queueId", i.weight, i.exclusive, i.yields, i.priority, i.ageing_seconds as ageing,
      i.waiting_since as "waitingSince", i.queued_at as "queuedAt", i.skills, i.prefer_agent_id as "preferAgentId", i.except_unit_id as "exceptUnitId",
      (select jsonb_agg(jsonb_build_object('user', o.user_id, 'at', o.ended_at)) from offers o
        where o.item_id = i.id and o.outcome in ('rejected', 'timed_out', 'given_back') and o.ended_at > ${new Date(tx.now.getTime() - 3_600_000)}) as tried
    from routing_items i where i.state = 'waiting' and i.queue_id = any(${queueIds}::bigint[])
    order by i.priority + extract(epoch from ${tx.now}::timestamptz - i.waiting_since) / i.ageing_seconds desc, i.id limit ${MOST}`.execute(
      tx.db,
    );
  return rows.map(({ ageing, waitingSince, queuedAt, tried, ...row }) => ({
    ...row,
    ageingMs: ageing * 1000,
    waitingSince: waitingSince.getTime(),
    queuedAt: queuedAt.getTime(),
    tried: new Map((tried ?? []).map(({ user, at }) => [user, new Date(at).getTime()])),
  }));
}

/** Items that somebody else has locked or taken meanwhile are left to him. Returns the items that were offered. */
async function makeOffers(tx: Tx, given: readonly Given[]): Promise<number[]> {
  const agentOf = new Map(given.map(({ itemId, agentId }) => [itemId, agentId]));
  const ids = [...agentOf.keys()];
  const { rows: items } = await sql<Item & { offer_for: number }>`${PREPARED}
    update routing_items i set state = 'offered' from queues q, routing_kinds k
    where i.id in (select w.id from routing_items w where w.id = any(${ids}::bigint[]) and w.state = 'waiting' for update skip locked)
      and q.id = i.queue_id and k.kind = i.kind
    returning i.*, coalesce(q.offer_seconds, k.offer_seconds) as offer_for`.execute(tx.db);
  if (items.length === 0) return [];
  const offers = await tx.db
    .insertInto('offers')
    .values(
      items.map((item) => ({
        item_id: item.id,
        user_id: agentOf.get(item.id) as number,
        made_at: tx.now,
        expires_at: new Date(tx.now.getTime() + item.offer_for * 1000),
      })),
    )
    .returning(['id', 'item_id', 'user_id', 'expires_at'])
    .execute();
  await tx.db
    .updateTable('presence')
    .set({ last_offer_at: tx.now })
    .where('user_id', 'in', [...new Set(offers.map((offer) => offer.user_id))])
    .execute();
  const byId = new Map(items.map(({ offer_for, ...item }) => [item.id, item]));
  for (const offer of offers) await tell(tx, byId.get(offer.item_id) as Item, offer);
  return offers.map((offer) => offer.item_id);
}

async function tell(tx: Tx, item: Item, offer: OpenOffer): Promise<void> {
  recordOfferMade(tx, SYSTEM, item, offer);
  const made = { id: offer.id, agentId: offer.user_id, expiresAt: offer.expires_at };
  for (const hooks of hooksOf(item.kind)) await hooks.offered?.(tx, item, made);
}
