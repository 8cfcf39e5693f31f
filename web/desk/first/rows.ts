import type { CaseListView, CaseRow } from '../../../contract/cases.ts';
import type { SessionView } from '../../../contract/session.ts';
import { core as t } from '../../i18n/vi/core.ts';
import { now } from '../../lib/server-time.ts';
import { dueState } from '../../ui/due-state.ts';
import long from '../../ui/long-list.module.css';
import marks from '../../ui/marks.module.css';
import bulk from '../queue/bulk.module.css';
import styles from '../queue/case-row.module.css';
import { CHANNEL_ICON } from '../queue/channel-icon.ts';
import { rowWords } from '../queue/row-words.ts';
import { can } from '../rights.ts';
import { element, icon } from './element.ts';

/** The rows of the first page, as queue/case-row.tsx draws them narrow: the desk puts its own in their place. */
export function rowsOf(rows: readonly CaseRow[], view: CaseListView, session: SessionView): HTMLElement {
  return element(
    'div',
    { role: 'list', 'aria-label': t.list.label, class: long.body },
    ...rows.map((row) => rowOf(row, view, session)),
  );
}

/** One row with its mark. */
export function rowOf(row: CaseRow, view: CaseListView, session: SessionView): HTMLElement {
  const mark = element('input', { type: 'checkbox', tabindex: -1, 'aria-label': t.lists.pick(row.code) });
  return element(
    'div',
    { role: 'listitem', class: bulk.line, style: 'position: relative' },
    can(session, 'case.act') && element('label', { class: bulk.pick }, mark),
    linkOf(row, view, session),
  );
}

function linkOf(row: CaseRow, view: CaseListView, session: SessionView): HTMLElement {
  const words = rowWords(row, view, session, t);
  const due = dueState(row, now(), 'vi', t);
  const level = `${t.level(row.level)}: ${t.levelName[row.level] ?? ''}`;
  return element(
    'a',
    {
      href: `/desk/queue/${view}/${encodeURIComponent(row.code)}`,
      class: styles.row,
      'data-overdue': row.bucket === 'overdue',
      'data-case-row': row.code,
      'data-row': row.code,
    },
    element(
      'span',
      { class: styles.due },
      element(
        'span',
        { class: `${marks.due} ${marks[due.tone]}`, title: due.exact ?? undefined },
        icon(due.icon, 1),
        element('span', {}, due.text.replace(/ làm việc$/, '')),
      ),
    ),
    element('span', { class: `${styles.code} code` }, row.code),
    element('span', { class: styles.title }, row.sealed && icon('seal', 1, t.list.sealed), ` ${words.title}`),
    element('span', { class: styles.where }, words.where),
    element(
      'span',
      { class: styles.turn, 'data-mine': words.tone === 'mine', 'data-quiet': words.tone === 'quiet' },
      words.turn,
    ),
    element(
      'span',
      { class: styles.marks },
      element(
        'span',
        { class: styles.channel, title: t.channel[row.channel] },
        icon(CHANNEL_ICON[row.channel], 1.0625, t.channel[row.channel]),
      ),
      element(
        'span',
        { class: marks.level, 'data-level': row.level, role: 'img', 'aria-label': level, title: level },
        String(row.level),
      ),
    ),
  );
}
