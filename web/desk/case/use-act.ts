import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ActionName } from '../../../contract/actions.ts';
import type { CaseView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { forgetSent, read } from '../../lib/kept-store.ts';
import { ApiProblem } from '../../lib/problem.ts';
import { caseQuery } from '../../lib/queries.ts';
import { useToast } from '../../ui/toast.tsx';
import { useSession } from '../session.tsx';
import { lostCases } from '../shell/use-live.ts';
import { keptKey } from './kept-key.ts';
import { sendAction } from './send-action.ts';
import { useUndo } from './use-undo.ts';

export interface Act {
  action: ActionName;
  body: Record<string, unknown>;
  /** Of a kept text: the same key again, from another window or after a reload, is done once. */
  key?: string;
}

/**
 * Carries out one action on a case as it stands on the screen. Done: the kept text is forgotten, the case, its
 * actions and the lists are renewed, and a short word says so. Refused because somebody was faster: the case is renewed, the caller keeps its text. `onDone(null)`: done, and the case is out of sight now.
 */
export function useAct(
  item: CaseView,
  onDone: (after: CaseView | null) => void,
): UseMutationResult<CaseView, Error, Act> {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const { user } = useSession();
  const undo = useUndo();
  const stood = useRef(item);
  /** The kept form as it was when it was sent: what is typed while the answer is on its way is not forgotten with it. */
  const sent = useRef<ReturnType<typeof read<unknown>>>(undefined);
  const forget = (action: Act['action']) => {
    if (!forgetSent(keptKey(user.username, item.code, action), sent.current)) toast(t.draft.typedOn);
  };
  /** Done, and out of this person's sight (a return, a forward). */
  const left = (action: Act['action']) => {
    forget(action);
    toast(`${t.actions[action].done} · ${item.code}`);
    lostCases.set(new Set([...lostCases.get(), item.code]));
    void client.invalidateQueries({ queryKey: ['cases'] });
    onDone(null);
  };
  return useMutation({
    mutationFn: ({ action, body, key }: Act) => {
      stood.current = item;
      sent.current = read(keptKey(user.username, item.code, action));
      return sendAction({ code: item.code, version: item.version, action, body, key });
    },
    onSuccess: (after, { action, body }) => {
      if (after.lostSight) return left(action);
      client.setQueryData(caseQuery(item.code).queryKey, after);
      forget(action);
      onDone(after);
      void client.invalidateQueries({ queryKey: ['case', item.code] });
      void client.invalidateQueries({ queryKey: ['cases'] });
      toast(`${t.actions[action].done} · ${item.code}`, { undo: undo(action, stood.current, body, after.version) });
    },
    onError: (error, { action }) => {
      if (error instanceof ApiProblem && error.problem.done === true) {
        // It was done, and somebody has acted since: not a failure.
        left(action);
        return;
      }
      const stale = error instanceof ApiProblem && [403, 404, 409].includes(error.status);
      if (stale) void client.invalidateQueries({ queryKey: ['case', item.code] });
    },
  });
}
