import { createStore } from './store.ts';

/** Whether the last request reached the server. The banner and the retry of queries hang on it. */
export const reachable = createStore(true);
