import { Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type JSX, memo } from 'react';
import type { CaseListView, CaseRow, ChannelKind } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { cutTitle } from '../../lib/cut-title.ts';
import type { CaseFilters } from '../../lib/queries.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Due, LevelMark, StatusChip, UrgencyChip } from '../../ui/marks.tsx';
import { useSession } from '../session.tsx';
import styles from './case-row.module.css';
import { isMyTurn, turnWords } from './turn.ts';

export const CHANNEL_ICON: Record<ChannelKind, IconName> = {
  phone: 'phone',
  email: 'mail',
  web: 'globe',
  livechat: 'chat',
  zalo: 'zalo',
  messenger: 'facebook',
  desk: 'desk',
  open311: 'globe',
};
const TITLE_LENGTH = 110;

interface Props {
  row: CaseRow;
  view: CaseListView;
  filters: CaseFilters;
  gone: boolean;
}

/** One line of a list: by when, which, what about, where, whose turn, how it came, level. */
export const CaseRowLink = memo(function CaseRowLink({ row, view, filters, gone }: Props): JSX.Element {
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
      <span className={styles.status}>
        <StatusChip status={row.status} />
        <UrgencyChip urgency={row.urgency} />
      </span>
      <span className={styles.marks}>
        <Tooltip label={t.channel[row.channel]}>
          <span className={styles.channel}>
            <Icon name={CHANNEL_ICON[row.channel]} size={1.0625} label={t.channel[row.channel]} />
          </span>
        </Tooltip>
        <LevelMark level={row.level} />
      </span>
    </Link>
  );
});
