/**
 * Cases that wait for a post which nobody holds: no officer in the unit, no leader, no province leader. A post whose
 * holder is away is held by the deputy, so an enabled account with the role is the whole test. The supervisor sees them
 * in a list of their own and may take them back or up.
 */
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Cases, Db } from '../platform/db/index.ts';

/** Units in which somebody holds the role at `now`: a query for `unit_id`. */
export function staffed(role: string, now: Date): RawBuilder<unknown> {
  return sql`select r.unit_id from user_roles r join users u on u.id = r.user_id and u.disabled_at is null
    where r.role = ${role} and r.valid_from <= ${now} and (r.valid_to is null or r.valid_to > ${now})`;
}

/** Over a row of `cases` under the alias `c`: it is the turn of a post that nobody holds. */
export function unattendedCondition(now: Date): RawBuilder<SqlBool> {
  return sql<SqlBool>`(
    (c.turn = 'officer' and c.lead_unit_id not in (${staffed('officer', now)}))
    or (c.turn = 'unit_leader' and c.lead_unit_id not in (${staffed('unit_leader', now)}))
    or (c.turn = 'province_leader' and not exists (${staffed('province_leader', now)})))`;
}

/**
 * The officer to whom the case was given has left the unit or is away: it stands in the inbox of his colleagues again. An
 * officer's absence gives nobody a right that he did not have, it only shows the work.
 */
export function orphaned(now: Date): RawBuilder<SqlBool> {
  return sql<SqlBool>`(not exists (select 1 from user_roles r join users u on u.id = r.user_id and u.disabled_at is null
      where r.user_id = c.assignee_id and r.role = 'officer' and r.unit_id = c.lead_unit_id
        and r.valid_from <= ${now} and (r.valid_to is null or r.valid_to > ${now}))
    or exists (select 1 from delegations d where d.user_id = c.assignee_id and d.starts_at <= ${now} and d.ends_at > ${now}))`;
}

/** Whether it is the turn of a post that nobody holds, for one case. */
export async function isUnattended(db: Db, row: Pick<Selectable<Cases>, 'id'>, now: Date): Promise<boolean> {
  const found = await sql`select 1 from cases c where c.id = ${row.id} and ${unattendedCondition(now)}`.execute(db);
  return found.rows.length > 0;
}
