import { useEffect, useRef } from 'react';
import { usePreferences } from '../../lib/preferences.ts';

/** True while somebody types: a letter is then text, not a shortcut. */
function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
      target.closest('[role=listbox],[role=menu]') !== null)
  );
}

/** Something open over the page owns the keyboard. */
function covered(): boolean {
  return document.querySelector('[role=dialog][aria-modal=true]') !== null;
}

/**
 * Page-wide shortcuts: `j`, `?`, `/`, `mod+k`, `mod+Enter`, `Escape` … → handler. Letters are silent while typing, while
 * a dialog is open, during composition (Telex), and when the person has switched them off.
 */
export function useKeys(keys: Record<string, (event: KeyboardEvent) => void>): void {
  const { letterKeys } = usePreferences();
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey || event.defaultPrevented) return;
      const mod = event.ctrlKey || event.metaKey;
      const plain = !mod && event.key.length === 1;
      if (plain && (!letterKeys || typing(event.target))) return;
      const handler =
        current.current[`${mod ? 'mod+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`];
      if (!handler || (covered() && !mod)) return;
      event.preventDefault();
      handler(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [letterKeys]);
}
