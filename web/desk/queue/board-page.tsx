import { SegmentedControl, Select, Switch } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import { type BoardColumn, caseBoard } from '../../../contract/case-lists.ts';
import { type CaseRow, STATUSES, type Status, TURNS } from '../../../contract/cases.ts';
import { type Dictionary, numberText, useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { cutTitle } from '../../lib/cut-title.ts';
import { Icon } from '../../ui/icons.tsx';
import { Due, StatusChip } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import styles from './board.module.css';
import type { BoardSearch } from './board-search.ts';

/** Every status in which a case is open, as the list of cases takes them. */
const OPEN = STATUSES.filter((status) => !['closed', 'declined', 'merged'].includes(status)).join(',');

/** The open cases of a unit in columns: by status, or by who has them; late first to be seen. */
export function QueueBoardPage(): JSX.Element {
  const t = useT();
  const search = useSearch({ from: '/queue-board' });
  const navigate = useNavigate();
  const by = search.by ?? 'status';
  const late = search.late === true;
  const board = useQuery({
    queryKey: ['cases', 'counts', 'board', by, late, search.unit ?? ''],
    queryFn: () =>
      call(caseBoard, { query: { by, late: late ? 'true' : 'false', ...(search.unit ? { unit: search.unit } : {}) } }),
    placeholderData: keepPreviousData,
  });
  const change = (next: Partial<BoardSearch>) =>
    void navigate({ to: '/queue-board', search: { ...search, ...next }, replace: true });
  const unit = board.data?.unit;
  return (
    <div className={styles.page}>
      <Page title={unit ? `${t.lists.board.title}: ${unit.name}` : t.lists.board.title}>
        <div className={styles.tools}>
          {(board.data?.units.length ?? 0) > 1 ? (
            <Select
              aria-label={t.lists.board.unit}
              className={styles.unit}
              data={board.data?.units.map((u) => ({ value: u.code, label: u.name })) ?? []}
              value={unit?.code ?? null}
              onChange={(code) => change({ unit: code ?? undefined })}
              searchable
              allowDeselect={false}
              nothingFoundMessage={t.common.nothingFound}
            />
          ) : null}
          <SegmentedControl
            aria-label={t.lists.board.by}
            data={(['status', 'holder'] as const).map((value) => ({ value, label: t.lists.board[value] }))}
            value={by}
            onChange={(value) => change({ by: value === 'holder' ? 'holder' : undefined })}
          />
          <Switch
            label={t.lists.board.late}
            checked={late}
            onChange={(e) => change({ late: e.currentTarget.checked || undefined })}
          />
          {unit ? (
            <ExportMenu
              list="cases"
              query={{ view: 'all', sort: 'due', unit: unit.code, status: OPEN, due: late ? 'overdue' : '' }}
            />
          ) : null}
        </div>
      </Page>
      {board.isPending ? (
        <Loading lines={10} />
      ) : board.error ? (
        <Failed error={board.error} retry={() => void board.refetch()} />
      ) : board.data.columns.length === 0 ? (
        <Notice icon="check" title={late ? t.lists.board.emptyLate : t.lists.board.empty} />
      ) : (
        <ul className={styles.columns} aria-label={t.lists.board.title}>
          {inOrder(board.data.columns, by).map((column) => (
            <Column key={column.key} column={column} by={by} late={late} unit={unit?.code ?? ''} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Statuses along the path of a case; people with most that is late first. */
function inOrder(columns: readonly BoardColumn[], by: 'status' | 'holder'): BoardColumn[] {
  if (by === 'status')
    return [...columns].sort((a, b) => STATUSES.indexOf(a.key as Status) - STATUSES.indexOf(b.key as Status));
  const place = (c: BoardColumn) => (c.turn ? TURNS.indexOf(c.turn) : 0);
  return [...columns].sort((a, b) => b.overdue - a.overdue || place(a) - place(b) || b.total - a.total);
}

function nameOf(column: BoardColumn, by: 'status' | 'holder', t: Dictionary): string {
  if (by === 'status') return t.status[column.key as Status] ?? column.key;
  if (column.assignee) return column.assignee.name;
  return column.turn === 'officer' ? t.lists.board.unassigned : t.turn[column.turn ?? 'nobody'];
}

interface ColumnProps {
  column: BoardColumn;
  by: 'status' | 'holder';
  late: boolean;
  unit: string;
}

function Column({ column, by, late, unit }: ColumnProps): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const narrowed =
    by === 'status'
      ? { status: column.key }
      : { turn: column.turn ?? '', ...(column.turn === 'officer' ? { assignee: column.assignee?.code ?? '-' } : {}) };
  return (
    <li className={styles.column}>
      <h2>
        <span>{nameOf(column, by, t)}</span>
        <span className={styles.total}>{numberText(column.total, language)}</span>
      </h2>
      <p className={styles.figures}>
        {column.overdue > 0 ? (
          <strong className={styles.late}>
            <Icon name="alert" size={0.875} /> {t.list.overdue(numberText(column.overdue, language))}
          </strong>
        ) : null}
        {column.soon > 0 ? <span>{t.lists.board.soon(column.soon)}</span> : null}
      </p>
      <ul className={styles.cards}>
        {column.items.map((row) => (
          <Card key={row.code} row={row} by={by} />
        ))}
      </ul>
      {column.total > column.items.length ? (
        <Link
          to="/queue/$view"
          params={{ view: 'all' }}
          search={{ unit, sort: 'due', ...(late ? { due: 'overdue' } : {}), ...narrowed }}
        >
          {t.lists.board.all(column.total)}
        </Link>
      ) : null}
    </li>
  );
}

function Card({ row, by }: { row: CaseRow; by: 'status' | 'holder' }): JSX.Element {
  const t = useT();
  return (
    <li>
      <Link
        to="/cases/$code"
        params={{ code: row.code }}
        className={styles.card}
        data-overdue={row.bucket === 'overdue' || undefined}
      >
        <span className={styles.due}>
          <Due row={row} />
        </span>
        <span className={styles.title}>{cutTitle(row.title, 90)}</span>
        <span className={styles.foot}>
          <span className="code">{row.code}</span>
          {by === 'holder' ? (
            <StatusChip status={row.status} />
          ) : (
            <span>{row.assignee?.name ?? (row.turn === 'officer' ? t.lists.board.unassigned : t.turn[row.turn])}</span>
          )}
        </span>
      </Link>
    </li>
  );
}
