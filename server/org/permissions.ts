import type { PermissionName } from '../../contract/permissions.ts';
import type { Role } from '../../contract/session.ts';

/**
 * Role × permission, the whole of it: what a route may ask for and who holds it. A role counts in every unit in which
 * it is held; which cases a person may then see or act on is decided by the workflow. Also printed as
 * docs/permissions.md.
 */
export const GRANTS = {
  'case.create': ['agent', 'supervisor'],
  'case.read': ['agent', 'supervisor', 'officer', 'unit_leader', 'province_leader', 'publisher'],
  'case.list_all': ['agent', 'supervisor', 'province_leader'],
  'case.exceptions': ['supervisor', 'province_leader'],
  'case.unit_today': ['supervisor', 'officer', 'unit_leader', 'province_leader'],
  'case.export': ['supervisor', 'officer', 'unit_leader', 'province_leader'],
  'case.act': ['agent', 'supervisor', 'officer', 'unit_leader', 'province_leader', 'publisher'],
  'case.reveal': ['officer', 'unit_leader'],
  'incident.read': ['agent', 'supervisor', 'officer', 'unit_leader', 'province_leader'],
  'incident.manage': ['supervisor'],
  'conversation.read': ['agent', 'supervisor'],
  'conversation.reply': ['agent', 'supervisor'],
  'citizen.read': ['agent', 'supervisor'],
  'citizen.write': ['agent', 'supervisor'],
  'citizen.export': ['supervisor'],
  'callback.work': ['agent', 'supervisor'],
  'channel.failures': ['supervisor', 'admin'],
  'channel.watch': ['agent', 'supervisor', 'admin'],
  'knowledge.read': ['agent', 'supervisor', 'officer', 'unit_leader', 'province_leader', 'publisher', 'admin'],
  'knowledge.write': ['supervisor', 'publisher', 'admin'],
  'org.read': ['agent', 'supervisor', 'officer', 'unit_leader', 'province_leader', 'publisher', 'admin'],
  'audit.read': ['supervisor', 'admin'],
  'routing.work': ['agent', 'supervisor'],
  'routing.supervise': ['supervisor'],
  'call.work': ['agent', 'supervisor'],
  'call.read': ['agent', 'supervisor'],
  'call.supervise': ['supervisor'],
  'campaign.work': ['agent', 'supervisor'],
  'recording.hear': ['agent', 'supervisor', 'officer', 'unit_leader'],
  'recording.keep': ['supervisor'],
  'recording.export': ['supervisor'],
  'campaign.manage': ['supervisor'],
  'admin.hotline': ['admin', 'supervisor'],
  'admin.queues': ['admin', 'supervisor'],
  'admin.users': ['admin'],
  'admin.units': ['admin'],
  'admin.channels': ['admin'],
  'admin.calendars': ['admin'],
  'admin.templates': ['admin'],
  'admin.system': ['admin'],
} as const satisfies Record<PermissionName, readonly Role[]>;

export type Permission = PermissionName;

/** The closed list of permissions. */
export const PERMISSIONS = Object.keys(GRANTS) as Permission[];

/** What a person with these roles may do: the union over all of them. */
export function permissionsOf(roles: Iterable<string>): Set<string> {
  const held = new Set(roles);
  return new Set(PERMISSIONS.filter((p) => GRANTS[p].some((role) => held.has(role))));
}

/**
 * Routes that ask for something that is neither a permission of this list nor `signed_in` nor `public`. The boot
 * check refuses to start when there is one: nobody could ever pass it, or a typing mistake opened it.
 */
export function unknownAccess<T extends { access: string }>(routes: readonly T[]): T[] {
  const known = new Set<string>([...PERMISSIONS, 'signed_in', 'public']);
  return routes.filter((r) => !known.has(r.access));
}
