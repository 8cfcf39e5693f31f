/** Who is on duty and what he holds: database → values for the strategy. */
import { sql } from 'kysely';
import { type Db, type Tx as DbTx, PREPARED } from '../platform/db/index.ts';
import { hooksOf, ITEM_KINDS } from './hooks.ts';
import type { AgentNow, Work } from './strategy.ts';

/** Capacity of somebody without a row of his own: one whole person. */
export const WHOLE = 60;

/** May be given work: the account is active and works at the switchboard. Aliases `u` and `${now}`. */
export const worksAtCentre = (now: Date) => sql<boolean>`u.disabled_at is null and exists (
  select from user_roles r where r.user_id = u.id and r.role in ('agent', 'supervisor')
    and r.valid_from <= ${now} and (r.valid_to is null or r.valid_to > ${now}))`;

interface DutyRow {
  id: number;
  state: 'available' | 'busy';
  capacity: number;
  since: Date;
  last_offer_at: Date | null;
  last_end: Date | null;
  skills: string[];
  queues: number[];
  units: number[];
  holding: Work[];
}

/**
 * Locks those of these people who are available and not being dealt with elsewhere. Whatever raises a person's load
 * (offer, claim, assignment) holds this lock, so what is read afterwards stays true until the commit.
 */
export async function lockAvailable(db: DbTx, ids: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{
    id: number;
  }>`select user_id as id from presence where user_id = any(${ids}::bigint[]) and state = 'available'
    order by user_id for update skip locked`.execute(db);
  return rows.map((row) => row.id);
}

/** Waits for the lock of one person; see `lockAvailable`. Null when he has never been on duty. */
export async function lockPresence(db: DbTx, userId: number) {
  return db.selectFrom('presence').selectAll().where('user_id', '=', userId).forUpdate().executeTakeFirst();
}

/**
 * The people with these ids as the strategy sees them, or everybody on duty. Must be a statement of its own after the
 * lock: one snapshot would show loads from before the wait.
 */
export async function agentsNow(db: Db, now: Date, ids: readonly number[] | null): Promise<AgentNow[]> {
  const { rows } =
    await sql<DutyRow>`${PREPARED} select p.user_id as id, p.state, coalesce(a.capacity, ${WHOLE}) as capacity, p.since, p.last_offer_at,
      (select max(i.finished_at) from routing_items i where i.owner_id = p.user_id) as last_end,
      array(select s.skill from agent_skills s where s.user_id = p.user_id) as skills,
      array(select m.queue_id from queue_members m where m.user_id = p.user_id
        union select q.id from queues q where q.everybody) as queues,
      array(select r.unit_id from user_roles r where r.user_id = p.user_id and r.valid_from <= ${now} and (r.valid_to is null or r.valid_to > ${now})) as units,
      coalesce((select jsonb_agg(jsonb_build_object('weight', h.weight, 'exclusive', h.exclusive, 'yields', h.yields)) from (
        select i.weight, i.exclusive, i.yields from routing_items i where i.owner_id = p.user_id and i.state = 'owned'
        union all
        select i.weight, i.exclusive, i.yields from offers o join routing_items i on i.id = o.item_id
          where o.user_id = p.user_id and o.ended_at is null) h), '[]') as holding
    from presence p join users u on u.id = p.user_id left join routing_agents a on a.user_id = p.user_id
    where ${ids === null ? sql`p.state in ('available', 'busy')` : sql`p.user_id = any(${ids}::bigint[])`} and ${worksAtCentre(now)}`.execute(
      db,
    );
  const unable = await unableNow(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    capacity: row.capacity,
    holding: row.holding,
    skills: new Set(row.skills),
    queues: new Set(row.queues),
    units: new Set(row.units),
    unable: new Set([...unable].filter(([, people]) => people.has(row.id)).map(([kind]) => kind)),
    idleSince: Math.max(row.since.getTime(), row.last_end?.getTime() ?? 0, row.last_offer_at?.getTime() ?? 0),
    lastOfferAt: row.last_offer_at?.getTime() ?? 0,
  }));
}

/** Per kind of work the people who cannot do it now, as the domains say that know (a telephone that is not there). */
async function unableNow(db: Db, ids: readonly number[]): Promise<Map<string, ReadonlySet<number>>> {
  const found = new Map<string, ReadonlySet<number>>();
  if (ids.length === 0) return found;
  for (const kind of ITEM_KINDS)
    for (const hooks of hooksOf(kind))
      if (hooks.unable) found.set(kind, new Set([...(found.get(kind) ?? []), ...(await hooks.unable(db, ids))]));
  return found;
}
