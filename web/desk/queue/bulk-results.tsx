import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import styles from './bulk.module.css';

/** What became of one case of many. */
export interface Result {
  code: string;
  ok: boolean;
  problem: string | null;
}

interface Props {
  results: readonly Result[];
  /** The lines above: how many went well, how many did not. */
  words: { done(n: number): string; failed(n: number): string };
  busy?: boolean;
  error?: Error | null;
  retry?(codes: readonly string[]): void;
  onClose(): void;
}

/** What was done and what was not, with the reason of each; nothing is folded into one word. */
export function BulkResults({ results, words, busy = false, error = null, retry, onClose }: Props): JSX.Element {
  const t = useT();
  const failed = results.filter((r) => !r.ok);
  const done = results.length - failed.length;
  return (
    <div className={styles.form}>
      <div role="status" className={styles.summary}>
        {done > 0 ? (
          <p className={styles.ok}>
            <Icon name="check" /> {words.done(done)}
          </p>
        ) : null}
        {failed.length > 0 ? (
          <p className={styles.bad}>
            <Icon name="alert" /> {words.failed(failed.length)}
          </p>
        ) : null}
      </div>
      {failed.length > 0 ? (
        <ul className={styles.failed}>
          {failed.map((r) => (
            <li key={r.code}>
              <Link to="/cases/$code" params={{ code: r.code }} className="code">
                {r.code}
              </Link>{' '}
              {r.problem}
            </li>
          ))}
        </ul>
      ) : null}
      <ActTrouble error={error} gone={false} />
      <div className={styles.foot}>
        {retry && failed.length > 0 ? (
          <Button variant="default" loading={busy} onClick={() => retry(failed.map((r) => r.code))}>
            {t.lists.retry(failed.length)}
          </Button>
        ) : null}
        <Button onClick={onClose}>{t.common.close}</Button>
      </div>
    </div>
  );
}
