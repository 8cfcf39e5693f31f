import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { TroubleFigure } from '../../../contract/days.ts';
import { numberText, useLanguage, useT } from '../../i18n/index.ts';
import type { CaseFilters } from '../../lib/queries.ts';
import styles from './exceptions.module.css';

/** All figures in one line of sight, also those that are nought: that nothing is wrong is worth knowing too. */
export function FigureStrip({ figures, overdue }: { figures: TroubleFigure[]; overdue: number }): JSX.Element {
  const t = useT();
  return (
    <ul className={styles.strip} aria-label={t.days.province.figures}>
      {figures.map(({ key, total }) => (
        <Tile key={key} name={t.days.trouble[key]} value={total} search={{ only: key }} />
      ))}
      <Tile name={t.days.unit.overdue} value={overdue} search={{ due: 'overdue' }} />
    </ul>
  );
}

function Tile({ name, value, search }: { name: string; value: number; search: CaseFilters }): JSX.Element {
  const language = useLanguage();
  const inside = (
    <>
      <strong>{numberText(value, language)}</strong>
      <span>{name}</span>
    </>
  );
  return (
    <li>
      {value === 0 ? (
        <span className={styles.tile} data-none>
          {inside}
        </span>
      ) : (
        <Link className={styles.tile} to="/queue/$view" params={{ view: 'all' }} search={{ ...search, sort: 'due' }}>
          {inside}
        </Link>
      )}
    </li>
  );
}
