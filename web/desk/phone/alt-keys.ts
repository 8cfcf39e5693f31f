import { useEffect, useRef } from 'react';

/**
 * Alt with a key of the keyboard, by its place and not its letter: with Alt some keyboards write another one. Works
 * while somebody types, because a call does not wait until he has left the field.
 */
export function useAltKeys(keys: Record<string, (() => void) | null>): void {
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
      const act = now.current[event.code];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, []);
}
