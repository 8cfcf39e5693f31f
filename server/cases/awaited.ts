/** What other people cannot go on without: opinions, reports and decisions about more time that a person owes them. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../platform/auth/index.ts';
import { staffed } from './unattended.ts';

/** More time was asked for that the unit's leader may not give, or the unit has none. */
export const beyondRight = (now: Date): RawBuilder<SqlBool> =>
  sql`(c.turn = 'officer' and c.status = 'processing' and c.id in (select x.case_id from extension_requests x
    where x.state = 'requested' and (x.beyond or c.lead_unit_id not in (${staffed('unit_leader', now)}))))`;

/** Open cases in which somebody waits for this person, or for a unit in which he works, besides the case's own turn. */
export function awaited(actor: Actor, now: Date): RawBuilder<SqlBool> {
  const inRole = (role: string) => actor.roles.filter((r) => r.role === role).map((r) => r.unitId);
  const [officer, leader] = [inRole('officer'), inRole('unit_leader')];
  const units = [...new Set([...officer, ...leader])];
  const ways: RawBuilder<SqlBool>[] = [];
  if (units.length > 0) {
    ways.push(
      sql`c.id in (select o.case_id from assignments o where o.role = 'co' and o.question is not null
        and o.opinion is null and o.ended_at is null and o.unit_id = any(${units}::bigint[]))`,
      sql`c.id in (select d.case_id from directives d where d.closed_at is null and d.unit_id = any(${units}::bigint[]))`,
    );
  }
  if (leader.length > 0)
    ways.push(
      sql`(c.turn = 'officer' and c.lead_unit_id = any(${leader}::bigint[]) and c.id in
        (select x.case_id from extension_requests x where x.state = 'requested' and not x.beyond))`,
    );
  if (inRole('province_leader').length > 0 || inRole('supervisor').length > 0) ways.push(beyondRight(now));
  return ways.length === 0 ? sql`false` : sql`(c.closed_at is null and (${sql.join(ways, sql` or `)}))`;
}
