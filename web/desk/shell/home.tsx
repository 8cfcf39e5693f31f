import { Navigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useT } from '../../i18n/core.ts';
import { useSession } from '../session.tsx';
import { chosenHome } from './home-choice.ts';
import { homesOf } from './homes.ts';
import { navEntries } from './nav-entries.ts';

export const PHONE = '(max-width: 47.99em)';

/** Where the day begins: the page that was chosen, else the one that fits the role; for administrators their first page. */
export function Home(): JSX.Element {
  const t = useT();
  const session = useSession();
  const homes = homesOf(session, window.matchMedia(PHONE).matches, t);
  const chosen = chosenHome(session.user.username);
  const home = homes.find((one) => one.key === chosen) ?? homes[0] ?? navEntries(session, t)[0];
  return <Navigate {...(home?.link ?? { to: '/me/sessions' })} replace />;
}
