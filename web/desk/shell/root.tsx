import { useQuery } from '@tanstack/react-query';
import { type JSX, lazy, Suspense, useEffect } from 'react';
import { useT } from '../../i18n/core.ts';
import { setServerTime } from '../../lib/clock.ts';
import { ApiProblem } from '../../lib/problem.ts';
import { sessionQuery } from '../../lib/queries.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { Shell } from './shell.tsx';

const FirstPassword = lazy(() => import('./first-password.tsx'));
const SignInPage = lazy(() => import('./sign-in-page.tsx'));

/** The guard: nobody signed in → sign-in at the same address; a one-time password → a new one first; else the desk. */
export function Root(): JSX.Element {
  const t = useT();
  const session = useQuery(sessionQuery);
  const serverNow = session.data?.now;
  useEffect(() => {
    if (serverNow) setServerTime(serverNow);
  }, [serverNow]);
  // The landmark of dialogs and menus stands in index.html, before anybody chose a language.
  useEffect(() => document.getElementById('overlays')?.setAttribute('aria-label', t.overlays), [t]);

  if (session.data?.user.mustChangePassword) {
    return (
      <Suspense fallback={<Loading />}>
        <FirstPassword username={session.data.user.username} />
      </Suspense>
    );
  }
  if (session.data) return <Shell />;
  if (session.error instanceof ApiProblem && session.error.status === 401) {
    return (
      <Suspense fallback={<Loading />}>
        <SignInPage />
      </Suspense>
    );
  }
  if (session.error) return <Failed error={session.error} retry={() => void session.refetch()} />;
  return <Loading />;
}
