import { Button } from '@mantine/core';
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type JSX, useRef } from 'react';
import { useT } from '../../i18n/index.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icons.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { step } from '../queue/queue-page.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import { useKeys } from '../shell/keys.ts';
import { ConversationRow } from './conversation-row.tsx';
import styles from './conversations.module.css';
import { FilterBar } from './filter-bar.tsx';
import { useInbox } from './use-inbox.ts';

/** One inbox for all channels: the list, the open conversation beside it, and the citizen with his cases. */
export function ConversationsPage(): JSX.Element {
  const t = useT();
  const filters = useSearch({ from: '/conversations' });
  const { id } = useParams({ strict: false });
  const navigate = useNavigate();
  const top = useRef<HTMLDivElement>(null);
  const list = useInbox(filters);
  useTitle(t.inbox.title);
  useKeys({
    j: () => step(1, id !== undefined),
    k: () => step(-1, id !== undefined),
    Escape: () => id && void navigate({ to: '/conversations', search: filters }),
  });
  const narrowed = Object.keys(filters).length > 0;
  return (
    <div className={styles.split} data-open={id ? true : undefined}>
      <div className={styles.list} ref={top}>
        <div className={styles.head}>
          <div className={styles.titled}>
            <h1>{t.inbox.title}</h1>
            <ExportMenu list="conversations" query={{ state: 'open', ...filters }} />
          </div>
          <FilterBar filters={filters} />
          <div role="status" className={styles.pillBox}>
            {list.fresh > 0 ? (
              <Button
                size="compact-sm"
                radius="xl"
                leftSection={<Icon name="arrowUp" size={0.875} />}
                onClick={() => {
                  list.showFresh();
                  top.current?.scrollTo({ top: 0 });
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
        <ul>
          {list.rows.map((item) => (
            <li key={item.id}>
              <ConversationRow item={item} filters={filters} />
            </li>
          ))}
        </ul>
        {list.more ? (
          <div className={styles.more}>
            <Button variant="default" loading={list.loadingMore} onClick={list.more}>
              {t.common.more}
            </Button>
          </div>
        ) : null}
      </div>
      <div className={styles.pane}>{id ? <Outlet /> : <Notice icon="chat" title={t.inbox.pick} />}</div>
    </div>
  );
}
