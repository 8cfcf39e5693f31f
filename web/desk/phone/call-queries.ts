import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { type CallDispositionView, listCallDispositions } from '../../../contract/call-dispositions.ts';
import { type CurrentCall, getCurrentCalls } from '../../../contract/calls.ts';
import { call } from '../../lib/api.ts';
import type { ServerCall } from './state.ts';

/** Seconds between looks when no live event came: a lost feed must not leave a call unseen. */
const NET_MS = 20_000;

/** What is on my desk; `readAt` by this computer's steady clock, so that the countdowns need no other. */
export const currentCallsQuery = queryOptions({
  queryKey: ['calls', 'current'],
  queryFn: async () => ({ ...(await call(getCurrentCalls, {})), readAt: performance.now() }),
  refetchInterval: NET_MS,
  staleTime: 0,
});

/** What can come of a call, with words that are no longer chosen. */
export const callDispositionsQuery = queryOptions({
  queryKey: ['call-dispositions'],
  queryFn: () => call(listCallDispositions, {}),
  staleTime: 60_000,
});

/** The words to choose from; the one that a call has already stays among them. Pure. */
export function choices(all: readonly CallDispositionView[], had: string | null): { value: string; label: string }[] {
  return all.filter((one) => one.active || one.code === had).map(({ code, name }) => ({ value: code, label: name }));
}

export const renewCalls = (client: QueryClient) => client.invalidateQueries({ queryKey: ['calls'] });

const RANK: Record<CurrentCall['mine'], number> = {
  talking: 0,
  listening: 0,
  consult: 1,
  dialling: 1,
  offered: 2,
  wrap_up: 3,
};

/** The call that the bar shows: a talk before a ring, a ring before a wrap-up. Pure. */
export function foremost(calls: readonly CurrentCall[]): CurrentCall | null {
  return calls.toSorted((a, b) => RANK[a.mine] - RANK[b.mine])[0] ?? null;
}

/** What the phone's machine has to know of it. Pure. */
export function serverCall(current: CurrentCall | null, username: string): ServerCall | null {
  if (!current) return null;
  const up = current.legs.some((leg) => leg.user?.code === username && leg.state === 'up');
  const at = {
    offered: 'offered',
    consult: up ? 'talking' : 'offered',
    dialling: 'dialling',
    talking: 'talking',
    listening: 'talking',
    wrap_up: 'wrap_up',
  } as const;
  return { callId: current.id, at: at[current.mine], held: current.held, consulting: current.consulting !== null };
}
