import type { LinkProps } from '@tanstack/react-router';
import type { CaseListView } from '../../../contract/cases.ts';
import type { SessionView } from '../../../contract/session.ts';
import type { Dictionary } from '../../i18n/core.ts';
import type { IconName } from '../../ui/icon-paths.ts';
import { can, holds, signs } from '../rights.ts';
import { type AdminGroup, adminEntries } from './admin-nav.ts';

export interface NavEntry {
  icon: IconName;
  label: string;
  link: Pick<LinkProps, 'to' | 'params'>;
  view?: CaseListView;
  group: WorkGroup | AdminGroup;
}

/** The parts of daily work, in the order in which the navigation shows them. */
export const WORK_GROUPS = ['own', 'shift', 'whole', 'lookup'] as const;
export type WorkGroup = (typeof WORK_GROUPS)[number];
/** So many entries are found at a glance; longer lists get headings. */
const AT_A_GLANCE = 9;

const queue = (view: CaseListView, icon: IconName, t: Dictionary, group: WorkGroup = 'own'): NavEntry => ({
  icon,
  label: t.nav[view],
  link: { to: '/queue/$view', params: { view } },
  view,
  group,
});

const exceptionsEntry = (t: Dictionary): NavEntry => ({
  icon: 'alert',
  label: t.days.nav.exceptions,
  link: { to: '/exceptions' },
  group: 'whole',
});

const incidentsEntry = (t: Dictionary, group: WorkGroup): NavEntry => ({
  icon: 'megaphone',
  label: t.nav.incidents,
  link: { to: '/incidents' },
  group,
});

/** What this person may open, in a fixed order; also the pages that the command field knows. */
export function navEntries(session: SessionView, t: Dictionary): NavEntry[] {
  const reads = can(session, 'case.read');
  const work: (NavEntry | false)[] = [
    holds(session, 'province_leader') && exceptionsEntry(t),
    signs(session) && { icon: 'sign', label: t.nav.sign, link: { to: '/sign' }, group: 'own' },
    (holds(session, 'unit_leader') || session.deputyFor.length > 0) && {
      icon: 'building',
      label: t.days.nav.unit,
      link: { to: '/unit-today' },
      group: 'whole',
    },
    holds(session, 'officer') && { icon: 'check', label: t.days.nav.day, link: { to: '/day' }, group: 'own' },
    reads && queue('inbox', 'inbox', t),
    can(session, 'conversation.read') && {
      icon: 'mail',
      label: t.nav.conversations,
      link: { to: '/conversations' },
      group: 'shift',
    },
    can(session, 'call.read') && { icon: 'phone', label: t.nav.calls, link: { to: '/calls' }, group: 'shift' },
    can(session, 'callback.work') && {
      icon: 'outgoing',
      label: t.nav.callbacks,
      link: { to: '/callbacks' },
      group: 'shift',
    },
    can(session, 'call.supervise') && {
      icon: 'phone',
      label: t.nav.callBoard,
      link: { to: '/calls/live' },
      group: 'shift',
    },
    can(session, 'call.read') && {
      icon: 'play',
      label: t.administration.nav.recordings,
      link: { to: '/recordings' },
      group: 'lookup',
    },
    can(session, 'call.work') && {
      icon: 'note',
      label: t.administration.nav.manualCall,
      link: { to: '/calls/manual' },
      group: 'shift',
    },
    can(session, 'case.create') && can(session, 'incident.read') && incidentsEntry(t, 'shift'),
    can(session, 'campaign.work') && {
      icon: 'question',
      label: t.nav.campaigns,
      link: { to: '/campaigns' },
      group: 'shift',
    },
    can(session, 'citizen.read') && {
      icon: 'people',
      label: t.nav.citizens,
      link: { to: '/citizens' },
      group: 'lookup',
    },
    can(session, 'routing.work') && { icon: 'bell', label: t.routing.nav.work, link: { to: '/work' }, group: 'own' },
    can(session, 'routing.supervise') && {
      icon: 'clock',
      label: t.nav.waiting,
      link: { to: '/waiting' },
      group: 'shift',
    },
    can(session, 'routing.supervise') && {
      icon: 'people',
      label: t.routing.nav.board,
      link: { to: '/board' },
      group: 'shift',
    },
    // Supervisors have them too, behind the board on which they work.
    can(session, 'case.exceptions') && !holds(session, 'province_leader') && exceptionsEntry(t),
    holds(session, 'agent', 'supervisor', 'officer') && queue('mine', 'person', t),
    holds(session, 'officer', 'unit_leader', 'supervisor') && queue('unit', 'building', t, 'whole'),
    holds(session, 'officer', 'unit_leader', 'province_leader', 'supervisor') && {
      icon: 'desk',
      label: t.lists.board.title,
      link: { to: '/queue-board' },
      group: 'whole',
    },
    holds(session, 'officer', 'unit_leader', 'province_leader', 'supervisor') && queue('awaited', 'reply', t),
    reads && queue('watching', 'eye', t),
    (signs(session) || holds(session, 'officer')) && {
      icon: 'megaphone',
      label: t.directives.title,
      link: { to: '/directives' },
      group: 'whole',
    },
    // Where calls are taken it belongs to the shift; elsewhere it is looked at now and then.
    !can(session, 'case.create') && can(session, 'incident.read') && incidentsEntry(t, 'whole'),
    holds(session, 'supervisor') && queue('unattended', 'alert', t, 'whole'),
    holds(session, 'publisher') && queue('publishing', 'globe', t),
    can(session, 'case.list_all') && queue('all', 'list', t, 'whole'),
    can(session, 'knowledge.read') && {
      icon: 'book',
      label: t.nav.knowledge,
      link: { to: '/knowledge' },
      group: 'lookup',
    },
  ];
  return [...work.filter((entry) => entry !== false), ...adminEntries(session, t)];
}

/** The entries of daily work in groups; one group without a name where they are few. Pure. */
export function workGroups(entries: readonly NavEntry[]): { group: WorkGroup | null; entries: NavEntry[] }[] {
  const work = entries.filter((entry) => (WORK_GROUPS as readonly string[]).includes(entry.group));
  if (work.length <= AT_A_GLANCE) return [{ group: null, entries: work }];
  return WORK_GROUPS.map((group) => ({ group, entries: work.filter((entry) => entry.group === group) })).filter(
    (one) => one.entries.length > 0,
  );
}
