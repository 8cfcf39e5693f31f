import { useEffect, useRef } from 'react';
import { usePreferences } from '../../lib/preferences.ts';
import type { ShortcutKey } from './shortcuts.ts';

type Keys = Partial<Record<ShortcutKey, (event: KeyboardEvent) => void>>;
interface Layer {
  keys: Keys;
  letters: boolean;
}

// What was opened last is asked first: Escape closes the form, the next one the case.
const layers: Layer[] = [];
let inOpenList = false;

/** True while somebody types: a letter is then text, not a shortcut. */
function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
      target.closest('[role=listbox],[role=menu]') !== null)
  );
}

/** Ctrl+Z belongs to the page here: not to a text, and not to something open over the page. */
export function mayTakeBack(target: EventTarget | null): boolean {
  return !typing(target) && !covered(target);
}

/** Something open over the page owns the keyboard: a dialog, or the menu or popover in which the focus stands. */
function covered(target: EventTarget | null): boolean {
  const inOverlay = target instanceof HTMLElement && target.closest('#overlays') !== null;
  return inOverlay || document.querySelector('[role=dialog][aria-modal=true]') !== null;
}

/** Asked on the way down: on the way up an open list has already closed itself and looks as if it had never been open. */
function lookAhead(event: KeyboardEvent): void {
  inOpenList = event.target instanceof HTMLElement && event.target.closest('[aria-expanded=true]') !== null;
}

function listen(event: KeyboardEvent): void {
  if (event.isComposing || event.altKey || event.defaultPrevented) return;
  if (event.key === 'Escape' && inOpenList) return;
  const mod = event.ctrlKey || event.metaKey;
  const letter = !mod && event.key.length === 1;
  if (letter && typing(event.target)) return;
  if (!mod && covered(event.target)) return;
  const name = `${mod ? 'mod+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}` as ShortcutKey;
  const layer = layers.findLast((l) => l.keys[name] && (l.letters || !letter));
  if (!layer) return;
  event.preventDefault();
  layer.keys[name]?.(event);
}

/**
 * Page-wide shortcuts, each with an entry in shortcuts.ts: `j`, `?`, `/`, `mod+k`, `mod+Enter`, `Escape` … → handler; the innermost page wins. Letters are
 * silent while typing, while a dialog is open, during composition (Telex), and when the person has switched them off.
 */
export function useKeys(keys: Keys): void {
  const { letterKeys } = usePreferences();
  const layer = useRef<Layer>({ keys, letters: letterKeys });
  layer.current.keys = keys;
  layer.current.letters = letterKeys;
  useEffect(() => {
    const mine = layer.current;
    if (layers.length === 0) {
      document.addEventListener('keydown', lookAhead, true);
      document.addEventListener('keydown', listen);
    }
    layers.push(mine);
    return () => {
      layers.splice(layers.indexOf(mine), 1);
      if (layers.length > 0) return;
      document.removeEventListener('keydown', lookAhead, true);
      document.removeEventListener('keydown', listen);
    };
  }, []);
}
