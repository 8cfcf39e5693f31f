import type { PermissionName } from '../../contract/permissions.ts';
import type { Role, SessionView } from '../../contract/session.ts';

/** Permissions that decide what the navigation offers; the server decides again on each request. */
export type Permission = PermissionName;

/** True when the person has this permission. */
export function can(session: SessionView, permission: Permission): boolean {
  return session.permissions.includes(permission);
}

/** True when the person holds one of these roles anywhere. */
export function holds(session: SessionView, ...roles: Role[]): boolean {
  return session.roles.some((r) => roles.includes(r.role));
}

/** Signs at level 3 or 4, by post or as deputy: gets the signing page. */
export function signs(session: SessionView): boolean {
  return holds(session, 'unit_leader', 'province_leader') || session.deputyFor.length > 0;
}
