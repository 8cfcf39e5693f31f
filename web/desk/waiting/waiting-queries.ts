import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { listCallbacks } from '../../../contract/callbacks.ts';
import { countCases, listCases } from '../../../contract/cases.ts';
import { conversationCounts, listConversations } from '../../../contract/conversations.ts';
import { call } from '../../lib/api.ts';

export type CaseKind = 'unattended' | 'overdue';

/** A lost feed must not hide that somebody waits. Milliseconds. */
const NET_MS = 30_000;
const PAGE = 25;

const narrowed = (kind: CaseKind, unit: string) => ({
  view: kind === 'unattended' ? 'unattended' : 'all',
  ...(kind === 'overdue' ? { due: 'overdue' } : {}),
  ...(unit ? { unit } : {}),
});
// Keys begin with what the live feed renews: cases, conversations, callbacks.
export const waitingCasesQuery = (kind: CaseKind, unit: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'waiting', kind, unit],
    queryFn: ({ pageParam }) =>
      call(listCases, { query: { ...narrowed(kind, unit), sort: 'due', cursor: pageParam, limit: PAGE } as never }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    refetchInterval: NET_MS,
  });
export const waitingCasesCount = (kind: CaseKind, unit: string) =>
  queryOptions({
    queryKey: ['cases', 'counts', 'waiting', kind, unit],
    queryFn: () => call(countCases, { query: narrowed(kind, unit) as never }),
    refetchInterval: NET_MS,
  });
export const waitingConversationsQuery = infiniteQueryOptions({
  queryKey: ['conversations', 'waiting'],
  queryFn: ({ pageParam }) =>
    call(listConversations, { query: { state: 'open', waiting: 'true', cursor: pageParam, limit: PAGE } as never }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.nextCursor ?? undefined,
  refetchInterval: NET_MS,
});
export const waitingCallbacksQuery = infiniteQueryOptions({
  queryKey: ['callbacks', 'waiting'],
  queryFn: ({ pageParam }) =>
    call(listCallbacks, { query: { state: 'open', cursor: pageParam, limit: PAGE } as never }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.nextCursor ?? undefined,
  refetchInterval: NET_MS,
});
export const switchboardCountsQuery = queryOptions({
  queryKey: ['conversations', 'counts'],
  queryFn: () => call(conversationCounts, {}),
  refetchInterval: NET_MS,
});
