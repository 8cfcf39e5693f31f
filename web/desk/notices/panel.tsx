import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useLanguage, useT } from '../../i18n/index.ts';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { NoticeList } from './notice-list.tsx';
import { noticesQuery } from './notice-queries.ts';
import styles from './notices.module.css';
import { useReadNotices } from './use-bell.ts';

const SHOWN = 12;

/** Behind the bell: the latest unread, and the way to all. */
export default function Panel({ onDone }: { onDone(): void }): JSX.Element {
  const t = useT();
  const list = useInfiniteQuery({ ...noticesQuery(true, useLanguage(), SHOWN), staleTime: 0 });
  const read = useReadNotices();
  const items = list.data?.pages[0]?.items ?? [];
  return (
    <div className={styles.panel}>
      <div className={styles.panelHead}>
        <h2>{t.notices.title}</h2>
        {items.length > 0 ? (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={read.isPending}
            onClick={() => read.mutate({ all: true, ...(items[0] ? { upTo: items[0].id } : {}) })}
          >
            {t.notices.markAll}
          </Button>
        ) : null}
      </div>
      <div className={styles.panelBody}>
        {list.isPending ? <Loading lines={4} /> : null}
        {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
        {list.data && items.length === 0 ? (
          <Notice icon="bell" title={t.notices.empty} text={t.notices.emptyText} />
        ) : null}
        <NoticeList items={items} onOpen={onDone} />
      </div>
      <div className={styles.panelFoot}>
        <Link to="/notices" onClick={onDone}>
          {t.notices.seeAll}
        </Link>
        <Link to="/me/notices" onClick={onDone}>
          {t.notices.settings}
        </Link>
      </div>
    </div>
  );
}
