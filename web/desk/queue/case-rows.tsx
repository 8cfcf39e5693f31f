// biome-ignore-all lint/a11y/useSemanticElements: cells of a list whose rows are placed absolutely
// biome-ignore-all lint/a11y/useFocusableInteractive: cells of a list whose rows are placed absolutely
import { useParams } from '@tanstack/react-router';
import { type JSX, type KeyboardEvent, lazy, type RefObject, Suspense, useCallback, useState } from 'react';
import type { ListColumn } from '../../../contract/case-lists.ts';
import type { CaseListView, CaseRow } from '../../../contract/cases.ts';
import { numberText, useLanguage, useT } from '../../i18n/core.ts';
import { usePreferences } from '../../lib/preferences.ts';
import type { CaseFilters } from '../../lib/queries.ts';
import { useRoom } from '../../lib/use-room.ts';
import { Button } from '../../ui/button.tsx';
import { type ListHandle, LongList } from '../../ui/long-list.tsx';
import { can, useSession } from '../session.tsx';
import { useKeys } from '../shell/keys.ts';
import bulk from './bulk.module.css';
import { useCaseLinks } from './case-links.ts';
import styles from './case-list.module.css';
import rowStyles from './case-row.module.css';
import { CaseCells, CaseRowLink } from './case-row.tsx';
import { columnName, gridOf, leastOf } from './columns.tsx';
import { caseListName } from './list-name.ts';
import type { CaseList } from './use-case-list.ts';
import { type Selection, useSelection } from './use-selection.ts';

interface Props {
  list: CaseList;
  view: CaseListView;
  filters: CaseFilters;
  columns: readonly ListColumn[];
  total: number | null;
  scroller: HTMLElement | null;
  above: RefObject<HTMLElement | null>;
  handle: RefObject<ListHandle | null>;
}

const BulkBar = lazy(() => import('./bulk-bar.tsx'));
const idOf = (row: CaseRow) => row.code;
/** In rem: the list is a table where its usual columns have room. */
const TABLE_FROM = 66;

/** The rows: a table of the chosen columns where there is room, else cards of three lines; with marks to act on many. */
export function CaseRows(props: Props): JSX.Element {
  const { list, view, filters, columns } = props;
  const t = useT();
  const language = useLanguage();
  const { density } = usePreferences();
  const { code: open } = useParams({ strict: false });
  const session = useSession();
  const acts = can(session, 'case.act');
  const links = useCaseLinks(view, filters);
  const name = caseListName(view, filters);
  const selection = useSelection(list.rows, name);
  // Once there, it stays: its dialog lives on when the cases that were acted on leave the selection.
  const [acted, setActed] = useState(false);
  if (!acted && selection.codes.length > 0) setActed(true);
  const table = useRoom(props.scroller, TABLE_FROM);
  useKeys({
    x: () => {
      const code = (document.activeElement as HTMLElement | null)?.dataset.row;
      if (acts && code) selection.toggle(code);
    },
  });
  const extend = (event: KeyboardEvent, from: string) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!acts || !event.shiftKey || by === undefined) return;
    event.preventDefault();
    selection.add([from, props.handle.current?.move(by) ?? from]);
  };
  const { gone } = list;
  const rowProps = useCallback(
    (row: CaseRow) => ({
      'data-gone': gone.has(row.code) ? 'true' : undefined,
      'data-overdue': row.bucket === 'overdue' ? 'true' : undefined,
      'data-chosen': selection.has(row.code) ? 'true' : undefined,
    }),
    [gone, selection],
  );
  const cellsOf = (row: CaseRow, focusable: boolean) => ({
    ...{ row, view, session, t, focusable },
    href: links.hrefOf(row.code),
    current: row.code === open,
    gone: gone.has(row.code),
  });
  const look = `${table ? 'table' : 'cards'} ${density}`;
  const loaded = numberText(list.rows.length, language);
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is clicked */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link answers Enter with a click */}
      <div
        style={{ '--columns': gridOf(columns, acts), '--least': `${leastOf(columns, acts)}rem` } as object}
        onClick={links.follow}
        onPointerOver={links.fetchPage}
      >
        <LongList
          key={`${name} ${look}`}
          name={`cases ${name}`}
          look={look}
          handle={props.handle}
          rows={list.rows}
          idOf={idOf}
          label={t.list.label}
          scroller={props.scroller}
          above={props.above}
          height={table ? (density === 'compact' ? 2.25 : 3.75) : density === 'compact' ? 4.5 : 5.25}
          total={props.total}
          more={list.more}
          current={open}
          className={table ? rowStyles.wide : bulk.line}
          rowProps={rowProps}
          onKeyDown={extend}
          {...(table
            ? { columns: columns.length + (acts ? 1 : 0), head: <Head columns={columns} picks={acts} /> }
            : {})}
          row={(row, focusable) => (
            <>
              {acts ? <Pick code={row.code} selection={selection} cell={table} /> : null}
              {table ? (
                <CaseCells {...cellsOf(row, focusable)} columns={columns} />
              ) : (
                <CaseRowLink {...cellsOf(row, focusable)} />
              )}
            </>
          )}
        />
      </div>
      <div className={styles.foot}>
        {list.again ? (
          <>
            <span className="meta">{t.lists.moreFailed}</span>
            <Button onClick={list.again}>{t.states.retry}</Button>
          </>
        ) : list.loadingMore ? (
          <span className="meta">
            {props.total === null ? t.states.loading : t.lists.loaded(loaded, numberText(props.total, language))}
          </span>
        ) : (
          <span className="meta">{t.list.end}</span>
        )}
      </div>
      <Suspense>{acts && acted ? <BulkBar selection={selection} /> : null}</Suspense>
    </>
  );
}

function Head({ columns, picks }: { columns: readonly ListColumn[]; picks: boolean }): JSX.Element {
  const t = useT();
  return (
    <>
      {picks ? (
        <span role="columnheader">
          <span className="sr-only">{t.lists.columns.pick}</span>
        </span>
      ) : null}
      {columns.map((column) => (
        <span key={column} role="columnheader" className={rowStyles.headCell} title={columnName(column, t)}>
          {columnName(column, t)}
        </span>
      ))}
    </>
  );
}

/** The mark in front of a row; by keyboard it is `x`. */
function Pick({ code, selection, cell }: { code: string; selection: Selection; cell: boolean }): JSX.Element {
  const t = useT();
  const mark = (
    <label className={cell ? rowStyles.pick : bulk.pick}>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={t.lists.pick(code)}
        checked={selection.has(code)}
        onChange={(e) => selection.toggle(code, (e.nativeEvent as MouseEvent).shiftKey)}
      />
    </label>
  );
  return cell ? <span role="cell">{mark}</span> : mark;
}
