import type { ActionName } from '../../../contract/actions.ts';
import type { CaseStanding } from '../../../contract/bulk.ts';
import type { CaseView } from '../../../contract/cases.ts';

/** The action that takes another one back: an ordinary action of the workflow, with its own form. */
export interface Inverse {
  action: ActionName;
  body: Record<string, unknown>;
}

type Body = Record<string, unknown>;

/** How a case on the screen stands, as far as taking an action back must know it. */
export function standingOf(item: CaseView): CaseStanding {
  return {
    assignee: item.assignee?.code ?? null,
    type: item.type,
    urgency: item.urgency,
    category: item.category?.code ?? null,
    area: item.area?.code ?? null,
  };
}

/** What each action that has an inverse is taken back by; `why` says in the trail that it was undone. */
const INVERSES: Partial<Record<ActionName, (before: CaseStanding, body: Body, why: string) => Inverse | null>> = {
  forward: (_before, _body, why) => ({ action: 'recall', body: { reason: why } }),
  merge: (_before, _body, why) => ({ action: 'unmerge', body: { reason: why } }),
  publish: (_before, _body, why) => ({ action: 'unpublish', body: { reason: why } }),
  submit: (_before, _body, why) => ({ action: 'withdraw_draft', body: { reason: why } }),
  // Who had no officer before cannot be given back to nobody.
  assign: ({ assignee }, body, why) =>
    assignee && assignee !== body.user ? { action: 'assign', body: { user: assignee, reason: why } } : null,
  relabel: (before, body, why) => {
    const was: Record<string, string | undefined> = {
      type: before.type,
      urgency: before.urgency,
      category: before.category ?? undefined,
      area: before.area ?? undefined,
    };
    const changed = Object.keys(was).filter((key) => body[key] !== undefined && body[key] !== was[key]);
    // What was not set cannot be unset.
    if (changed.length === 0 || changed.some((key) => was[key] === undefined)) return null;
    return { action: 'relabel', body: { ...Object.fromEntries(changed.map((key) => [key, was[key]])), reason: why } };
  },
};

/** How an action just done on a case as it stood before is taken back, or null where the workflow knows no way. Pure. */
export function inverseOf(action: ActionName, before: CaseStanding, body: Body, why: string): Inverse | null {
  return INVERSES[action]?.(before, body, why) ?? null;
}
