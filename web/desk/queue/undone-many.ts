import type { ActionName } from '../../../contract/actions.ts';
import { createStore } from '../../lib/store.ts';
import type { Result } from './bulk-results.tsx';

/** What became of taking back an action on many cases, while its window is open; the frame shows it on any page. */
export const undoneMany = createStore<{ action: ActionName; results: readonly Result[] } | null>(null);
