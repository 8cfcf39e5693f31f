import { type JSX, useEffect, useState } from 'react';
import { useT } from '../i18n/core.ts';
import { createStore, useStore } from '../lib/store.ts';
import { Button, IconButton } from './button.tsx';
import { Icon } from './icons.tsx';
import styles from './toast.module.css';

/** Takes back what the toast tells of. */
export interface UndoOffer {
  run(): void;
}

interface Toast {
  id: number;
  message: string;
  undo: UndoOffer | null;
  tone: 'good' | 'bad';
}

const SHOWN_MS = 5_000;
/** Time to see the word, find it wrong, and reach the button or the keys. */
const UNDO_MS = 12_000;
const MOST = 3;
const toasts = createStore<readonly Toast[]>([]);
let last = 0;

/** Puts a short word at the edge of the page that something was done (or undone, or could not be). */
export function showToast(message: string, more: { undo?: UndoOffer | null; tone?: 'good' | 'bad' } = {}): void {
  last += 1;
  const toast: Toast = { id: last, message, undo: more.undo ?? null, tone: more.tone ?? 'good' };
  // Only the last thing done can be taken back.
  const before = toasts.get().map((one) => ({ ...one, undo: null }));
  toasts.set([...before, toast].slice(-MOST));
}

/** A short word at the edge of the page that something was done; goes by itself. */
export function useToast(): typeof showToast {
  return showToast;
}

/** Takes back what was done last, if that is still offered. @returns whether it was */
export function undoLast(): boolean {
  const toast = toasts.get().findLast((one) => one.undo);
  if (!toast?.undo) return false;
  take(toast);
  return true;
}

function take(toast: Toast): void {
  drop(toast.id);
  toast.undo?.run();
}

const drop = (id: number) => toasts.set(toasts.get().filter((toast) => toast.id !== id));

/** Where they appear: bottom left, on a phone at the top, because the large buttons stand at the bottom. */
export function Toasts(): JSX.Element {
  return (
    <div role="status" className={styles.toasts}>
      {useStore(toasts).map((toast) => (
        <ToastView key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastView({ toast }: { toast: Toast }): JSX.Element {
  const t = useT();
  const [held, setHeld] = useState(false);
  const shown = toast.undo || toast.tone === 'bad' ? UNDO_MS : SHOWN_MS;
  useEffect(() => {
    // Whoever is about to press must not have it taken from under the finger.
    if (held) return;
    const timer = setTimeout(() => drop(toast.id), shown);
    return () => clearTimeout(timer);
  }, [toast.id, held, shown]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only keeps it from going away
    <div
      className={styles.toast}
      data-tone={toast.tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.message}</span>
      {toast.undo ? (
        <Button
          look="quiet"
          small
          className={styles.undo}
          onClick={() => take(toast)}
          after={<kbd className={styles.kbd}>Ctrl Z</kbd>}
        >
          {t.craft.undo.button}
        </Button>
      ) : null}
      <IconButton aria-label={t.common.close} onClick={() => drop(toast.id)}>
        <Icon name="close" size={1} />
      </IconButton>
    </div>
  );
}
