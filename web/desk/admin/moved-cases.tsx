import type { JSX } from 'react';
import type { MovedCases } from '../../../contract/calendar-import.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import styles from './calendar-year.module.css';

const SHOWN = 6;

/** What a change would do to open cases: how many move by how much, and some of them by name. */
export function MovedCasesView({ moved }: { moved: MovedCases }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const words = t.calendars.preview;
  if (moved.affected === 0) return <p>{words.none(moved.open)}</p>;
  const line = ({ days, cases }: MovedCases['moves'][number]) =>
    days === 0 ? words.same(cases) : days > 0 ? words.later(cases, days) : words.earlier(cases, -days);
  return (
    <>
      <p>{words.moved(moved.affected, moved.open)}</p>
      <ul>
        {moved.moves.map((move) => (
          <li key={move.days}>
            <strong>{line(move)}</strong>
          </li>
        ))}
      </ul>
      {moved.examples.length > 0 ? (
        <table className={styles.table}>
          <caption className="sr-only">{words.examples}</caption>
          <thead>
            <tr>
              <th scope="col">{words.examples}</th>
              <th scope="col">{words.was}</th>
              <th scope="col">{words.will}</th>
            </tr>
          </thead>
          <tbody>
            {moved.examples.slice(0, SHOWN).map((e) => (
              <tr key={e.code}>
                <td className="code">{e.code}</td>
                <td>{momentText(e.from, now, language)}</td>
                <td>{momentText(e.to, now, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <p className="meta">{words.after}</p>
    </>
  );
}
