import type { CaseListView } from '../../../contract/cases.ts';
import type { CaseFilters } from '../../lib/case-filters.ts';

/** Names one list as it is narrowed: what is remembered of it belongs to this name. */
export function caseListName(view: CaseListView, filters: CaseFilters): string {
  return JSON.stringify([view, filters]);
}
