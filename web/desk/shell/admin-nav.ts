import type { LinkProps } from '@tanstack/react-router';
import type { SessionView } from '../../../contract/session.ts';
import type { Dictionary } from '../../i18n/core.ts';
import type { IconName } from '../../ui/icon-paths.ts';
import { can, type Permission } from '../rights.ts';
import type { NavEntry } from './nav-entries.ts';

/** The parts of administration, in the order in which the navigation shows them. */
export const ADMIN_GROUPS = ['organisation', 'rules', 'channels', 'system'] as const;
export type AdminGroup = (typeof ADMIN_GROUPS)[number];

type Line = readonly [
  AdminGroup,
  Permission,
  IconName,
  (t: Dictionary) => string,
  `/admin/${string}` & LinkProps['to'],
];

const LINES: readonly Line[] = [
  ['organisation', 'admin.users', 'people', (t) => t.nav.users, '/admin/users'],
  ['organisation', 'admin.users', 'key', (t) => t.administration.nav.roles, '/admin/roles'],
  ['organisation', 'admin.users', 'calendar', (t) => t.administration.nav.deputies, '/admin/deputies'],
  ['organisation', 'admin.units', 'building', (t) => t.nav.units, '/admin/units'],
  ['organisation', 'admin.units', 'tag', (t) => t.administration.nav.categories, '/admin/categories'],
  ['organisation', 'admin.units', 'pin', (t) => t.administration.nav.areas, '/admin/areas'],
  ['rules', 'admin.calendars', 'calendar', (t) => t.nav.calendars, '/admin/calendars'],
  ['rules', 'admin.calendars', 'clock', (t) => t.nav.policies, '/admin/policies'],
  ['rules', 'admin.queues', 'inbox', (t) => t.routing.nav.queues, '/admin/queues'],
  ['rules', 'admin.templates', 'document', (t) => t.nav.templates, '/admin/templates'],
  ['channels', 'channel.failures', 'globe', (t) => t.nav.channels, '/admin/channels'],
  ['channels', 'admin.hotline', 'phone', (t) => t.administration.nav.hotline, '/admin/hotline'],
  ['channels', 'admin.channels', 'chat', (t) => t.nav.livechat, '/admin/livechat'],
  ['channels', 'admin.channels', 'mail', (t) => t.nav.mailboxes, '/admin/mailboxes'],
  ['rules', 'admin.hotline', 'outgoing', (t) => t.nav.dialRules, '/admin/dial-rules'],
  ['channels', 'channel.failures', 'alert', (t) => t.nav.failedMails, '/admin/failed-mails'],
  ['system', 'admin.users', 'desk', (t) => t.administration.nav.sessions, '/admin/sessions'],
  ['system', 'audit.read', 'list', (t) => t.nav.audit, '/admin/audit'],
  ['system', 'admin.system', 'settings', (t) => t.administration.nav.system, '/admin/system'],
  ['system', 'admin.system', 'building', (t) => t.administration.nav.installation, '/admin/installation'],
];

/** The administration pages that this person may open, in a fixed order. */
export function adminEntries(session: SessionView, t: Dictionary): NavEntry[] {
  return LINES.filter(([, permission]) => can(session, permission)).map(([group, , icon, label, to]) => ({
    group,
    icon,
    label: label(t),
    link: { to },
  }));
}

/** Whether this person may open what stands at a path; everything outside administration decides for itself. Pure. */
export function mayAdminister(session: SessionView, path: string): boolean {
  const below = LINES.filter(([, , , , to]) => `${path}/`.startsWith(`${to}/`)).toSorted(
    (a, b) => b[4].length - a[4].length,
  );
  return below[0] === undefined || can(session, below[0][1]);
}
