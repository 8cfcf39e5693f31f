import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ActionName } from '../../../contract/actions.ts';
import type { CaseView } from '../../../contract/cases.ts';
import type { Dictionary } from '../../i18n/core.ts';
import { useT } from '../../i18n/core.ts';
import { freshId } from '../../lib/fresh-id.ts';
import { ApiProblem, NetworkLost } from '../../lib/problem.ts';
import { caseQuery } from '../../lib/queries.ts';
import { showToast, type UndoOffer, undoLast } from '../../ui/toast.tsx';
import { mayTakeBack } from '../shell/keys.ts';
import { sendAction } from './send-action.ts';
import { type Inverse, inverseOf, standingOf } from './undo.ts';

/**
 * The offer to take an action back: the ordinary inverse, on the version that the action made. If the other side has
 * moved meanwhile the server refuses, and that is what is said.
 */
export function useUndo(): (
  action: ActionName,
  before: CaseView,
  body: Record<string, unknown>,
  version: number,
) => UndoOffer | null {
  const t = useT();
  const client = useQueryClient();
  return (action, before, body, version) => {
    const inverse = inverseOf(action, standingOf(before), body, t.craft.undo.reason(t.actions[action].label));
    if (!inverse) return null;
    return { run: () => void takeBack(client, t, { code: before.code, action, version, inverse, key: freshId() }) };
  };
}

interface Undoing {
  code: string;
  action: ActionName;
  version: number;
  inverse: Inverse;
  key: string;
}

async function takeBack(client: QueryClient, t: Dictionary, what: Undoing): Promise<void> {
  const { code, inverse, version, key } = what;
  const label = t.actions[what.action].label;
  try {
    const after = await sendAction({ code, action: inverse.action, version, body: inverse.body, key });
    if (!after.lostSight) client.setQueryData(caseQuery(code).queryKey, after);
    showToast(`${t.craft.undo.done(label)} · ${code}`);
  } catch (error) {
    if (error instanceof NetworkLost) {
      // Nothing is known of it: the same again is the same.
      showToast(t.craft.undo.lost, { undo: { run: () => void takeBack(client, t, what) }, tone: 'bad' });
      return;
    }
    showToast(t.craft.undo.refused(label, whyNot(t, error)), { tone: 'bad' });
  }
  void client.invalidateQueries({ queryKey: ['case', code] });
  void client.invalidateQueries({ queryKey: ['cases'] });
}

/** What the server says of a conflict is for somebody who has written something: here nothing is kept for him. */
function whyNot(t: Dictionary, error: unknown): string {
  if (error instanceof ApiProblem && error.code === 'conflict') return t.craft.undo.moved;
  return error instanceof Error ? error.message : '';
}

/** Ctrl+Z outside of text: takes back what was done last, while that is offered. In a text it is the browser's. */
export function useUndoKey(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      if (event.defaultPrevented || !mayTakeBack(event.target) || !undoLast()) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
