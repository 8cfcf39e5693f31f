/** What a supervisor sees: every queue, everybody who works at the switchboard, every open item. */
import { sql } from 'kysely';
import type { RoutingBoard, RoutingItemView } from '../../contract/routing.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { type RowSource, rowsByKey } from '../platform/exports/index.ts';
import { WHOLE, worksAtCentre } from './duty.ts';
import { waits } from './expected-wait.ts';
import type { Item } from './hooks.ts';
import { presentItems } from './present.ts';
import { rankSql, reasons, seenBy } from './queries.ts';
import { loadOf, type Work } from './strategy.ts';

const ITEMS_SHOWN = 500;

interface AgentRow {
  username: string;
  display_name: string;
  state: RoutingBoard['agents'][number]['state'] | null;
  reason: string | null;
  since: Date | null;
  capacity: number;
  skills: string[];
  holding: Work[];
  items: number;
  offers: number;
}

export async function boardAgents(db: Db, now: Date, username: string | null = null): Promise<RoutingBoard['agents']> {
  const { rows } =
    await sql<AgentRow>`select u.username, u.display_name, p.state, p.reason, p.since, coalesce(a.capacity, ${WHOLE}) as capacity,
      array(select s.skill from agent_skills s where s.user_id = u.id order by 1) as skills,
      coalesce(h.holding, '[]') as holding, coalesce(h.items, 0)::int as items, coalesce(h.offers, 0)::int as offers
    from users u left join presence p on p.user_id = u.id left join routing_agents a on a.user_id = u.id
    left join lateral (select jsonb_agg(jsonb_build_object('weight', w.weight, 'exclusive', w.exclusive, 'yields', w.yields)) as holding,
        count(*) filter (where w.owned) as items, count(*) filter (where not w.owned) as offers from (
      select i.weight, i.exclusive, i.yields, true as owned from routing_items i where i.owner_id = u.id and i.state = 'owned'
      union all select i.weight, i.exclusive, i.yields, false from offers o join routing_items i on i.id = o.item_id
        where o.user_id = u.id and o.ended_at is null) w) h on true
    where ${worksAtCentre(now)} and (${username}::text is null or u.username = ${username})
    order by array_position(array['available', 'busy', 'reassigning', 'away', 'offline'], coalesce(p.state, 'offline')), u.display_name`.execute(
      db,
    );
  return rows.map((row) => ({
    username: row.username,
    displayName: row.display_name,
    state: row.state ?? 'offline',
    reason: row.reason,
    since: row.since ? isoLocal(row.since) : null,
    load: loadOf(row.holding, row.capacity),
    capacity: row.capacity,
    items: row.items,
    offers: row.offers,
    skills: row.skills,
  }));
}

const WAITS = {
  offer: sql<boolean>`i.state = 'offered'`,
  call: sql<boolean>`(i.kind = 'call' and i.state = 'waiting')`,
};

/** All offers that run, or all calls that wait, by rank, as far as this reader may know of them. */
export async function waitingItems(
  db: Db,
  actor: Actor,
  which: keyof typeof WAITS,
  now: Date,
): Promise<RowSource<RoutingItemView>> {
  const { rows } = await sql<Item>`select i.* from routing_items i
    where ${WAITS[which]} and ${seenBy(actor)} order by ${rankSql(now)} desc, i.id`.execute(db);
  return rowsByKey(rows, (some) => presentItems(db, some));
}

export async function board(db: Db, actor: Actor, now: Date): Promise<RoutingBoard> {
  const { rows: items } = await sql<
    Item & { total: number; offers: number; calls: number }
  >`select i.*, (count(*) over ())::int as total, (count(*) filter (where ${WAITS.offer}) over ())::int as offers,
      (count(*) filter (where ${WAITS.call}) over ())::int as calls from routing_items i
    where i.state <> 'finished' and ${seenBy(actor)} order by ${rankSql(now)} desc, i.id limit ${ITEMS_SHOWN}`.execute(
    db,
  );
  const expected = await waits(db, now);
  return {
    queues: expected.map(({ row, open, counts, expectedSeconds, available }) => ({
      code: row.code,
      name: row.name,
      enabled: row.enabled,
      open,
      ...counts,
      oldestSince: counts.oldestSince ? isoLocal(counts.oldestSince) : null,
      expectedSeconds,
      maxLength: row.max_length,
      available,
    })),
    agents: await boardAgents(db, now),
    items: await presentItems(db, items),
    itemsTotal: items[0]?.total ?? 0,
    totals: { offers: items[0]?.offers ?? 0, calls: items[0]?.calls ?? 0 },
    reasons: await reasons(db),
  };
}
