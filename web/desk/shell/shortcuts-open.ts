import { createStore } from '../../lib/store.ts';

/** Whether the help sheet is open; apart from the sheet, which is fetched when somebody first asks for it. */
export const shortcutsOpen = createStore(false);

/** Opens the help sheet, from wherever. */
export function openShortcuts(): void {
  shortcutsOpen.set(true);
}
