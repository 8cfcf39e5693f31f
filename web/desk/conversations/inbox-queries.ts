import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { getCitizen, listMatches } from '../../../contract/citizens.ts';
import {
  conversationCounts,
  listConversations,
  listDispositions,
  listMessages,
} from '../../../contract/conversations.ts';
import { call } from '../../lib/api.ts';
import type { InboxFilters } from './inbox-filters.ts';

export function readInbox(filters: InboxFilters, cursor?: string) {
  const query = { state: 'open', ...filters, cursor, limit: 40 };
  return call(listConversations, { query: query as never });
}

export const inboxQuery = (filters: InboxFilters) =>
  infiniteQueryOptions({
    // The second word keeps it out of what is read again on a resync: use-inbox.ts compares instead.
    queryKey: ['inbox', 'list', filters],
    queryFn: ({ pageParam }) => readInbox(filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const threadQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversations', 'one', id],
    queryFn: () => call(listMessages, { params: { id }, query: {} as never }),
  });
export const inboxCountsQuery = queryOptions({
  queryKey: ['conversations', 'counts'],
  queryFn: () => call(conversationCounts, {}),
});
export const dispositionsQuery = queryOptions({
  queryKey: ['dispositions'],
  queryFn: () => call(listDispositions, {}),
  staleTime: Number.POSITIVE_INFINITY,
});
export const citizenQuery = (id: string) =>
  queryOptions({ queryKey: ['citizens', 'one', id], queryFn: () => call(getCitizen, { params: { id } }) });
export const matchesQuery = (id: string) =>
  queryOptions({ queryKey: ['citizens', 'matches', id], queryFn: () => call(listMatches, { params: { id } }) });
