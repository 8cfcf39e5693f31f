import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { type Notice, readNotices } from '../../../contract/notices.ts';
import { useLanguage } from '../../i18n/core.ts';
import { call } from '../../lib/api.ts';
import { useStore } from '../../lib/store.ts';
import { arrived } from './arrived.ts';
import { ring, showOutside, useAttention } from './attention.ts';
import { NOTICES, newestQuery } from './notice-queries.ts';

type ReadWhat = { ids: string[] } | { case: string } | { all: true; upTo?: string };

/** Marks notices as read and renews whatever shows them. */
export function useReadNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: ReadWhat) => call(readNotices, { body: what }),
    onSuccess: () => void client.invalidateQueries({ queryKey: NOTICES }),
  });
}

/** Where a notice leads. */
export function placeOf(notice: Notice) {
  if (notice.caseCode) return { to: '/cases/$code', params: { code: notice.caseCode } } as const;
  if (notice.conversationId) return { to: '/conversations/$id', params: { id: notice.conversationId } } as const;
  return { to: '/notices' } as const;
}

/** How many are unread; kept in step with the feed, with the page one reads, and with the other tabs. */
export function useBell(): number {
  const client = useQueryClient();
  const language = useLanguage();
  const navigate = useNavigate();
  const attention = useAttention();
  const news = useStore(arrived);
  const newest = useQuery(newestQuery(language));
  const { mutate: read } = useReadNotices();
  const path = useRouterState({ select: (s) => s.location.pathname });
  const unread = newest.data?.unread ?? 0;
  const wishes = useRef(attention);
  wishes.current = attention;

  useEffect(() => {
    if (!news) return;
    void client.invalidateQueries({ queryKey: NOTICES });
    if (!news.pressing) return;
    if (wishes.current.sound) ring();
    if (!wishes.current.browser || !document.hidden) return;
    client
      .fetchQuery({ ...newestQuery(language), staleTime: 0 })
      .then(
        ({ items: [first] }) => first && showOutside(first.title, first.caseCode, () => void navigate(placeOf(first))),
      )
      .catch(() => {});
  }, [news, client, language, navigate]);

  // Whoever opens the case has read what was said about it.
  const code = /\/(?:cases|queue\/[a-z]+)\/(1022-[\d-]+)$/.exec(path)?.[1];
  useEffect(() => {
    if (code && unread > 0) read({ case: code });
  }, [code, unread, read]);
  return unread;
}
