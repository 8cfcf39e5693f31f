import type { LinkProps } from '@tanstack/react-router';
import type { SessionView } from '../../../contract/session.ts';
import type { Dictionary } from '../../i18n/core.ts';
import type { IconName } from '../../ui/icon-paths.ts';
import { can, type Permission } from '../rights.ts';
import type { NavEntry } from './nav-entries.ts';

/** The parts of administration, in the order in which the navigation shows them. */
export const ADMIN_GROUPS = ['organisation', 'rules', 'channels', 'system'] as const;
export type AdminGroup = (typeof ADMIN_GROUPS)[number];

type Line = readonly [AdminGroup, Permission, IconName, string, LinkProps['to']];

/** The administration pages that this person may open, in a fixed order. */
export function adminEntries(session: SessionView, t: Dictionary): NavEntry[] {
  const own = t.administration.nav;
  const lines: Line[] = [
    ['organisation', 'admin.users', 'people', t.nav.users, '/admin/users'],
    ['organisation', 'admin.users', 'key', own.roles, '/admin/roles'],
    ['organisation', 'admin.users', 'calendar', own.deputies, '/admin/deputies'],
    ['organisation', 'admin.units', 'building', t.nav.units, '/admin/units'],
    ['organisation', 'admin.units', 'tag', own.categories, '/admin/categories'],
    ['organisation', 'admin.units', 'pin', own.areas, '/admin/areas'],
    ['rules', 'admin.calendars', 'calendar', t.nav.calendars, '/admin/calendars'],
    ['rules', 'admin.calendars', 'clock', t.nav.policies, '/admin/policies'],
    ['rules', 'admin.queues', 'inbox', t.routing.nav.queues, '/admin/queues'],
    ['rules', 'admin.templates', 'document', t.nav.templates, '/admin/templates'],
    ['channels', 'channel.failures', 'globe', t.nav.channels, '/admin/channels'],
    ['channels', 'admin.hotline', 'phone', own.hotline, '/admin/hotline'],
    ['channels', 'admin.channels', 'chat', t.nav.livechat, '/admin/livechat'],
    ['channels', 'admin.channels', 'mail', t.nav.mailboxes, '/admin/mailboxes'],
    ['rules', 'admin.hotline', 'outgoing', t.nav.dialRules, '/admin/dial-rules'],
    ['channels', 'channel.failures', 'alert', t.nav.failedMails, '/admin/failed-mails'],
    ['system', 'admin.users', 'desk', own.sessions, '/admin/sessions'],
    ['system', 'audit.read', 'list', t.nav.audit, '/admin/audit'],
    ['system', 'admin.system', 'settings', own.system, '/admin/system'],
    ['system', 'admin.system', 'building', own.installation, '/admin/installation'],
  ];
  return lines
    .filter(([, permission]) => can(session, permission))
    .map(([group, , icon, label, to]) => ({ group, icon, label, link: { to } }));
}
