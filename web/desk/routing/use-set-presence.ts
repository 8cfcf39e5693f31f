import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { type PresenceState, putPresence } from '../../../contract/routing.ts';
import { useT } from '../../i18n/core.ts';
import { call } from '../../lib/api.ts';
import { useToast } from '../../ui/toast.tsx';
import { presenceQuery, renewRouting } from './routing-queries.ts';

interface Wanted {
  state: PresenceState;
  reason: string | null;
}

/** Says where I am: to the server, then in the header and in a word at the edge. */
export function useSetPresence(): UseMutationResult<unknown, Error, Wanted> {
  const t = useT();
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (body: Wanted) => call(putPresence, { body }),
    onSuccess: (now) => {
      client.setQueryData(presenceQuery.queryKey, now);
      toast(t.routing.presence.changed(t.routing.presence.state[now.state]));
      void renewRouting(client);
    },
    onError: (error) => toast(error.message),
  });
}
