import type { CaseListView } from '../../contract/cases.ts';

/** Filters of a list as they stand in the address bar; all optional, all text. */
export interface CaseFilters {
  q?: string;
  status?: string;
  level?: string;
  unit?: string;
  category?: string;
  area?: string;
  channel?: string;
  type?: string;
  urgency?: string;
  turn?: string;
  assignee?: string;
  from?: string;
  to?: string;
  /** The saved list that is open; not a filter. */
  saved?: string;
  due?: string;
  /** What is asked of the reader, or what went wrong (day-words.ts of the contract). */
  only?: string;
  /** Code of the case into which they were merged. */
  parent?: string;
  sort?: string;
}
export const FILTER_KEYS = [
  'q',
  'status',
  'level',
  'unit',
  'category',
  'area',
  'channel',
  'type',
  'urgency',
  'turn',
  'assignee',
  'from',
  'to',
  'saved',
  'due',
  'only',
  'parent',
  'sort',
] as const;
/** Whether anything but order and name makes the list shorter. */
export function isNarrowed(filters: CaseFilters): boolean {
  return FILTER_KEYS.some((key) => key !== 'sort' && key !== 'saved' && filters[key]);
}

/** The first page must stand soon; whoever scrolls on reads more at a time. */
export const PAGE_SIZE = 50;

/** What is asked of the server for a page of a list, in the order in which it stands in the address. */
export function pageQuery(view: CaseListView, filters: CaseFilters, limit: number, cursor?: string) {
  const { saved: _, ...narrowed } = filters;
  return { view, ...narrowed, cursor, limit };
}

/** The filters that an address bar holds: only known ones, always in the same order. */
export function readFilters(search: Record<string, unknown>): CaseFilters {
  return Object.fromEntries(
    FILTER_KEYS.filter((k) => search[k] !== undefined && search[k] !== '').map((k) => [k, String(search[k])]),
  );
}
