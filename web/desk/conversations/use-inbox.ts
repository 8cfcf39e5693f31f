import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Conversation } from '../../../contract/conversations.ts';
import { useStore } from '../../lib/store.ts';
import { inboxTouched } from '../shell/use-live.ts';
import type { InboxFilters } from './inbox-filters.ts';
import { inboxQuery, readInbox } from './inbox-queries.ts';
import { freshAbove } from './inbox-rows.ts';

type Page = Awaited<ReturnType<typeof readInbox>>;
const GATHER_MS = 500;

export interface Inbox {
  rows: Conversation[];
  /** How many the whole list has; null until that is known. */
  total: number | null;
  /** How many conversations would stand above what is shown, until the reader asks for them. */
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

/** The inbox that never jumps under the reader: rows are renewed where they stand, what is new is announced and waits. */
export function useInbox(filters: InboxFilters): Inbox {
  const client = useQueryClient();
  const options = inboxQuery(filters);
  const query = useInfiniteQuery(options);
  const touched = useStore(inboxTouched);
  const [waiting, setWaiting] = useState<{ page: Page; fresh: number } | null>(null);
  const rows = useMemo(() => dedupe(query.data?.pages.flatMap((p) => p.items) ?? []), [query.data]);
  const shown = useRef(rows);
  shown.current = rows;
  const key = JSON.stringify(options.queryKey);
  const started = useRef({ key, touched });
  if (started.current.key !== key) started.current = { key, touched };

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts anew
  useEffect(() => setWaiting(null), [key]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the filters
  useEffect(() => {
    let ended = false;
    const look = async () => {
      if (!client.getQueryData(options.queryKey) || document.hidden) return;
      const page = await readInbox(filters).catch(() => null);
      if (!page || ended) return;
      const renewed = new Map(page.items.map((row) => [row.id, row]));
      const empty = shown.current.length === 0;
      client.setQueryData<InfiniteData<Page, string | undefined>>(options.queryKey, (old) =>
        empty
          ? { pages: [page], pageParams: [undefined] }
          : old && {
              ...old,
              pages: old.pages.map((p) => ({
                ...p,
                total: page.total,
                items: p.items.map((row) => renewed.get(row.id) ?? row),
              })),
            },
      );
      const fresh = empty ? 0 : freshAbove(shown.current, page.items);
      setWaiting(fresh > 0 ? { page, fresh } : null);
    };
    const soon = started.current.touched === touched ? undefined : setTimeout(() => void look(), GATHER_MS);
    const onShow = () => void look();
    document.addEventListener('visibilitychange', onShow);
    return () => {
      ended = true;
      clearTimeout(soon);
      document.removeEventListener('visibilitychange', onShow);
    };
  }, [touched, key, client]);

  const { fetchNextPage } = query;
  const fetchMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);

  return {
    rows,
    total: query.data?.pages[0]?.total ?? null,
    fresh: waiting?.fresh ?? 0,
    showFresh: () => {
      if (waiting) client.setQueryData(options.queryKey, { pages: [waiting.page], pageParams: [undefined] });
      setWaiting(null);
    },
    isPending: query.isPending,
    error: query.data ? null : query.error,
    retry: () => void query.refetch(),
    more: query.hasNextPage && !query.isFetchingNextPage && !query.isFetchNextPageError ? fetchMore : null,
    loadingMore: query.isFetchingNextPage,
    again: query.isFetchNextPageError ? fetchMore : null,
  };
}

/** A conversation that moved between two pages while they were read may come twice; the first one stays. */
function dedupe(rows: Conversation[]): Conversation[] {
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(row.id) && seen.add(row.id));
}
