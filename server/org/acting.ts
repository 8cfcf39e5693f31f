import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../platform/db/index.ts';

/** Longest chain of deputies that is followed; a longer one is refused when it is made. */
export const LONGEST_CHAIN = 8;

/** A delegation runs at `now`: the period is open and both people have active accounts. Alias `d`. */
const runs = (now: Date): RawBuilder<boolean> => sql`d.starts_at <= ${now} and d.ends_at > ${now}
  and exists (select from users g where g.id = d.user_id and g.disabled_at is null)
  and exists (select from users g where g.id = d.deputy_id and g.disabled_at is null)`;

/**
 * A common table expression `acting (absent_id, deputy_id, until, chain)`: for whom `deputyId` acts at `now`, through
 * chains of deputies. Somebody who is absent himself acts for nobody: what he stands in for passes on to his own
 * deputy. A person is absent at most once at a time, so the way back along the chain is unique; a cycle ends it.
 * `deputyId` null = of everybody.
 */
export function actingFor(deputyId: RawBuilder<unknown> | null, now: Date): RawBuilder<unknown> {
  return sql`recursive running as not materialized (
      select d.user_id, d.deputy_id, d.ends_at from delegations d where ${runs(now)}
    ), acting (absent_id, deputy_id, until, chain) as (
      select r.user_id, r.deputy_id, r.ends_at, array[r.deputy_id, r.user_id]
      from running r
      where not exists (select from running own where own.user_id = r.deputy_id)
        ${deputyId === null ? sql`` : sql`and r.deputy_id = (${deputyId})`}
      union all
      select r.user_id, a.deputy_id, least(a.until, r.ends_at), a.chain || r.user_id
      from acting a join running r on r.deputy_id = a.absent_id
      where r.user_id <> all (a.chain) and cardinality(a.chain) <= ${LONGEST_CHAIN}
    )`;
}

/**
 * A role that is valid at `now` and passes to the deputy of its absent holder: signing posts only. An officer's absence
 * is shown but passes on no right. Alias `r`.
 */
export const passes = (now: Date): RawBuilder<boolean> =>
  sql`r.role in ('unit_leader', 'province_leader') and r.valid_from <= ${now} and (r.valid_to is null or r.valid_to > ${now})`;

/** Somebody who may sign in a post. */
export interface Signer {
  userId: number;
  username: string;
  displayName: string;
  /** Set for a deputy: in whose place. Both names stand on what is signed. */
  inPlaceOf: { userId: number; displayName: string } | null;
  /** The person has a deputy now. Signing is still allowed, but nobody should be kept waiting for it. */
  absent: boolean;
}

async function holdersOf(db: Db | Tx, role: string, unitId: number | null, at: Date): Promise<Signer[]> {
  const held = sql`select distinct r.user_id from user_roles r join users u on u.id = r.user_id and u.disabled_at is null
    where r.role = ${role} and (${unitId}::bigint is null or r.unit_id = ${unitId}) and r.valid_from <= ${at}
      and (r.valid_to is null or r.valid_to > ${at})`;
  const found = await sql<Signer>`
    with ${actingFor(null, at)}, holders as (${held})
    select u.id as "userId", u.username, u.display_name as "displayName", null as "inPlaceOf",
      exists (select from running n where n.user_id = u.id) as absent, 0 as rank
    from holders h join users u on u.id = h.user_id
    union all
    select u.id, u.username, u.display_name, jsonb_build_object('userId', o.id, 'displayName', o.display_name), false, 1
    from acting a join holders h on h.user_id = a.absent_id
      join users u on u.id = a.deputy_id join users o on o.id = a.absent_id
    where a.deputy_id not in (select user_id from holders)
    order by rank, "userId"`.execute(db);
  return found.rows.map(({ userId, username, displayName, inPlaceOf, absent }) => ({
    userId,
    username,
    displayName,
    inPlaceOf,
    absent,
  }));
}

/** People who may sign as leader of a unit at `at`: its leaders, then deputies of the absent ones. Empty = vacant. */
export function leadersOf(db: Db | Tx, unitId: number, at: Date): Promise<Signer[]> {
  return holdersOf(db, 'unit_leader', unitId, at);
}

/** Is there anybody who can be expected to sign in this unit now: a leader who is here, or a deputy? */
export async function leaderPostFilled(db: Db | Tx, unitId: number, at: Date): Promise<boolean> {
  return (await leadersOf(db, unitId, at)).some((leader) => !leader.absent);
}

/** People who may act at level 4 at `at`, deputies included. */
export function provinceLeaders(db: Db | Tx, at: Date): Promise<Signer[]> {
  return holdersOf(db, 'province_leader', null, at);
}

/** For whom a person stands in now, and until when: what the desk shows under the name. */
export async function standingInFor(db: Db | Tx, userId: number, now: Date) {
  const found = await sql<{ username: string; displayName: string; unitCode: string; unitName: string; until: Date }>`
    with ${actingFor(sql`select ${userId}::bigint`, now)}
    select o.username, o.display_name as "displayName", t.code as "unitCode", t.name as "unitName", a.until
    from acting a join user_roles r on r.user_id = a.absent_id join users o on o.id = a.absent_id join units t on t.id = r.unit_id
    where ${passes(now)} order by t.code, o.username`.execute(db);
  return found.rows;
}
