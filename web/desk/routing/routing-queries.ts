import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { getBoard, getPresence, getQueue } from '../../../contract/routing.ts';
import { call } from '../../lib/api.ts';

/** Every key begins with `routing`, so that one live event renews what is on the screen. */
export const presenceQuery = queryOptions({ queryKey: ['routing', 'presence'], queryFn: () => call(getPresence, {}) });

/** Seconds between looks when no live event came: a lost feed must not leave an offer unseen. */
const NET_MS = 20_000;

export const queueQuery = queryOptions({
  queryKey: ['routing', 'queue'],
  // The countdown runs from the moment of the answer, by this computer's steady clock.
  queryFn: async () => ({ ...(await call(getQueue, {})), readAt: performance.now() }),
  refetchInterval: NET_MS,
  staleTime: 0,
});
export const boardQuery = queryOptions({
  queryKey: ['routing', 'board'],
  queryFn: () => call(getBoard, {}),
  refetchInterval: NET_MS,
});

export const renewRouting = (client: QueryClient) => client.invalidateQueries({ queryKey: ['routing'] });
