import { createStore } from './store.ts';

/** Whether the last request reached the server. The banner and the retry of queries hang on it. */
export const reachable = createStore(true);

// The machine itself knows at once when its network is gone; that it is back is only believed when the server answers.
window.addEventListener('offline', () => reachable.set(false));
