import { useSyncExternalStore } from 'react';
import type { Store } from './create-store.ts';

export { createStore } from './create-store.ts';
export type { Store };

/** The store's value, re-rendering on change. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}
