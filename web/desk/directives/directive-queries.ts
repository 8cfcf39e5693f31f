import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { listDirectives } from '../../../contract/directives.ts';
import { call } from '../../lib/api.ts';
import type { Shown, Side } from './directive-search.ts';

/** A page of orders; `touched` renews it when something happened to a case. */
export const directivesQuery = (side: Side, shown: Shown, touched: number) =>
  infiniteQueryOptions({
    queryKey: ['directives', side, shown, touched],
    queryFn: ({ pageParam }) =>
      call(listDirectives, {
        query: { side, cursor: pageParam, ...(shown === 'every' ? {} : { state: shown }) } as never,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
