import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CaseListView, CaseRow } from '../../../contract/cases.ts';
import { type CaseFilters, caseListQuery, readCases } from '../../lib/queries.ts';
import { useStore } from '../../lib/store.ts';
import { listsTouched, lostCases } from '../shell/use-live.ts';
import { compareLists } from './compare-lists.ts';

type Page = Awaited<ReturnType<typeof readCases>>;
const GATHER_MS = 700;
/** “còn 12 phút” is the server's phrase and grows old, so open lists are compared once a minute in any case. */
const RENEW_MS = 60_000;

export interface CaseList {
  rows: CaseRow[];
  /** Codes that are still shown but no longer belong to this list. */
  gone: ReadonlySet<string>;
  /** How many new cases wait above the list until the reader asks for them. */
  fresh: number;
  showFresh(): void;
  isPending: boolean;
  error: unknown;
  retry(): void;
  /** Fetches the next page; null at the end, while one is being fetched, and when the last attempt failed. */
  more: (() => void) | null;
  loadingMore: boolean;
  /** Tries again after a failure. */
  again: (() => void) | null;
}

/**
 * One list of cases that never jumps under the reader: after a live event the first page is read again in the
 * background; rows that changed are renewed where they stand, rows that left are marked, new ones only counted.
 */
export function useCaseList(view: CaseListView, filters: CaseFilters): CaseList {
  const client = useQueryClient();
  const options = caseListQuery(view, filters);
  const query = useInfiniteQuery(options);
  const touched = useStore(listsTouched);
  const lost = useStore(lostCases);
  const [waiting, setWaiting] = useState<{ page: Page; fresh: number } | null>(null);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(
    () => dedupe(query.data?.pages.flatMap((p) => p.items) ?? []).filter((r) => !lost.has(r.code)),
    [query.data, lost],
  );
  const shown = useRef(rows);
  shown.current = rows;

  const key = JSON.stringify(options.queryKey);
  const started = useRef({ key, touched });
  if (started.current.key !== key) started.current = { key, touched };

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts without marks
  useEffect(() => {
    setWaiting(null);
    setGone(new Set());
  }, [key]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for view and filters
  useEffect(() => {
    let ended = false;
    const look = async () => {
      if (!client.getQueryData(options.queryKey) || document.hidden) return;
      const page = await readCases(view, filters).catch(() => null);
      if (!page || ended) return;
      const seen = compareLists(shown.current, page);
      client.setQueryData<InfiniteData<Page, string | undefined>>(options.queryKey, (old) =>
        shown.current.length === 0
          ? { pages: [page], pageParams: [undefined] }
          : old && {
              ...old,
              pages: old.pages.map((p) =>
                p.items.some((r) => seen.renewed.has(r.code))
                  ? { ...p, items: p.items.map((r) => seen.renewed.get(r.code) ?? r) }
                  : p,
              ),
            },
      );
      setGone(seen.gone);
      setWaiting(shown.current.length > 0 && seen.fresh.length > 0 ? { page, fresh: seen.fresh.length } : null);
    };
    const soon = started.current.touched === touched ? undefined : setTimeout(() => void look(), GATHER_MS);
    const timer = setInterval(() => void look(), RENEW_MS);
    const onShow = () => void look();
    document.addEventListener('visibilitychange', onShow);
    return () => {
      ended = true;
      clearTimeout(soon);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onShow);
    };
  }, [touched, key, client]);

  const { fetchNextPage } = query;
  const fetchMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);

  return {
    rows,
    gone,
    fresh: waiting?.fresh ?? 0,
    showFresh: () => {
      if (waiting) client.setQueryData(options.queryKey, { pages: [waiting.page], pageParams: [undefined] });
      setWaiting(null);
      setGone(new Set());
    },
    isPending: query.isPending,
    error: query.data ? null : query.error,
    retry: () => void query.refetch(),
    more: query.hasNextPage && !query.isFetchingNextPage && !query.isFetchNextPageError ? fetchMore : null,
    loadingMore: query.isFetchingNextPage || (query.hasNextPage && !query.isFetchNextPageError),
    again: query.isFetchNextPageError ? fetchMore : null,
  };
}

/** A case that moved between two pages while they were read may come twice; the first one stays. */
function dedupe(rows: CaseRow[]): CaseRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(row.code) && seen.add(row.code));
}
