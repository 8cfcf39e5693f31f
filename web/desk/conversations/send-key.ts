import { createStore, useStore } from '../../lib/store.ts';

const KEY = '1022.send-key';
export type SendKey = 'enter' | 'ctrl-enter';

function load(): SendKey {
  try {
    return localStorage.getItem(KEY) === 'enter' ? 'enter' : 'ctrl-enter';
  } catch {
    return 'ctrl-enter';
  }
}
const store = createStore<SendKey>(load());

/** By which key this browser sends; letters are long, so Ctrl+Enter unless somebody chose otherwise. */
export function useSendKey(): readonly [SendKey, () => void] {
  const key = useStore(store);
  const change = () => {
    const next = key === 'enter' ? 'ctrl-enter' : 'enter';
    store.set(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // Then it lasts until the tab closes.
    }
  };
  return [key, change];
}

export interface KeyPress {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
  /** 229 while an input method composes, in browsers that do not say `isComposing` at its end. */
  keyCode: number;
}

/** Whether this key press sends. Never while an input method (Telex, VNI) composes: Enter then only ends the word. */
export function sends(press: KeyPress, how: SendKey): boolean {
  if (press.key !== 'Enter' || press.isComposing || press.keyCode === 229) return false;
  if (press.ctrlKey || press.metaKey) return true;
  return how === 'enter' && !press.shiftKey;
}
