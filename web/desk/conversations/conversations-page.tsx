import { Button } from '@mantine/core';
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type JSX, useRef, useState } from 'react';
import type { Conversation } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icons.tsx';
import { type ListHandle, LongList } from '../../ui/long-list.tsx';
import { RowCount } from '../../ui/more-rows.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import { useKeys } from '../shell/keys.ts';
import { ConversationRow } from './conversation-row.tsx';
import styles from './conversations.module.css';
import { FilterBar } from './filter-bar.tsx';
import { useInbox } from './use-inbox.ts';

const idOf = (item: Conversation) => item.id;

/** One inbox for all channels: the list, the open conversation beside it, and the citizen with his cases. */
export function ConversationsPage(): JSX.Element {
  const t = useT();
  const filters = useSearch({ from: '/conversations' });
  const { id } = useParams({ strict: false });
  const navigate = useNavigate();
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const head = useRef<HTMLDivElement>(null);
  const rows = useRef<ListHandle>(null);
  const list = useInbox(filters);
  const name = JSON.stringify(filters);
  useTitle(t.inbox.title);
  useKeys({
    j: () => rows.current?.move(1, id !== undefined),
    k: () => rows.current?.move(-1, id !== undefined),
    Escape: () => id && void navigate({ to: '/conversations', search: filters }),
  });
  const narrowed = Object.keys(filters).length > 0;
  return (
    <div className={styles.split} data-open={id ? true : undefined}>
      <div className={styles.list} ref={setScroller}>
        <div className={styles.head} ref={head}>
          <div className={styles.titled}>
            <h1>{t.inbox.title}</h1>
            <ExportMenu list="conversations" query={{ state: 'open', ...filters }} />
          </div>
          <FilterBar filters={filters} />
          <RowCount of="conversations" total={list.total} />
          <div role="status" className={styles.pillBox}>
            {list.fresh > 0 ? (
              <Button
                size="compact-sm"
                radius="xl"
                leftSection={<Icon name="arrowUp" size={0.875} />}
                onClick={() => {
                  list.showFresh();
                  scroller?.scrollTo({ top: 0 });
                }}
              >
                {t.inbox.fresh(list.fresh)}
              </Button>
            ) : null}
          </div>
        </div>
        {list.isPending ? <Loading lines={8} /> : null}
        {list.error ? <Failed error={list.error} retry={list.retry} /> : null}
        {!list.isPending && !list.error && list.rows.length === 0 ? (
          <Notice
            icon={narrowed && !filters.waiting ? 'search' : 'check'}
            title={filters.waiting ? t.inbox.emptyWaiting : narrowed ? t.inbox.emptyFiltered : t.inbox.empty}
          />
        ) : null}
        {scroller ? (
          <LongList
            key={name}
            name={`conversations ${name}`}
            handle={rows}
            rows={list.rows}
            idOf={idOf}
            label={t.inbox.title}
            scroller={scroller}
            above={head}
            height={5.5}
            total={list.total}
            more={list.more}
            current={id}
            row={(item, focusable) => <ConversationRow item={item} filters={filters} focusable={focusable} />}
          />
        ) : null}
        {list.again || list.loadingMore ? (
          <div className={styles.more}>
            {list.again ? (
              <Button variant="default" onClick={list.again}>
                {t.common.more}
              </Button>
            ) : (
              <span className="meta">{t.common.loadingMore}</span>
            )}
          </div>
        ) : null}
      </div>
      <div className={styles.pane}>{id ? <Outlet /> : <Notice icon="chat" title={t.inbox.pick} />}</div>
    </div>
  );
}
