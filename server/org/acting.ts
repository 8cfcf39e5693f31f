import { type RawBuilder, sql } from 'kysely';
import { type Db, PREPARED, type Tx } from '../platform/db/index.ts';

/** Longest chain of deputies that is followed; a longer one is refused when it is made. */
export const LONGEST_CHAIN = 8;

/** A delegation runs at `now`: the period is open and both people have active accounts. Alias `d`. */
const runs = (now: Date): RawBuilder<boolean> => sql`d.starts_at <= ${now} and d.ends_at > ${now}
  and exists (select from users g where g.id = d.user_id and g.disabled_at is null)
  and exists (select from users g where g.id = d.deputy_id and g.disabled_at is null)`;

/**
 * A common table expression `acting (absent_id, deputy_id, until, chain)`: who acts for whom at `now`, through chains
 * of deputies. Somebody who is absent himself acts for nobody: what he stands in for passes on to his own deputy. A
 * person is absent at most once at a time, so the way back along the chain is unique; a circle ends it.
 * @param deputyId of one deputy only; null = of everybody
 */
function acting(deputyId: number | null, now: Date): RawBuilder<unknown> {
  return sql`recursive running as not materialized (
      select d.user_id, d.deputy_id, d.ends_at from delegations d where ${runs(now)}
    ), acting (absent_id, deputy_id, until, chain) as (
      select r.user_id, r.deputy_id, r.ends_at, array[r.deputy_id, r.user_id]
      from running r
      where not exists (select from running own where own.user_id = r.deputy_id)
        ${deputyId === null ? sql`` : sql`and r.deputy_id = ${deputyId}`}
      union all
      select r.user_id, a.deputy_id, least(a.until, r.ends_at), a.chain || r.user_id
      from acting a join running r on r.deputy_id = a.absent_id
      where r.user_id <> all (a.chain) and cardinality(a.chain) <= ${LONGEST_CHAIN}
    )`;
}

/** A role is valid at `now`. Alias `r`. */
export const validRole = (now: Date): RawBuilder<boolean> =>
  sql`r.valid_from <= ${now} and (r.valid_to is null or r.valid_to > ${now})`;

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
  const held = await sql<Signer>`${PREPARED}
    select u.id as "userId", u.username, u.display_name as "displayName", null as "inPlaceOf",
      exists (select from delegations d where d.user_id = u.id and ${runs(at)}) as absent
    from users u where u.disabled_at is null and exists (
      select from user_roles r where r.user_id = u.id and r.role = ${role}
        and (${unitId}::bigint is null or r.unit_id = ${unitId}::bigint) and ${validRole(at)})
    order by u.id`.execute(db);
  const absent = held.rows.filter((h) => h.absent).map((h) => h.userId);
  // Planning the walk along the chain costs more than everything else, and most of the time nobody is away.
  if (absent.length === 0) return held.rows;
  const deputies = await sql<Signer>`
    with ${acting(null, at)}
    select u.id as "userId", u.username, u.display_name as "displayName", false as absent,
      jsonb_build_object('userId', o.id, 'displayName', o.display_name) as "inPlaceOf"
    from acting a join users u on u.id = a.deputy_id join users o on o.id = a.absent_id
    where a.absent_id = any(${absent}::bigint[]) and a.deputy_id <> all(${held.rows.map((h) => h.userId)}::bigint[])
    order by u.id, o.id`.execute(db);
  return [...held.rows, ...deputies.rows];
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

/** A signing post held for somebody absent, and until when. */
export interface StandIn {
  role: string;
  unitId: number;
  unitCode: string;
  unitName: string;
  absent: { userId: number; username: string; displayName: string };
  until: Date;
}

/**
 * The posts that a person holds for others now. Only signing posts pass on; an officer's absence is shown but gives
 * nobody a right.
 */
export async function standInsOf(db: Db | Tx, userId: number, now: Date): Promise<StandIn[]> {
  const found = await sql<StandIn>`
    with ${acting(userId, now)}
    select r.role, t.id as "unitId", t.code as "unitCode", t.name as "unitName", a.until,
      jsonb_build_object('userId', o.id, 'username', o.username, 'displayName', o.display_name) as absent
    from acting a join user_roles r on r.user_id = a.absent_id join users o on o.id = a.absent_id join units t on t.id = r.unit_id
    where r.role in ('unit_leader', 'province_leader') and ${validRole(now)} order by t.code, o.username`.execute(db);
  return found.rows;
}
