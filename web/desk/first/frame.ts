import type { CaseListView } from '../../../contract/cases.ts';
import type { SessionView } from '../../../contract/session.ts';
import { core as t } from '../../i18n/vi/core.ts';
import button from '../../ui/button.module.css';
import states from '../../ui/states.module.css';
import list from '../queue/case-list.module.css';
import filters from '../queue/filters.module.css';
import page from '../queue/queue-page.module.css';
import banners from '../shell/banners.module.css';
import header from '../shell/header.module.css';
import { navEntries } from '../shell/nav-entries.ts';
import shell from '../shell/shell.module.css';
import { element, icon } from './element.ts';

/** The places of the first screen that are filled when their answer comes. */
export interface Frame {
  shell: HTMLElement;
  scroller: HTMLElement;
  heading: HTMLElement;
  content: HTMLElement;
  tabs: HTMLElement;
}

/** The desk around a list on a telephone, as shell.tsx and case-list.tsx draw it, with grey lines for rows. */
export function frameOf(view: CaseListView, session: SessionView): Frame {
  const headingClass = view === 'all' ? `${list.heading} ${list.whole}` : list.heading;
  const heading = element('div', { class: headingClass }, element('h1', {}, t.nav[view as 'all']));
  const content = element('div', {}, bones());
  const tabs = tabsOf(view, session);
  const scroller = element(
    'div',
    { class: page.list },
    element('div', { class: list.head }, heading, filterLine(), element('div', { class: list.pillBox })),
    content,
  );
  const frame = element(
    'div',
    { class: shell.shell },
    element('a', { href: '#main', class: shell.skip }, t.skip),
    element(
      'section',
      { class: shell.top, 'aria-label': t.header.label },
      session.demo && element('p', { class: banners.demo }, t.demoBanner),
      headerOf(session),
    ),
    element('main', { id: 'main', class: shell.main, tabindex: -1 }, element('div', { class: page.queue }, scroller)),
    tabs,
  );
  return { shell: frame, scroller, heading, content, tabs };
}

function headerOf(session: SessionView): HTMLElement {
  return element(
    'header',
    { class: header.header },
    element(
      'button',
      { type: 'button', class: `${button.icon} ${header.narrow}`, 'aria-label': t.header.menu, 'data-again': 'menu' },
      icon('menu'),
    ),
    element(
      'a',
      { href: '/desk', class: header.brand },
      element('span', { class: header.number }, '1022'),
      element('span', { class: header.province }, session.province),
    ),
    element('div', { class: header.tools }),
  );
}

function filterLine(): HTMLElement {
  const options = Object.entries({ '': t.list.dueAny, ...t.list.due });
  return element(
    'div',
    { class: filters.filters },
    element(
      'span',
      { class: filters.search },
      icon('search', 1),
      element('input', { type: 'search', 'aria-label': t.list.search, placeholder: t.list.searchShort }),
    ),
    element(
      'span',
      { class: filters.due },
      element(
        'select',
        { 'aria-label': t.list.field.due },
        ...options.map(([value, words]) => element('option', { value }, words)),
      ),
      icon('chevronDown', 1),
    ),
    element('span', { class: filters.toolsPlace }),
  );
}

function tabsOf(view: CaseListView, session: SessionView): HTMLElement {
  return element(
    'nav',
    { class: shell.tabs, 'aria-label': t.nav.quick },
    ...navEntries(session, t)
      .slice(0, 3)
      .map((entry) => {
        const href = `/desk${String(entry.link.to).replace('$view', entry.view ?? '')}`;
        return element(
          'a',
          { href, class: shell.tab, 'aria-current': entry.view === view && 'page', 'data-view': entry.view },
          icon(entry.icon, 1.375),
          entry.label,
        );
      }),
    element('button', { type: 'button', class: shell.tab, 'data-again': 'menu' }, icon('menu', 1.375), t.nav.more),
  );
}

function bones(): HTMLElement {
  return element(
    'div',
    { class: states.bones, role: 'status' },
    element('span', { class: 'sr-only' }, t.states.loading),
    ...Array.from({ length: 12 }, (_, i) =>
      element('div', { class: states.bone, style: `width: ${92 - ((i * 17) % 45)}%` }),
    ),
  );
}
