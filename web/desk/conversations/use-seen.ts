import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { seeConversation } from '../../../contract/conversations.ts';
import { call } from '../../lib/api.ts';
import { inboxCountsQuery } from './inbox-queries.ts';

/** Seen means seen: the page is in front and the messages stand on it. */
export function useSeen(id: string, unread: number, answers: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (unread === 0 || !answers) return;
    const tell = () => {
      if (document.hidden) return;
      void call(seeConversation, { params: { id } })
        .then(() => client.invalidateQueries({ queryKey: inboxCountsQuery.queryKey }))
        .catch(() => {});
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [unread, answers, id, client]);
}
