import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { PRESENCE_STATES } from '../../../contract/routing.ts';
import { useT } from '../../i18n/index.ts';
import { matches } from '../../lib/fold.ts';
import { choose, LANGUAGES, TEXT_SIZES, THEMES } from '../../lib/preferences.ts';
import { actionsQuery } from '../../lib/queries.ts';
import { useStore } from '../../lib/store.ts';
import { DESK_ACTIONS, inMenuOrder } from '../actions/index.ts';
import { openCase } from '../case/open-case.ts';
import { STATE_ICON } from '../routing/presence-menu.tsx';
import { useSetPresence } from '../routing/use-set-presence.ts';
import { can, useSession } from '../session.tsx';
import type { Hit } from './command-hit.ts';
import { navEntries } from './nav-entries.ts';
import { keyText } from './shortcuts.ts';

/** What the desk itself offers: actions of the open case and pages always, states and display once they are asked for. */
export function useCommands(text: string): Hit[] {
  const typed = text.trim();
  const actions = useActions();
  const pages = usePages();
  const states = useStates();
  const display = useDisplay();
  const fits = (hit: Hit) => typed === '' || matches(`${hit.text} ${hit.aside ?? ''}`, typed);
  return [...actions, ...pages, ...(typed === '' ? [] : [...states, ...display])].filter(fits);
}

function useActions(): Hit[] {
  const t = useT();
  const open = useStore(openCase);
  const { data } = useQuery({ ...actionsQuery(open?.code ?? ''), enabled: open !== null });
  if (!open) return [];
  return inMenuOrder(data?.items ?? []).map(({ action, primary }) => ({
    id: `action-${action}`,
    group: 'actions',
    icon: DESK_ACTIONS[action].icon,
    text: t.actions[action].label,
    aside: primary ? keyText('mod+Enter', false) : `. ${DESK_ACTIONS[action].shortcut.toUpperCase()}`,
    takesFocus: true,
    go: () => open.start(action),
  }));
}

function usePages(): Hit[] {
  const t = useT();
  const session = useSession();
  const navigate = useNavigate();
  const make = { icon: 'plus' as const, label: t.nav.newCase, link: { to: '/cases/new' as const } };
  return [...(can(session, 'case.create') ? [make] : []), ...navEntries(session, t)].map((entry, i) => ({
    id: `page-${i}`,
    group: 'pages',
    icon: entry.icon,
    text: entry.label,
    takesFocus: true,
    go: () => void navigate(entry.link as { to: '/' }),
  }));
}

function useStates(): Hit[] {
  const words = useT().routing.presence;
  const set = useSetPresence();
  if (!can(useSession(), 'routing.work')) return [];
  return PRESENCE_STATES.map((state) => ({
    id: `state-${state}`,
    group: 'state',
    icon: STATE_ICON[state],
    text: words.state[state],
    aside: words.hint[state],
    go: () => set.mutate({ state, reason: null }),
  }));
}

function useDisplay(): Hit[] {
  const t = useT();
  const hit = (what: string, value: string, change: Parameters<typeof choose>[0], label: string): Hit => ({
    id: `display-${what}-${value}`,
    group: 'display',
    icon: 'contrast',
    text: `${t.display[what as 'theme']}: ${label}`,
    go: () => choose(change),
  });
  return [
    ...THEMES.map((theme) => hit('theme', theme, { theme }, t.display[theme])),
    ...TEXT_SIZES.map((text) => hit('textSize', text, { text }, t.display[text])),
    ...(['comfortable', 'compact'] as const).map((density) => hit('density', density, { density }, t.display[density])),
    ...LANGUAGES.map((language) =>
      hit('language', language, { language }, language === 'vi' ? 'Tiếng Việt' : 'English'),
    ),
  ];
}
