import { CALLBACK_KINDS, type CallbackKind } from '../../../contract/callback-kinds.ts';

/** What stands in the address of the page of call-backs. */
export interface CallbacksSearch {
  state?: 'ended';
  kind?: CallbackKind;
}

/** Keeps what is known, drops the rest. Pure. */
export function callbacksSearch(search: Record<string, unknown>): CallbacksSearch {
  const kind = CALLBACK_KINDS.find((one) => one === search.kind);
  return { ...(search.state === 'ended' ? { state: 'ended' } : {}), ...(kind ? { kind } : {}) };
}
