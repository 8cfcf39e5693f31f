import type { LinkProps } from '@tanstack/react-router';
import type { Role, SessionView } from '../../../contract/session.ts';
import type { Dictionary } from '../../i18n/core.ts';

/** Pages on which a desk can open, in the order in which a role of that kind comes first. */
export const HOMES = ['exceptions', 'sign', 'unit', 'board', 'day', 'inbox', 'publishing', 'system'] as const;
export type HomeKey = (typeof HOMES)[number];

export interface Home {
  key: HomeKey;
  label: string;
  link: Pick<LinkProps, 'to' | 'params'>;
}

/**
 * The pages that fit this person, the natural one first: a leader of the province sees what went wrong; who signs his
 * unit, on a phone the cards; a supervisor the board; an officer his day; an administrator how the system fares; everybody
 * else what waits for him. Pure.
 */
export function homesOf(session: SessionView, phone: boolean, t: Dictionary): Home[] {
  const holds = (role: Role) => session.roles.some((r) => r.role === role);
  const leads = holds('unit_leader') || session.deputyFor.length > 0;
  const fits: Record<HomeKey, boolean> = {
    exceptions: holds('province_leader'),
    sign: leads || holds('province_leader'),
    unit: leads,
    board: holds('supervisor'),
    day: holds('officer'),
    inbox: session.permissions.includes('case.read'),
    publishing: holds('publisher'),
    system: session.permissions.includes('admin.system'),
  };
  // Who only publishes has nothing in the common list.
  const publishes = session.roles.length > 0 && session.roles.every((r) => r.role === 'publisher');
  if (publishes)
    return (['publishing', 'inbox'] as const).filter((key) => fits[key]).map((key) => ({ key, ...pageOf(key, t) }));
  const order = leads && !phone ? HOMES.toSorted((a, b) => Number(b === 'unit') - Number(a === 'unit')) : HOMES;
  return order.filter((key) => fits[key]).map((key) => ({ key, ...pageOf(key, t) }));
}

function pageOf(key: HomeKey, t: Dictionary): Omit<Home, 'key'> {
  switch (key) {
    case 'exceptions':
      return { label: t.days.nav.exceptions, link: { to: '/exceptions' } };
    case 'sign':
      return { label: t.nav.sign, link: { to: '/sign' } };
    case 'unit':
      return { label: t.days.nav.unit, link: { to: '/unit-today' } };
    case 'board':
      return { label: t.routing.nav.board, link: { to: '/board' } };
    case 'day':
      return { label: t.days.nav.day, link: { to: '/day' } };
    case 'inbox':
      return { label: t.nav.inbox, link: { to: '/queue/$view', params: { view: 'inbox' } } };
    case 'publishing':
      return { label: t.nav.publishing, link: { to: '/queue/$view', params: { view: 'publishing' } } };
    case 'system':
      return { label: t.administration.nav.system, link: { to: '/admin/system' } };
  }
}
