import { useQuery } from '@tanstack/react-query';
import { type JSX, useEffect } from 'react';
import { setServerTime } from '../../lib/clock.ts';
import { ApiProblem } from '../../lib/problem.ts';
import { sessionQuery } from '../../lib/queries.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { FirstPassword } from './first-password.tsx';
import { Shell } from './shell.tsx';
import { SignInPage } from './sign-in-page.tsx';

/** The guard: nobody signed in → sign-in at the same address; a one-time password → a new one first; else the desk. */
export function Root(): JSX.Element {
  const session = useQuery(sessionQuery);
  const serverNow = session.data?.now;
  useEffect(() => {
    if (serverNow) setServerTime(serverNow);
  }, [serverNow]);

  if (session.data?.user.mustChangePassword) return <FirstPassword username={session.data.user.username} />;
  if (session.data) return <Shell />;
  if (session.error instanceof ApiProblem && session.error.status === 401) return <SignInPage />;
  if (session.error) return <Failed error={session.error} retry={() => void session.refetch()} />;
  return <Loading />;
}
