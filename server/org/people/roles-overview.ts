import { sql } from 'kysely';
import type { RolesOverview } from '../../../contract/people-admin.ts';
import { ROLES, type Role } from '../../../contract/session.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import { validRole } from '../acting.ts';
import { directory, validAt } from '../directory.ts';
import { CENTRE_CODE, refOf } from '../lookups.ts';
import { GRANTS, PERMISSIONS } from '../permissions.ts';

interface Held {
  role: Role;
  unit: { code: string; name: string };
  user: { code: string; name: string };
  absentUntil: Date | null;
  since: Date;
}

/** Role × permission, who holds each role where at `now`, and units at work without an officer or a leader. */
export async function rolesOverview(db: Db, now: Date): Promise<RolesOverview> {
  const { rows } = await sql<Held>`
    select r.role, jsonb_build_object('code', t.code, 'name', t.name) as unit,
      jsonb_build_object('code', u.username, 'name', u.display_name) as user, r.valid_from as since,
      (select max(d.ends_at) from delegations d where d.user_id = u.id and d.starts_at <= ${now} and d.ends_at > ${now}) as "absentUntil"
    from user_roles r join users u on u.id = r.user_id join units t on t.id = r.unit_id
    where ${validRole(now)} and u.disabled_at is null
    order by t.name, u.display_name, u.username`.execute(db);
  return {
    grants: PERMISSIONS.map((permission) => ({
      permission,
      roles: ROLES.filter((role) => (GRANTS[permission] as readonly Role[]).includes(role)),
    })),
    holders: rows.map((r) => ({
      ...r,
      since: isoLocal(r.since),
      absentUntil: r.absentUntil && isoLocal(r.absentUntil),
    })),
    vacancies: await vacancies(db, now, rows),
  };
}

/** Real units of today that can be given a case; the centre and the province's leaders work by other roles. */
async function vacancies(db: Db, now: Date, held: readonly Held[]): Promise<RolesOverview['vacancies']> {
  const known = await directory(db);
  const has = new Set(held.map((h) => `${h.role}@${h.unit.code}`));
  const led = new Set(held.filter((h) => h.role === 'province_leader').map((h) => h.unit.code));
  return known.units
    .filter((u) => !u.routingRole && validAt(u, now) && u.code !== CENTRE_CODE && !led.has(u.code))
    .flatMap((u) =>
      (['officer', 'unit_leader'] as const)
        .filter((role) => !has.has(`${role}@${u.code}`))
        .map((role) => ({ unit: refOf(u), role })),
    );
}
