import { useCallback, useEffect, useState } from 'react';
import { freshId } from './fresh-id.ts';

const PREFIX = '1022.kept.';
const KEEP_DAYS = 14;

interface Kept<T> {
  at: number;
  /** The same in every window and after a reload: by it the server knows that two sendings are one. */
  id?: string;
  value: T;
}

function read<T>(key: string): Kept<T> | undefined {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text ? (JSON.parse(text) as Kept<T>) : undefined;
  } catch {
    return undefined;
  }
}

function write<T>(key: string, id: string, value: T): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), id, value } satisfies Kept<T>));
  } catch {
    // A full or forbidden store must not stop anybody from typing.
  }
}

/** What belongs to a kept text besides the text. */
export interface KeptMeta {
  /** Names this text until it is sent or discarded; goes along as the key by which sending twice is sending once. */
  id: string;
  /** Another window has just sent or discarded what stood here. */
  endedElsewhere: boolean;
  /** From now on it is another text: its sending is not a repetition. */
  renew(): void;
}

interface State<T> {
  key: string;
  id: string;
  value: T;
  endedElsewhere: boolean;
}

function load<T>(key: string, initial: T): State<T> {
  const kept = read<T>(key);
  return { key, id: kept?.id ?? freshId(), value: kept?.value ?? initial, endedElsewhere: false };
}

/**
 * State that survives reload, lost network and expired session, in this browser only. `key` names the person, the case
 * and the form, so that two people at one machine never see each other's text. `clear` forgets it (after sending).
 * Two windows of one browser share it: both show what was typed last, and what one has sent is gone in the other.
 */
export function useKept<T>(key: string, initial: T): readonly [T, (next: T) => void, () => void, KeptMeta] {
  const [state, setState] = useState<State<T>>(() => load(key, initial));
  const current = state.key === key ? state : load(key, initial);
  if (current !== state) setState(current);
  const { id, value, endedElsewhere } = current;
  useEffect(() => {
    const follow = (event: StorageEvent) => {
      if (event.key !== PREFIX + key) return;
      setState({ ...load(key, initial), endedElsewhere: event.newValue === null });
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, [key, initial]);
  const set = useCallback(
    (next: T) => {
      setState({ key, id, value: next, endedElsewhere: false });
      // Typed and taken back is nothing to keep.
      if (JSON.stringify(next) === JSON.stringify(initial)) forgetOne(key);
      else write(key, id, next);
    },
    [key, id, initial],
  );
  const clear = useCallback(() => {
    localStorage.removeItem(PREFIX + key);
    setState({ key, id: freshId(), value: initial, endedElsewhere: false });
  }, [key, initial]);
  const renew = useCallback(() => {
    const kept = read<T>(key);
    const fresh = freshId();
    if (kept) write(key, fresh, kept.value);
    setState((before) => ({ ...before, id: fresh }));
  }, [key]);
  return [value, set, clear, { id, endedElsewhere, renew }];
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
