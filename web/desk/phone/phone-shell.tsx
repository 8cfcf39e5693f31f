import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type JSX, useEffect, useRef } from 'react';
import { useStore } from '../../lib/store.ts';
import { useSession } from '../session.tsx';
import { CallBar } from './call-bar.tsx';
import { currentCallsQuery, foremost, serverCall } from './call-queries.ts';
import { type RunningPhone, startPhone } from './phone.ts';
import { answeredHere } from './phone-door.ts';

/** The phone of this window and its bar: fetched after the desk stands, and only for who answers calls. */
export default function PhoneShell(): JSX.Element {
  const { user } = useSession();
  const running = useRef<RunningPhone | null>(null);
  const desk = useQuery(currentCallsQuery).data;
  const current = foremost(desk?.calls ?? []);
  const hotline = desk?.phone.line;
  const account = desk?.phone.account ?? null;
  useEffect(() => {
    const started = startPhone();
    running.current = started;
    return () => {
      running.current = null;
      started.stop();
    };
  }, []);
  useEffect(() => running.current?.server(serverCall(current, user.username)), [current, user.username]);
  useEffect(() => {
    if (hotline !== undefined) running.current?.hotline(hotline);
  }, [hotline]);
  useEffect(() => running.current?.newest(account), [account]);
  useOpenAnswered();
  return <CallBar />;
}

/** Answered here: the page where the contact is worked on opens beside the talk. */
function useOpenAnswered(): void {
  const navigate = useNavigate();
  const answered = useStore(answeredHere);
  const calls = useQuery(currentCallsQuery).data?.calls;
  const call = calls?.find((one) => one.id === answered && one.mine === 'talking');
  const id = call?.id;
  useEffect(() => {
    if (!id) return;
    answeredHere.set(null);
    void navigate({ to: '/calls/$id/contact', params: { id } });
  }, [id, navigate]);
}
