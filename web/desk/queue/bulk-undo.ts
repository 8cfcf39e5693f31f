import type { QueryClient } from '@tanstack/react-query';
import type { ActionName } from '../../../contract/actions.ts';
import type { Dictionary } from '../../i18n/index.ts';
import { NetworkLost } from '../../lib/problem.ts';
import { showToast } from '../../ui/toast.tsx';
import { sendBulk } from '../case/send-action.ts';
import type { Inverse } from '../case/undo.ts';
import { listsTouched } from '../shell/use-live.ts';
import type { Result } from './bulk-results.tsx';
import { undoneMany } from './undone-many.ts';

/** A case of many that an action has just changed, and how that is taken back. */
export interface Undoable {
  code: string;
  version: number;
  inverse: Inverse;
}

/** Cases whose taking back is the same form: what each goes back to may differ (to whom it was given before). Pure. */
export function sameInverses(cases: readonly Undoable[]): Undoable[][] {
  return [...Map.groupBy(cases, ({ inverse }) => JSON.stringify(inverse)).values()];
}

/**
 * Takes an action back for all cases that it was done to, each on the version that it made. All well: one word. Else one
 * result per case, in a window. A lost line offers the rest again; what was done before it is done once.
 */
export async function undoMany(
  client: QueryClient,
  t: Dictionary,
  action: ActionName,
  cases: readonly Undoable[],
  before: readonly Result[] = [],
): Promise<void> {
  const label = t.actions[action].label;
  const results = [...before];
  const groups = sameInverses(cases);
  try {
    while (groups[0]) {
      const [group] = groups;
      results.push(...(await sendBulk(group[0]?.inverse.action ?? action, group, group[0]?.inverse.body ?? {})));
      groups.shift();
    }
    if (results.every((one) => one.ok)) showToast(t.bulk.undoneToast(label, results.length));
    else undoneMany.set({ action, results });
  } catch (error) {
    const rest = groups.flat();
    const lost = error instanceof NetworkLost;
    const again = { run: () => void undoMany(client, t, action, rest, results) };
    if (lost) showToast(t.craft.undo.lost, { undo: again, tone: 'bad' });
    else {
      const problem = error instanceof Error ? error.message : String(error);
      undoneMany.set({ action, results: [...results, ...rest.map(({ code }) => ({ code, ok: false, problem }))] });
    }
  }
  for (const { code } of cases) void client.invalidateQueries({ queryKey: ['case', code] });
  void client.invalidateQueries({ queryKey: ['cases'] });
  listsTouched.set(listsTouched.get() + 1);
}
