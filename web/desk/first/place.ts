import type { CaseListView } from '../../../contract/cases.ts';
import { type CaseFilters, readFilters } from '../../lib/case-filters.ts';

/** Which list an address of the desk opens, and which case beside it. */
export interface ListPlace {
  view: CaseListView;
  filters: CaseFilters;
  code: string | null;
}

/** Where the frame of a telephone ends. */
export const PHONE = '(max-width: 47.99em)';

/** Reads `/desk/queue/all/1022-…?due=today`; null for every other page. Pure. */
export function listPlaceOf(address: Pick<Location, 'pathname' | 'search'>): ListPlace | null {
  const [, view, code] = /^\/desk\/queue\/([a-z]+)(?:\/([^/]+))?\/?$/.exec(address.pathname) ?? [];
  if (!view) return null;
  const given = Object.fromEntries(new URLSearchParams(address.search));
  // The router writes what could be mistaken for a number in quotes; such an address is left to it.
  if (Object.values(given).some((value) => value.startsWith('"'))) return null;
  try {
    return { view: view as CaseListView, filters: readFilters(given), code: code ? decodeURIComponent(code) : null };
  } catch {
    // Percent signs that mean nothing: the desk says that there is no such case.
    return null;
  }
}

/** How the router writes one value into the address: text that could be read as something else in quotes. Pure. */
export function searchValue(text: string): string {
  try {
    JSON.parse(text);
    return JSON.stringify(text);
  } catch {
    return text;
  }
}
