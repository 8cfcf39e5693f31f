/** What one person sees: where he is, what he is asked, what he has, what waits for him. */
import { sql } from 'kysely';
import type { MyPresence, PresenceState } from '../../contract/routing.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { agentsNow, WHOLE } from './duty.ts';
import type { Item } from './hooks.ts';
import { presentItems, presentOffer, presentReason } from './present.ts';
import { loadOf } from './strategy.ts';

const WAITING_SHOWN = 50;

/** Not about a unit in which this person holds a role. Alias `i`. */
export const seenBy = (actor: Actor) =>
  sql<boolean>`(i.except_unit_id is null or i.except_unit_id <> all (${actor.roles.map((r) => r.unitId)}::bigint[]))`;

/** Rank as the strategy has it. Alias `i`. */
export const rankSql = (now: Date) =>
  sql<number>`i.priority + extract(epoch from ${now}::timestamptz - i.waiting_since) / i.ageing_seconds`;

export async function reasons(db: Db) {
  const rows = await db.selectFrom('presence_reasons').selectAll().orderBy('sort').orderBy('code').execute();
  return rows.map(presentReason);
}

export async function presenceOf(db: Db, userId: number, now: Date): Promise<MyPresence> {
  const row = await db.selectFrom('presence').selectAll().where('user_id', '=', userId).executeTakeFirst();
  const [agent] = row ? await agentsNow(db, now, [userId]) : [];
  const capacity = agent?.capacity ?? (await capacityOf(db, userId));
  return {
    state: (row?.state ?? 'offline') as PresenceState,
    reason: row?.reason ?? null,
    since: isoLocal(row?.since ?? now),
    load: agent ? loadOf(agent.holding, capacity) : 0,
    capacity,
    reasons: await reasons(db),
  };
}

async function capacityOf(db: Db, userId: number): Promise<number> {
  const row = await db.selectFrom('routing_agents').select('capacity').where('user_id', '=', userId).executeTakeFirst();
  return row?.capacity ?? WHOLE;
}

/** Everything for the offer card, "my items" and the list of what waits in one's queues. */
export async function myQueue(db: Db, actor: Actor, now: Date) {
  const userId = actor.userId ?? 0;
  const offers = await db
    .selectFrom('offers')
    .select(['id', 'item_id', 'made_at', 'expires_at'])
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  const offered = await itemsByIds(
    db,
    offers.map((offer) => offer.item_id),
  );
  const mine = await db
    .selectFrom('routing_items')
    .selectAll()
    .where('owner_id', '=', userId)
    .where('state', '=', 'owned')
    .orderBy('owned_at')
    .execute();
  const { rows: waiting } = await sql<
    Item & { total: number }
  >`select i.*, (count(*) over ())::int as total from routing_items i
    where i.state = 'waiting' and ${seenBy(actor)} and i.queue_id in (
      select q.id from queues q where q.everybody union select m.queue_id from queue_members m where m.user_id = ${userId})
    order by ${rankSql(now)} desc, i.id limit ${WAITING_SHOWN}`.execute(db);
  const shown = await presentItems(db, [...offered, ...mine, ...waiting]);
  const byId = new Map(shown.map((item) => [Number(item.id), item]));
  const views = (items: readonly Item[]) => items.flatMap((item) => byId.get(item.id) ?? []);
  const presence = await db.selectFrom('presence').select('state').where('user_id', '=', userId).executeTakeFirst();
  return {
    state: (presence?.state ?? 'offline') as PresenceState,
    offers: offers.flatMap((offer) => {
      const item = byId.get(offer.item_id);
      return item ? [presentOffer(offer, item, now)] : [];
    }),
    mine: views(mine),
    waiting: views(waiting),
    waitingTotal: waiting[0]?.total ?? 0,
  };
}

async function itemsByIds(db: Db, ids: readonly number[]): Promise<Item[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('routing_items')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}
