// biome-ignore-all lint/a11y/useSemanticElements: cells of a list whose rows are placed absolutely
// biome-ignore-all lint/a11y/useFocusableInteractive: cells of a list whose rows are placed absolutely
import { type JSX, memo } from 'react';
import type { ListColumn } from '../../../contract/case-lists.ts';
import type { CaseListView, CaseRow } from '../../../contract/cases.ts';
import type { SessionView } from '../../../contract/session.ts';
import type { Dictionary } from '../../i18n/core.ts';
import { cutTitle } from '../../lib/cut-title.ts';
import { Icon } from '../../ui/icons.tsx';
import { Due, LevelMark } from '../../ui/marks.tsx';
import styles from './case-row.module.css';
import { CHANNEL_ICON } from './channel-icon.ts';
import { COLUMNS } from './columns.tsx';
import { rowWords, TITLE_LENGTH } from './row-words.ts';

/** All a row needs comes from the list: hooks in each of fifty rows would be what one waits for on a telephone. */
interface Props {
  row: CaseRow;
  view: CaseListView;
  session: SessionView;
  t: Dictionary;
  /** The address of the case; the list turns a click into a step inside the desk. */
  href: string;
  /** Whether it is open beside the list. */
  current: boolean;
  gone: boolean;
  focusable: boolean;
}

/** One case on a narrow list: by when, which, what about, where, whose turn, how it came, level. */
export const CaseRowLink = memo(function CaseRowLink(props: Props): JSX.Element {
  const { row, view, session, t, gone } = props;
  const words = rowWords(row, view, session, t);
  return (
    <a
      href={props.href}
      className={styles.row}
      aria-current={props.current || undefined}
      data-gone={gone || undefined}
      data-overdue={row.bucket === 'overdue' || undefined}
      data-case-row={row.code}
      data-row={row.code}
      tabIndex={props.focusable ? undefined : -1}
    >
      <span className={styles.due}>
        <Due row={row} />
      </span>
      <span className={`${styles.code} code`}>{row.code}</span>
      <span className={styles.title}>
        {row.sealed ? <Icon name="seal" size={1} label={t.list.sealed} /> : null} {words.title}
      </span>
      <span className={styles.where}>{words.where}</span>
      <span
        className={styles.turn}
        data-mine={words.tone === 'mine' || undefined}
        data-quiet={words.tone === 'quiet' || undefined}
      >
        {gone ? t.list.left : words.turn}
      </span>
      <span className={styles.marks}>
        <span className={styles.channel} title={t.channel[row.channel]}>
          <Icon name={CHANNEL_ICON[row.channel]} size={1.0625} label={t.channel[row.channel]} />
        </span>
        <LevelMark level={row.level} />
      </span>
    </a>
  );
});

/** One case on a wide list: the chosen columns, each a cell; the title is the link and covers the row. */
export const CaseCells = memo(function CaseCells(props: Props & { columns: readonly ListColumn[] }): JSX.Element {
  const { row, session, t, gone } = props;
  return (
    <>
      {props.columns.map((column) =>
        column === 'title' ? (
          <span key={column} role="cell" className={styles.cell} data-column={column}>
            <a
              href={props.href}
              className={styles.cover}
              aria-current={props.current || undefined}
              aria-label={`${row.code} ${row.title}`}
              data-case-row={row.code}
              data-row={row.code}
              tabIndex={props.focusable ? undefined : -1}
            >
              {row.sealed ? <Icon name="seal" size={1} label={t.list.sealed} /> : null}{' '}
              {cutTitle(row.title, TITLE_LENGTH)}
            </a>
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
