import { CloseButton } from '@mantine/core';
import { type JSX, useEffect } from 'react';
import { useT } from '../i18n/index.ts';
import { createStore, useStore } from '../lib/store.ts';
import styles from './toast.module.css';

interface Toast {
  id: number;
  message: string;
}

const SHOWN_MS = 5_000;
const MOST = 3;
const toasts = createStore<readonly Toast[]>([]);
let last = 0;

/** A short word at the edge of the page that something was done; goes by itself. */
export function useToast(): (message: string) => void {
  return (message) => {
    last += 1;
    toasts.set([...toasts.get(), { id: last, message }].slice(-MOST));
  };
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
  useEffect(() => {
    const timer = setTimeout(() => drop(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast.id]);
  return (
    <p className={styles.toast}>
      <span>{toast.message}</span>
      <CloseButton size="sm" aria-label={t.common.close} onClick={() => drop(toast.id)} />
    </p>
  );
}
