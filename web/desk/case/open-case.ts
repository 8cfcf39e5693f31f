import type { ActionName } from '../../../contract/actions.ts';
import { createStore } from '../../lib/store.ts';

/** The case whose action bar is on the screen, and how its forms are opened: the command field offers them too. */
export const openCase = createStore<{ code: string; start(action: ActionName): void } | null>(null);
