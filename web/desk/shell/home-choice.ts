/** On which page a person wants the desk to open on this machine. Not a setting of the account: a phone differs from a desk. */
import { HOMES, type HomeKey } from './homes.ts';

const keyOf = (username: string) => `1022.home.${username}`;

/** The choice, or null for the natural page. */
export function chosenHome(username: string): HomeKey | null {
  try {
    const stored = localStorage.getItem(keyOf(username));
    return HOMES.find((key) => key === stored) ?? null;
  } catch {
    return null;
  }
}

/** Keeps the choice for the next visit. */
export function chooseHome(username: string, home: HomeKey): void {
  try {
    localStorage.setItem(keyOf(username), home);
  } catch {
    // Private windows forbid it; the desk then opens on the natural page.
  }
}
