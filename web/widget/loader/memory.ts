/**
 * The page's own storage. Of itself the button keeps only that a conversation runs. Where the browser lets a window of
 * another site keep nothing (private windows, blocked third-party cookies), it lends the window a few names in it, so that
 * a reload does not lose the conversation.
 */

/** Bytes of one value, and names at once: a message with its files, and what waits to be sent. */
const LONGEST = 40_000;
const MOST = 60;

export function memoryOf(siteKey: string) {
  const prefix = `td1022:${siteKey}:`;
  const talking = `${prefix}talking`;
  const attempt = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch {
      return otherwise;
    }
  };
  const names = () => Object.keys(localStorage).filter((name) => name.startsWith(prefix) && name !== talking);
  const put = (name: string, value: string | null) =>
    attempt(() => (value === null ? localStorage.removeItem(name) : localStorage.setItem(name, value)), undefined);
  return {
    isTalking: () => attempt(() => localStorage.getItem(talking) !== null, false),
    setTalking: (on: boolean) => put(talking, on ? '1' : null),
    lent: () =>
      attempt(
        () => Object.fromEntries(names().map((name) => [name, localStorage.getItem(name) ?? ''])),
        {} as Record<string, string>,
      ),
    /** Keeps what the window asks for, under its own names and within limits. */
    lend(name: unknown, value: unknown) {
      if (typeof name !== 'string' || !name.startsWith(prefix) || name === talking || name.length > 200) return;
      if (value !== null && (typeof value !== 'string' || value.length > LONGEST)) return;
      if (value !== null && attempt(() => names().length, MOST) >= MOST) return;
      put(name, value);
    },
    /** What other tabs of the page keep or drop. */
    onChange(heard: (name: string, value: string | null) => void) {
      addEventListener('storage', ({ key, newValue }) => {
        if (key?.startsWith(prefix) && key !== talking) heard(key, newValue);
      });
    },
  };
}
