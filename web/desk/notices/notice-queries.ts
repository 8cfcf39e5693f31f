import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { getNoticePreferences, listNotices } from '../../../contract/notices.ts';
import { call } from '../../lib/api.ts';
import type { Language } from '../../lib/preferences.ts';

export const NOTICES = ['notices'] as const;

/** What stands at the bell; one row comes along for the browser's own notification. */
export const newestQuery = (language: Language) =>
  queryOptions({
    queryKey: [...NOTICES, 'newest', language],
    queryFn: () => call(listNotices, { query: { unread: 'true', limit: 1, language } }),
    refetchOnWindowFocus: true,
  });

export const noticesQuery = (unread: boolean, language: Language, limit = 30) =>
  infiniteQueryOptions({
    queryKey: [...NOTICES, 'page', unread, language, limit],
    queryFn: ({ pageParam }) =>
      call(listNotices, {
        query: { ...(unread ? { unread: 'true' as const } : {}), cursor: pageParam, limit, language },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const noticePreferencesQuery = (language: Language) =>
  queryOptions({
    queryKey: ['notice-preferences', language],
    queryFn: () => call(getNoticePreferences, { query: { language } }),
  });
