/** What stands in the address of the page of orders. */
export const SIDES = ['given', 'received', 'province'] as const;
export type Side = (typeof SIDES)[number];
export const SHOWN = ['unsettled', 'overdue', 'reported', 'every'] as const;
export type Shown = (typeof SHOWN)[number];

export interface DirectiveSearch {
  side?: Side;
  shown?: Shown;
}

/** Keeps what is known, drops the rest. Pure. */
export function directiveSearch(search: Record<string, unknown>): DirectiveSearch {
  const side = SIDES.find((s) => s === search.side);
  const shown = SHOWN.find((s) => s === search.shown);
  return { ...(side ? { side } : {}), ...(shown && shown !== 'unsettled' ? { shown } : {}) };
}
