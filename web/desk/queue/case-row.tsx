// biome-ignore-all lint/a11y/useSemanticElements: cells of a list whose rows are placed absolutely
// biome-ignore-all lint/a11y/useFocusableInteractive: cells of a list whose rows are placed absolutely
import { Link } from '@tanstack/react-router';
import { type JSX, memo } from 'react';
import type { ListColumn } from '../../../contract/case-lists.ts';
import type { CaseListView, CaseRow } from '../../../contract/cases.ts';
import { useT } from '../../i18n/core.ts';
import { cutTitle } from '../../lib/cut-title.ts';
import type { CaseFilters } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { Due, LevelMark } from '../../ui/marks.tsx';
import { useSession } from '../session.tsx';
import styles from './case-row.module.css';
import { CHANNEL_ICON } from './channel-icon.ts';
import { COLUMNS } from './columns.tsx';
import { isMyTurn, turnWords } from './turn.ts';

const TITLE_LENGTH = 110;

interface Props {
  row: CaseRow;
  view: CaseListView;
  filters: CaseFilters;
  gone: boolean;
  focusable: boolean;
}

/** One case on a narrow list: by when, which, what about, where, whose turn, how it came, level. */
export const CaseRowLink = memo(function CaseRowLink({ row, view, filters, gone, focusable }: Props): JSX.Element {
  const t = useT();
  const session = useSession();
  const mine = isMyTurn(row, session);
  // In my own queue “your turn” on every line says nothing; the category does.
  const own = mine && view === 'inbox';
  const place = [row.area?.name, row.place?.text].filter(Boolean).join(', ');
  const where = place || (!own && row.category?.name) || t.type[row.type];
  return (
    <Link
      to="/queue/$view/$code"
      params={{ view, code: row.code }}
      search={filters}
      className={styles.row}
      activeProps={{ 'aria-current': 'true' }}
      data-gone={gone || undefined}
      data-overdue={row.bucket === 'overdue' || undefined}
      data-case-row={row.code}
      data-row={row.code}
      tabIndex={focusable ? undefined : -1}
    >
      <span className={styles.due}>
        <Due row={row} />
      </span>
      <span className={`${styles.code} code`}>{row.code}</span>
      <span className={styles.title}>
        {row.sealed ? <Icon name="seal" size={1} label={t.list.sealed} /> : null} {cutTitle(row.title, TITLE_LENGTH)}
      </span>
      <span className={styles.where}>{cutTitle(where, 60)}</span>
      <span
        className={styles.turn}
        data-mine={(mine && !own) || undefined}
        data-quiet={own || row.turn === 'nobody' || undefined}
      >
        {gone ? t.list.left : own ? cutTitle(row.category?.name ?? '', 40) : mine ? t.list.yours : turnWords(row, t)}
      </span>
      <span className={styles.marks}>
        <span className={styles.channel} title={t.channel[row.channel]}>
          <Icon name={CHANNEL_ICON[row.channel]} size={1.0625} label={t.channel[row.channel]} />
        </span>
        <LevelMark level={row.level} />
      </span>
    </Link>
  );
});

/** One case on a wide list: the chosen columns, each a cell; the title is the link and covers the row. */
export const CaseCells = memo(function CaseCells(props: Props & { columns: readonly ListColumn[] }): JSX.Element {
  const { row, view, filters, gone, focusable } = props;
  const t = useT();
  const session = useSession();
  return (
    <>
      {props.columns.map((column) =>
        column === 'title' ? (
          <span key={column} role="cell" className={styles.cell} data-column={column}>
            <Link
              to="/queue/$view/$code"
              params={{ view, code: row.code }}
              search={filters}
              className={styles.cover}
              activeProps={{ 'aria-current': 'true' }}
              aria-label={`${row.code} ${row.title}`}
              data-case-row={row.code}
              data-row={row.code}
              tabIndex={focusable ? undefined : -1}
            >
              {row.sealed ? <Icon name="seal" size={1} label={t.list.sealed} /> : null}{' '}
              {cutTitle(row.title, TITLE_LENGTH)}
            </Link>
            {gone ? <em className={styles.left}>{t.list.left}</em> : null}
          </span>
        ) : (
          <span key={column} role="cell" className={styles.cell} data-column={column}>
            {COLUMNS[column].cell(row, t, session)}
          </span>
        ),
      )}
    </>
  );
});
