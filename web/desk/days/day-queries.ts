import { queryOptions } from '@tanstack/react-query';
import { exceptions, myDay, myUnits, unitToday } from '../../../contract/days.ts';
import { call } from '../../lib/api.ts';

// All stand under the counts of the work lists: whatever renews those (a live event, one's own action) renews these.

/** What is asked of me, what others and I wait for. */
export const dayQuery = queryOptions({ queryKey: ['cases', 'counts', 'day'], queryFn: () => call(myDay, {}) });

export const exceptionsQuery = queryOptions({
  queryKey: ['cases', 'counts', 'exceptions'],
  queryFn: () => call(exceptions, {}),
});

export const myUnitsQuery = queryOptions({
  queryKey: ['my-units'],
  queryFn: () => call(myUnits, {}),
  staleTime: Number.POSITIVE_INFINITY,
});

export const unitTodayQuery = (code: string) =>
  queryOptions({
    queryKey: ['cases', 'counts', 'unit-today', code],
    queryFn: () => call(unitToday, { params: { code } }),
  });
