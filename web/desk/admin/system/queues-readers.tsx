import type { JSX } from 'react';
import type { SystemState } from '../../../../contract/system.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { numberText, useLanguage } from '../../../i18n/index.ts';
import { useNow } from '../../../lib/clock.ts';
import { spanText } from '../../../lib/format-time.ts';
import { Section } from '../../../ui/section.tsx';
import styles from './system.module.css';

/** Queues of jobs in which something waits, runs or has failed. */
export function Queues({ queues }: { queues: SystemState['queues'] }): JSX.Element {
  const words = useAdminWords().system;
  const language = useLanguage();
  const now = useNow();
  const busy = queues.filter((q) => q.waiting + q.active + q.failed > 0);
  const n = (count: number) => numberText(count, language);
  return (
    <Section title={words.queues} count={queues.length}>
      {busy.length === 0 ? <p className="meta">{words.queuesEmpty}</p> : null}
      {busy.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by the keyboard
        <div className={styles.scroll} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{words.queueName}</th>
                <th scope="col">{words.waiting}</th>
                <th scope="col">{words.active}</th>
                <th scope="col">{words.failed}</th>
                <th scope="col">{words.oldest}</th>
              </tr>
            </thead>
            <tbody>
              {busy.map((q) => (
                <tr key={q.name}>
                  <th scope="row" className="code">
                    {q.name}
                  </th>
                  <td>{n(q.waiting)}</td>
                  <td>{n(q.active)}</td>
                  <td data-bad={q.failed > 0 || undefined}>{n(q.failed)}</td>
                  <td>{q.oldest ? spanText(Math.max(0, now - Date.parse(q.oldest)), language) : '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Section>
  );
}

/** How far each reader of the events is. */
export function Readers({ readers }: { readers: SystemState['readers'] }): JSX.Element {
  const words = useAdminWords().system;
  const language = useLanguage();
  return (
    <Section title={words.readers} count={readers.length}>
      <ul className={styles.readers}>
        {readers.map((r) => (
          <li key={r.name}>
            <span className="code">{r.name}</span>{' '}
            <span className="meta num">
              {words.cursor(numberText(r.seq, language), numberText(r.behind, language))}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
