import type { JSX, ReactNode } from 'react';
import type { ListColumn } from '../../../contract/case-lists.ts';
import type { CaseRow } from '../../../contract/cases.ts';
import type { SessionView } from '../../../contract/session.ts';
import type { Dictionary } from '../../i18n/core.ts';
import { Icon } from '../../ui/icons.tsx';
import { Due, LevelMark, StatusChip, UrgencyChip, When } from '../../ui/marks.tsx';
import { CHANNEL_ICON } from './channel-icon.ts';
import { isMyTurn, turnWords } from './turn.ts';

interface Column {
  /** The least in rem, and its share of what is left (0: it never needs more). */
  width: readonly [least: number, share: number];
  head(t: Dictionary): string;
  cell(row: CaseRow, t: Dictionary, session: SessionView): ReactNode;
}

/** A day with its hour on hover; nothing where there is none. */
function Day({ at }: { at: string | null }): JSX.Element | null {
  return at === null ? null : <When at={at} />;
}

/** Every column of a wide list but the title, which is drawn by the row: it is the link. */
export const COLUMNS: Record<Exclude<ListColumn, 'title'>, Column> = {
  due: { width: [8.5, 3], head: (t) => t.list.field.due, cell: (row) => <Due row={row} /> },
  code: { width: [9.5, 0], head: (t) => t.lists.column.code, cell: (row) => <span className="code">{row.code}</span> },
  place: {
    width: [6, 2],
    head: (t) => t.lists.column.place,
    cell: (row) => [row.area?.name, row.place?.text].filter(Boolean).join(', '),
  },
  category: { width: [6.5, 2], head: (t) => t.list.field.category, cell: (row) => row.category?.name },
  type: { width: [7, 2], head: (t) => t.list.field.type, cell: (row, t) => t.type[row.type] },
  status: { width: [8.5, 1], head: (t) => t.list.field.status, cell: (row) => <StatusChip status={row.status} /> },
  urgency: {
    width: [6.5, 0],
    head: (t) => t.list.field.urgency,
    cell: (row, t) => (row.urgency === 'normal' ? t.urgency.normal : <UrgencyChip urgency={row.urgency} />),
  },
  unit: { width: [8, 2], head: (t) => t.list.field.unit, cell: (row) => row.leadUnit?.name },
  assignee: { width: [7, 2], head: (t) => t.list.field.assignee, cell: (row) => row.assignee?.name },
  turn: {
    width: [7, 2],
    head: (t) => t.list.field.turn,
    cell: (row, t, session) => (isMyTurn(row, session) ? <strong>{t.list.yours}</strong> : turnWords(row, t)),
  },
  channel: {
    width: [2.5, 0],
    head: (t) => t.list.field.channel,
    cell: (row, t) => <Icon name={CHANNEL_ICON[row.channel]} size={1.0625} label={t.channel[row.channel]} />,
  },
  level: { width: [2.5, 0], head: (t) => t.lists.column.level, cell: (row) => <LevelMark level={row.level} /> },
  created: { width: [6.5, 0], head: (t) => t.lists.column.created, cell: (row) => <Day at={row.createdAt} /> },
  original_due: {
    width: [6.5, 0],
    head: (t) => t.lists.column.original_due,
    cell: (row) => <Day at={row.originalDueAt} />,
  },
  closed: { width: [6.5, 0], head: (t) => t.lists.column.closed, cell: (row) => <Day at={row.closedAt} /> },
  reopened: { width: [4, 0], head: (t) => t.lists.column.reopened, cell: (row) => row.reopenCount || null },
};

/** The heading of a column, also for the dialog that chooses them. */
export function columnName(column: ListColumn, t: Dictionary): string {
  return column === 'title' ? t.lists.column.title : COLUMNS[column].head(t);
}

const track = ([least, share]: Column['width']) => (share ? `minmax(${least}rem, ${share}fr)` : `${least}rem`);
const TITLE = track([12, 7]);

/** The widths as a CSS grid; `picks`: with a place for the mark in front. */
export function gridOf(columns: readonly ListColumn[], picks: boolean): string {
  return [...(picks ? ['1.25rem'] : []), ...columns.map((c) => (c === 'title' ? TITLE : track(COLUMNS[c].width)))].join(
    ' ',
  );
}

/** The least width in rem at which nothing is cut; the list scrolls sideways where it has less. */
export function leastOf(columns: readonly ListColumn[], picks: boolean): number {
  const gaps = 0.75 * columns.length + 2.25;
  return columns.reduce((sum, c) => sum + (c === 'title' ? 12 : COLUMNS[c].width[0]), (picks ? 1.25 : 0) + gaps);
}
