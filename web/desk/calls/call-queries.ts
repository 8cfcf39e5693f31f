import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { getCall, listCalls } from '../../../contract/calls.ts';
import { call } from '../../lib/api.ts';
import { type CallFilters, callQuery } from './call-filters.ts';

const PAGE_SIZE = 50;
export const callListQuery = (filters: CallFilters) =>
  infiniteQueryOptions({
    queryKey: ['calls', 'list', filters],
    queryFn: ({ pageParam }) =>
      call(listCalls, { query: { ...callQuery(filters), cursor: pageParam, limit: PAGE_SIZE } as never }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const callDetailQuery = (id: string) =>
  queryOptions({ queryKey: ['calls', 'one', id], queryFn: () => call(getCall, { params: { id } }) });
