import type { CaseRow } from '../../../contract/cases.ts';

export interface ListComparison {
  renewed: Map<string, CaseRow>;
  fresh: string[];
  gone: Set<string>;
}

/**
 * What a newly read first page says about the rows on the screen. A row missing from the page has left the list only if
 * the page must contain it: the page is the whole list, or the row stands above one that the page does contain. Pure.
 */
export function compareLists(
  shown: readonly CaseRow[],
  page: { items: CaseRow[]; nextCursor: string | null },
): ListComparison {
  const onPage = new Map(page.items.map((row) => [row.code, row]));
  const onScreen = new Set(shown.map((row) => row.code));
  const lastCommon = shown.findLastIndex((row) => onPage.has(row.code));
  const gone = shown.filter((row, i) => !onPage.has(row.code) && (page.nextCursor === null || i < lastCommon));
  return {
    renewed: onPage,
    fresh: page.items.filter((row) => !onScreen.has(row.code)).map((row) => row.code),
    gone: new Set(gone.map((row) => row.code)),
  };
}
