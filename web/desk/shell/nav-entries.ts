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
  group: 'work' | AdminGroup;
}

const queue = (view: CaseListView, icon: IconName, t: Dictionary): NavEntry => ({
  icon,
  label: t.nav[view],
  link: { to: '/queue/$view', params: { view } },
  view,
  group: 'work',
});

const exceptionsEntry = (t: Dictionary): NavEntry => ({
  icon: 'alert',
  label: t.days.nav.exceptions,
  link: { to: '/exceptions' },
  group: 'work',
});

/** What this person may open, in a fixed order; also the pages that the command field knows. */
export function navEntries(session: SessionView, t: Dictionary): NavEntry[] {
  const reads = can(session, 'case.read');
  const work: (NavEntry | false)[] = [
    holds(session, 'province_leader') && exceptionsEntry(t),
    signs(session) && { icon: 'sign', label: t.nav.sign, link: { to: '/sign' }, group: 'work' },
    (holds(session, 'unit_leader') || session.deputyFor.length > 0) && {
      icon: 'building',
      label: t.days.nav.unit,
      link: { to: '/unit-today' },
      group: 'work',
    },
    holds(session, 'officer') && { icon: 'check', label: t.days.nav.day, link: { to: '/day' }, group: 'work' },
    reads && queue('inbox', 'inbox', t),
    can(session, 'conversation.read') && {
      icon: 'mail',
      label: t.nav.conversations,
      link: { to: '/conversations' },
      group: 'work',
    },
    can(session, 'call.read') && { icon: 'phone', label: t.nav.calls, link: { to: '/calls' }, group: 'work' },
    can(session, 'callback.work') && {
      icon: 'outgoing',
      label: t.nav.callbacks,
      link: { to: '/callbacks' },
      group: 'work',
    },
    can(session, 'call.supervise') && {
      icon: 'phone',
      label: t.nav.callBoard,
      link: { to: '/calls/live' },
      group: 'work',
    },
    can(session, 'call.read') && {
      icon: 'play',
      label: t.administration.nav.recordings,
      link: { to: '/recordings' },
      group: 'work',
    },
    can(session, 'call.work') && {
      icon: 'note',
      label: t.administration.nav.manualCall,
      link: { to: '/calls/manual' },
      group: 'work',
    },
    can(session, 'campaign.work') && {
      icon: 'question',
      label: t.nav.campaigns,
      link: { to: '/campaigns' },
      group: 'work',
    },
    can(session, 'citizen.read') && { icon: 'people', label: t.nav.citizens, link: { to: '/citizens' }, group: 'work' },
    can(session, 'routing.work') && { icon: 'bell', label: t.routing.nav.work, link: { to: '/work' }, group: 'work' },
    can(session, 'routing.supervise') && {
      icon: 'clock',
      label: t.nav.waiting,
      link: { to: '/waiting' },
      group: 'work',
    },
    can(session, 'routing.supervise') && {
      icon: 'people',
      label: t.routing.nav.board,
      link: { to: '/board' },
      group: 'work',
    },
    // Supervisors have them too, behind the board on which they work.
    can(session, 'case.exceptions') && !holds(session, 'province_leader') && exceptionsEntry(t),
    holds(session, 'agent', 'supervisor', 'officer') && queue('mine', 'person', t),
    holds(session, 'officer', 'unit_leader', 'supervisor') && queue('unit', 'building', t),
    holds(session, 'officer', 'unit_leader', 'province_leader', 'supervisor') && {
      icon: 'desk',
      label: t.lists.board.title,
      link: { to: '/queue-board' },
      group: 'work',
    },
    holds(session, 'officer', 'unit_leader', 'province_leader', 'supervisor') && queue('awaited', 'reply', t),
    reads && queue('watching', 'eye', t),
    (signs(session) || holds(session, 'officer')) && {
      icon: 'megaphone',
      label: t.directives.title,
      link: { to: '/directives' },
      group: 'work',
    },
    holds(session, 'supervisor') && queue('unattended', 'alert', t),
    holds(session, 'publisher') && queue('publishing', 'globe', t),
    can(session, 'case.list_all') && queue('all', 'list', t),
    can(session, 'knowledge.read') && {
      icon: 'book',
      label: t.nav.knowledge,
      link: { to: '/knowledge' },
      group: 'work',
    },
  ];
  return [...work.filter((entry) => entry !== false), ...adminEntries(session, t)];
}
