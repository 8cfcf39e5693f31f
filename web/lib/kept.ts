import { useCallback, useEffect, useState } from 'react';

const PREFIX = '1022.kept.';
const KEEP_DAYS = 14;

interface Kept<T> {
  at: number;
  value: T;
}

function read<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text ? (JSON.parse(text) as Kept<T>).value : undefined;
  } catch {
    return undefined;
  }
}

function write<T>(key: string, value: T): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), value } satisfies Kept<T>));
  } catch {
    // A full or forbidden store must not stop anybody from typing.
  }
}

/**
 * State that survives reload, lost network and expired session, in this browser only. `key` names the person, the case
 * and the form, so that two people at one machine never see each other's text. `clear` forgets it (after sending).
 */
export function useKept<T>(key: string, initial: T): readonly [T, (next: T) => void, () => void] {
  const [state, setState] = useState<{ key: string; value: T }>(() => ({ key, value: read<T>(key) ?? initial }));
  const value = state.key === key ? state.value : (read<T>(key) ?? initial);
  useEffect(() => {
    // The same form in another tab: the last one to type wins, and both show it.
    const follow = (event: StorageEvent) => {
      if (event.key === PREFIX + key && event.newValue) setState({ key, value: read<T>(key) ?? initial });
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, [key, initial]);
  const set = useCallback(
    (next: T) => {
      setState({ key, value: next });
      // Typed and taken back is nothing to keep.
      if (JSON.stringify(next) === JSON.stringify(initial)) forgetOne(key);
      else write(key, next);
    },
    [key, initial],
  );
  const clear = useCallback(() => {
    localStorage.removeItem(PREFIX + key);
    setState({ key, value: initial });
  }, [key, initial]);
  return [value, set, clear];
}

/** True when an unsent text is kept under `key`. */
export function isKept(key: string): boolean {
  return localStorage.getItem(PREFIX + key) !== null;
}

/** Forgets the text kept under `key`: it has been sent. */
export function forgetOne(key: string): void {
  localStorage.removeItem(PREFIX + key);
}

/** How many unsent texts `owner` has in this browser. */
export function countKept(owner: string): number {
  return Object.keys(localStorage).filter((k) => k.startsWith(`${PREFIX}${owner}.`)).length;
}

/** Forgets every kept text of `owner`: called on sign-out, because desks are shared. */
export function forgetKept(owner: string): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(`${PREFIX}${owner}.`)) localStorage.removeItem(key);
  }
}

/** Drops kept texts older than two weeks. */
export function sweepKept(): void {
  const limit = Date.now() - KEEP_DAYS * 86_400_000;
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PREFIX)) continue;
    try {
      if ((JSON.parse(localStorage.getItem(key) ?? '') as Kept<unknown>).at >= limit) continue;
    } catch {
      // Unreadable: dropped below.
    }
    localStorage.removeItem(key);
  }
}
