import { useCallback, useEffect, useRef, useState } from 'react';
import { freshId } from './fresh-id.ts';
import { forgetOne, isKept, otherOf, PREFIX, read, same, write } from './kept-store.ts';

/** What belongs to a kept text besides the text. */
export interface KeptMeta<T> {
  /** Names this text until it is sent or discarded; goes along as the key by which sending twice is sending once. */
  id: string;
  /** Another window has just sent or discarded what stood here. */
  endedElsewhere: boolean;
  /** From now on it is another text: its sending is not a repetition. */
  renew(): void;
  /**
   * Forgets what was sent and keeps what was typed in the meantime, here or in another window, under another name
   * (`rest`: what of it). @returns whether nothing is left
   */
  wasSent(sent: T, rest?: (now: T) => T): boolean;
  /** What another window had typed when this one, which had not heard of it, typed on; null: nothing. */
  other: T | null;
  /** Puts the other text here and this one in its place. */
  swap(): void;
  /** Throws the other text away. */
  dropOther(): void;
}

interface State<T> {
  key: string;
  id: string;
  value: T;
  /** It stands in the store: missing there means that it was sent or discarded. */
  stored: boolean;
  endedElsewhere: boolean;
  other: T | null;
}

function load<T>(key: string, initial: T): State<T> {
  const kept = read<T>(key);
  return {
    key,
    id: kept?.id ?? freshId(),
    value: kept?.value ?? initial,
    stored: kept !== undefined,
    endedElsewhere: false,
    other: read<T>(otherOf(key))?.value ?? null,
  };
}

/**
 * State that survives reload, lost network and expired session, in this browser only. `key` names the person, the case
 * and the form, so that two people at one machine never see each other's text.
 *
 * Two windows of one browser share it: both show what was typed last, and what one has sent is gone in the other. A
 * window that slept and did not hear of the other does not write over it: what it finds there becomes `other`.
 */
export function useKept<T>(
  key: string,
  initial: T,
): readonly [value: T, set: (next: T | ((now: T) => T)) => void, clear: () => void, meta: KeptMeta<T>] {
  const [state, setState] = useState<State<T>>(() => load(key, initial));
  const current = state.key === key ? state : load(key, initial);
  if (current !== state) setState(current);
  // What this window knows, also between two changes of one event.
  const known = useRef(current);
  known.current = current;
  const show = useCallback((next: State<T>) => {
    known.current = next;
    setState(next);
  }, []);

  useEffect(() => {
    const follow = (event: StorageEvent) => {
      if (event.key === PREFIX + key) show({ ...load(key, initial), endedElsewhere: event.newValue === null });
      if (event.key === PREFIX + otherOf(key)) show({ ...known.current, other: read<T>(otherOf(key))?.value ?? null });
    };
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, [key, initial, show]);

  const set = useCallback(
    (next: T | ((now: T) => T)) => {
      const before = known.current;
      const found = read<T>(key);
      const unheard = found !== undefined && !same(found.value, before.value);
      const ended = found === undefined && before.stored;
      const change = typeof next === 'function' ? (next as (now: T) => T) : null;
      // A change of what is there is made to what is really there; a text of its own does not go over an unheard one.
      const value = change ? change(unheard ? found.value : ended ? initial : before.value) : (next as T);
      const other = unheard && !change ? found.value : before.other;
      if (other !== before.other) write(otherOf(key), freshId(), other);
      const id = unheard ? (found.id ?? before.id) : ended ? freshId() : before.id;
      // Typed and taken back is nothing to keep.
      const empty = same(value, initial);
      if (empty) forgetOne(key);
      else write(key, id, value);
      show({ key, id, value, stored: !empty && isKept(key), endedElsewhere: ended, other });
    },
    [key, initial, show],
  );
  const end = useCallback(
    (left: T) => {
      const id = freshId();
      if (same(left, initial)) forgetOne(key);
      else write(key, id, left);
      show({ ...known.current, key, id, value: left, stored: isKept(key), endedElsewhere: false });
    },
    [key, initial, show],
  );
  const clear = useCallback(() => end(initial), [end, initial]);
  const wasSent = useCallback(
    (sent: T, rest: (now: T) => T = (now) => now) => {
      const now = read<T>(key)?.value;
      const left = now === undefined || same(now, sent) ? initial : rest(now);
      end(left);
      return same(left, initial);
    },
    [key, initial, end],
  );
  const renew = useCallback(() => {
    const kept = read<T>(key);
    const fresh = freshId();
    if (kept) write(key, fresh, kept.value);
    show({ ...known.current, id: fresh });
  }, [key, show]);
  const dropOther = useCallback(() => {
    forgetOne(otherOf(key));
    show({ ...known.current, other: null });
  }, [key, show]);
  const swap = useCallback(() => {
    const { other, value, id } = known.current;
    if (other === null) return;
    write(key, id, other);
    write(otherOf(key), freshId(), value);
    show({ ...known.current, value: other, other: value, stored: isKept(key) });
  }, [key, show]);
  const { id, value, endedElsewhere, other } = current;
  return [value, set, clear, { id, endedElsewhere, renew, wasSent, other, swap, dropOther }];
}

/** What of a text is left when its beginning was sent while it was typed on. Pure. */
export function restOf(sent: string): (now: string) => string {
  return (now) => (now.startsWith(sent) ? now.slice(sent.length).trimStart() : now);
}
