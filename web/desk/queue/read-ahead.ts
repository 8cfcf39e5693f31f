import type { CaseListView } from '../../../contract/cases.ts';
import { type CaseFilters, caseListQuery, sessionQuery } from '../../lib/queries.ts';
import { queryClient } from '../query-client.ts';

/** Asks for a list as soon as its address is known, before anything of the page has been rendered; never waits for it. */
export function readListAhead(view: CaseListView, filters: CaseFilters): void {
  const list = caseListQuery(view, filters);
  if (queryClient.getQueryState(list.queryKey)) return;
  queryClient.ensureQueryData(sessionQuery).then(
    ({ user }) => (user.mustChangePassword ? undefined : queryClient.prefetchInfiniteQuery(list)),
    // Nobody is signed in, or the server is away: the page itself says so.
    () => {},
  );
}
