import { Navigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { can, signs, useSession } from '../session.tsx';
import { navEntries } from './nav.tsx';

const PHONE = '(max-width: 47.99em)';

/** Where the day begins: my queue; for somebody who signs, on a phone, the cards; for administrators their first page. */
export function Home(): JSX.Element {
  const t = useT();
  const session = useSession();
  if (signs(session) && window.matchMedia(PHONE).matches) return <Navigate to="/sign" replace />;
  if (can(session, 'case.read')) return <Navigate to="/queue/$view" params={{ view: 'inbox' }} replace />;
  const first = navEntries(session, t)[0];
  return <Navigate {...(first?.link ?? { to: '/me/sessions' })} replace />;
}
