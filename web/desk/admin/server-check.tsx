import type { JSX } from 'react';
import type { ServerCheck } from '../../../contract/email.ts';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './server-check.module.css';

/** How one server fared when it was tried: not by colour alone, with what it said where it said anything. */
export function ServerCheckResult({ title, check }: { title: string; check: ServerCheck }): JSX.Element {
  const t = useT();
  const words = t.mailboxCheck;
  return (
    <p className={styles.result} data-ok={check.ok}>
      <Icon name={check.ok ? 'check' : 'alert'} size={1} />
      <span>
        <strong>{title}:</strong> {check.trouble ? words.trouble[check.trouble] : words.fine}
        {check.said ? <span className="meta"> {words.said(check.said)}</span> : null}
      </span>
    </p>
  );
}
