import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { useLanguage, useT } from '../../i18n/index.ts';
import { MoreRows, RowCount } from '../../ui/more-rows.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import { NoticeList } from './notice-list.tsx';
import { noticesQuery } from './notice-queries.ts';
import styles from './notices.module.css';
import { useReadNotices } from './use-bell.ts';

/** Everything I was told, newest first. */
export function NoticesPage(): JSX.Element {
  const t = useT();
  const toast = useToast();
  const [unread, setUnread] = useState(true);
  const language = useLanguage();
  const list = useInfiniteQuery({ ...noticesQuery(unread, language), staleTime: 0 });
  const read = useReadNotices();
  const items = list.data?.pages.flatMap((p) => p.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const left = list.data?.pages[0]?.unread ?? 0;
  const newest = items[0]?.id;
  const tool = (
    <div className={rows.tools}>
      <ExportMenu list="notices" query={{ unread, language }} />
      <Button
        variant="default"
        disabled={left === 0}
        loading={read.isPending}
        onClick={() =>
          read.mutate({ all: true, ...(newest ? { upTo: newest } : {}) }, { onSuccess: () => toast(t.notices.marked) })
        }
      >
        {t.notices.markAll}
      </Button>
    </div>
  );
  return (
    <Page title={t.notices.title} tool={tool}>
      <div className={rows.filters}>
        <SegmentedControl
          aria-label={t.notices.title}
          data={[
            { value: 'unread', label: `${t.notices.unreadOnly}${left > 0 ? ` (${left})` : ''}` },
            { value: 'all', label: t.notices.all },
          ]}
          value={unread ? 'unread' : 'all'}
          onChange={(value) => setUnread(value === 'unread')}
        />
        <Link to="/me/notices" className={styles.settings}>
          {t.notices.settings}
        </Link>
      </div>
      <RowCount of="notices" total={total} />
      {list.isPending ? <Loading lines={8} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? (
        <Notice icon="bell" title={unread ? t.notices.empty : t.notices.emptyAll} text={t.notices.emptyText} />
      ) : null}
      <NoticeList items={items} />
      <MoreRows list={list} loaded={items.length} total={total} label={t.notices.loadMore} />
    </Page>
  );
}
