import { Link } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import type { Status } from '../../../contract/cases.ts';
import type { HeldByPerson, unitToday } from '../../../contract/days.ts';
import { numberText, useLanguage, useT } from '../../i18n/index.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import type { CaseFilters } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './unit.module.css';

type Unit = (typeof unitToday)['response']['_output'];

/** A list holds ended cases too; these are the open ones. */
export const OPEN_STATUSES: readonly Status[] = [
  'received',
  'forwarded',
  'processing',
  'awaiting_citizen',
  'awaiting_approval',
  'escalated',
  'approved',
];

/** Who has what: open, due today, overdue, and the oldest; each figure opens the cases behind it. */
export function People({ unit }: { unit: Unit }): JSX.Element {
  const t = useT();
  const words = t.days.unit;
  const sum = (of: (p: HeldByPerson) => number) => unit.people.reduce((all, p) => all + of(p), 0);
  return (
    <Section title={words.people}>
      {unit.people.length === 0 ? (
        <p className="meta">{words.empty}</p>
      ) : (
        <table className={styles.people} data-wide>
          <thead>
            <tr>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.open}</th>
              <th scope="col">{words.today}</th>
              <th scope="col">{words.overdue}</th>
              <th scope="col">{words.oldest}</th>
            </tr>
          </thead>
          <tbody>
            {unit.people.map((held) => (
              <Row key={`${held.turn} ${held.assignee?.code ?? ''}`} held={held} unit={unit.unit.code} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.total}</th>
              <Figure
                name={words.open}
                value={unit.total}
                search={{ unit: unit.unit.code, status: OPEN_STATUSES.join() }}
              />
              <Figure name={words.today} value={sum((p) => p.today)} search={{ unit: unit.unit.code, due: 'today' }} />
              <Figure
                name={words.overdue}
                value={unit.overdue}
                search={{ unit: unit.unit.code, due: 'overdue' }}
                late
              />
              <td />
            </tr>
          </tfoot>
        </table>
      )}
    </Section>
  );
}

function Row({ held, unit }: { held: HeldByPerson; unit: string }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const words = t.days.unit;
  const officer = held.turn === 'officer';
  const name = held.assignee?.name ?? (officer ? words.unassigned : t.turn[held.turn]);
  const search = { unit, turn: held.turn, ...(officer ? { assignee: held.assignee?.code ?? '-' } : {}) };
  const oldLate = held.oldestDueAt !== null && Date.parse(held.oldestDueAt) < now;
  return (
    <tr>
      <th scope="row">{name}</th>
      <Figure name={words.open} value={held.open} search={search} />
      <Figure name={words.today} value={held.today} search={{ ...search, due: 'today' }} />
      <Figure name={words.overdue} value={held.overdue} search={{ ...search, due: 'overdue' }} late />
      <td data-name={words.oldest}>
        {held.oldestCode && held.oldestDueAt ? (
          <Link to="/cases/$code" params={{ code: held.oldestCode }} data-late={oldLate || undefined}>
            {momentText(held.oldestDueAt, now, language)}
          </Link>
        ) : (
          '–'
        )}
      </td>
    </tr>
  );
}

/** A figure and the list of exactly these cases. */
export function Figure(props: {
  name: string;
  value: number;
  search: CaseFilters;
  late?: boolean;
  children?: ReactNode;
}): JSX.Element {
  const language = useLanguage();
  const { name, value, late } = props;
  return (
    <td data-name={name} className={styles.figure}>
      {value === 0 ? (
        <span className={styles.zero}>0</span>
      ) : (
        <Link
          to="/queue/$view"
          params={{ view: 'all' }}
          search={{ ...props.search, sort: 'due' }}
          data-late={late || undefined}
        >
          {late ? <Icon name="alert" size={0.8125} /> : null}
          {numberText(value, language)}
        </Link>
      )}
      {props.children}
    </td>
  );
}
