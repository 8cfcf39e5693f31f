import { WAITING_KINDS, type WaitingKind } from '../../../contract/waiting-words.ts';

/** What stands in the address of the page of what waits. */
export interface WaitingSearch {
  kind?: WaitingKind;
  unit?: string;
}

/** Keeps what is known, drops the rest. Pure. */
export function waitingSearch(search: Record<string, unknown>): WaitingSearch {
  const kind = WAITING_KINDS.find((one) => one === search.kind);
  return {
    ...(kind ? { kind } : {}),
    ...(typeof search.unit === 'string' && search.unit ? { unit: search.unit } : {}),
  };
}
