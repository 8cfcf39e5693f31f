import { type JSX, type KeyboardEvent, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import styles from './keypad.module.css';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** Twelve keys for menus of other exchanges; the computer's digit keys work too. */
export function Keypad({ onDigit }: { onDigit(key: string): void }): JSX.Element {
  const t = useT();
  const [sent, setSent] = useState('');
  const press = (key: string) => {
    onDigit(key);
    setSent(`${sent}${key}`.slice(-24));
  };
  const typed = (event: KeyboardEvent) => {
    if (!KEYS.some((key) => key === event.key)) return;
    event.preventDefault();
    press(event.key);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the digits of the keyboard press the buttons inside
    <div className={styles.pad} onKeyDown={typed}>
      <p className={styles.sent} role="status" aria-label={sent ? t.phone.keypad.sent(sent) : undefined}>
        <span className="num">{sent || '…'}</span>
      </p>
      {KEYS.map((key) => (
        <button key={key} type="button" onClick={() => press(key)} aria-label={t.phone.keypad.key(key)}>
          {key}
        </button>
      ))}
    </div>
  );
}
