import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import { listActions } from '../../contract/actions.ts';
import { countSavedViews, listSavedViews } from '../../contract/case-lists.ts';
import { caseMessages } from '../../contract/case-messages.ts';
import {
  type CaseListView,
  caseCounts,
  countCases,
  getCase,
  getDeadline,
  getTimeline,
  listCases,
} from '../../contract/cases.ts';
import { listAreas, listCategories, listColleagues, listUnits } from '../../contract/org.ts';
import { getSession } from '../../contract/session.ts';
import { call } from './api.ts';
import { type CaseFilters, PAGE_SIZE, pageQuery } from './case-filters.ts';
import { ApiProblem, NetworkLost } from './problem.ts';

export { type CaseFilters, FILTER_KEYS, isNarrowed } from './case-filters.ts';

/** One cache for the page. Queries retry a lost network and a hiccup of the server, never a refusal. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (count, error) =>
          error instanceof NetworkLost ? count < 2 : error instanceof ApiProblem && error.status >= 502 && count < 2,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => call(getSession, { gate: false }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const countsQuery = queryOptions({ queryKey: ['cases', 'counts'], queryFn: () => call(caseCounts, {}) });

export const savedViewsQuery = queryOptions({ queryKey: ['saved-views'], queryFn: () => call(listSavedViews, {}) });
/** Under the counts of the work lists, so that whatever renews those renews these. */
export const savedCountsQuery = queryOptions({
  queryKey: ['cases', 'counts', 'saved'],
  queryFn: () => call(countSavedViews, {}),
});

/** How many cases a list holds as it is narrowed; under the counts, so that whatever renews those renews it. */
export const filteredCountQuery = (view: CaseListView, filters: CaseFilters) => {
  const { saved: _, sort: __, ...narrowed } = filters;
  return queryOptions({
    queryKey: ['cases', 'counts', 'filtered', view, narrowed],
    queryFn: () => call(countCases, { query: { view, ...narrowed } as never }),
  });
};

const NEXT_PAGE_SIZE = 200;

/** One page of a list. */
export function readCases(view: CaseListView, filters: CaseFilters, cursor?: string, limit = PAGE_SIZE) {
  return call(listCases, { query: pageQuery(view, filters, limit, cursor) as never });
}

export const caseListQuery = (view: CaseListView, filters: CaseFilters) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'list', view, filters],
    queryFn: ({ pageParam }) => readCases(view, filters, pageParam, pageParam ? NEXT_PAGE_SIZE : PAGE_SIZE),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    // Long enough to come back from a case to the place where one was.
    gcTime: 30 * 60_000,
    // Never renewed under the reader: use-case-list.ts compares in the background and announces what is new.
    staleTime: Number.POSITIVE_INFINITY,
  });

export const caseQuery = (code: string) =>
  queryOptions({ queryKey: ['case', code, 'view'], queryFn: () => call(getCase, { params: { code } }) });
export const actionsQuery = (code: string) =>
  queryOptions({ queryKey: ['case', code, 'actions'], queryFn: () => call(listActions, { params: { code } }) });
export const timelineQuery = (code: string) =>
  queryOptions({ queryKey: ['case', code, 'timeline'], queryFn: () => call(getTimeline, { params: { code } }) });
export const deadlineQuery = (code: string) =>
  queryOptions({
    queryKey: ['case', code, 'deadline'],
    queryFn: () => call(getDeadline, { params: { code } }),
    staleTime: 0,
  });

export const caseMessagesQuery = (code: string) =>
  queryOptions({ queryKey: ['case', code, 'messages'], queryFn: () => call(caseMessages, { params: { code } }) });
// Reference data changes a few times a year; a reload brings it.
const reference = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY };
export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: () => call(listUnits, { query: {} }),
  ...reference,
});
export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: () => call(listCategories, {}),
  ...reference,
});
export const areasQuery = queryOptions({ queryKey: ['areas'], queryFn: () => call(listAreas, {}), ...reference });
export const colleaguesQuery = (unit: string) =>
  queryOptions({ queryKey: ['colleagues', unit], queryFn: () => call(listColleagues, { params: { code: unit } }) });
