import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { Conversation } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { conversationsQuery } from '../../lib/queries.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icons.tsx';
import { When } from '../../ui/marks.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { CHANNEL_ICON } from '../queue/case-row.tsx';
import styles from './conversations.module.css';

/** Letters from citizens: those that have no case yet first, all on request; the open one beside the list. */
export function ConversationsPage(): JSX.Element {
  const t = useT();
  const { all } = useSearch({ from: '/conversations' });
  const { id } = useParams({ strict: false });
  const navigate = useNavigate();
  useTitle(t.conversations.title);
  const list = useInfiniteQuery(conversationsQuery(all ? {} : { withoutCase: true }));
  const items = list.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <div className={styles.split} data-open={id ? true : undefined}>
      <div className={styles.list}>
        <div className={styles.head}>
          <h1>{t.conversations.title}</h1>
          <SegmentedControl
            aria-label={t.conversations.title}
            data={[
              { value: 'open', label: t.conversations.withoutCase },
              { value: 'all', label: t.conversations.all },
            ]}
            value={all ? 'all' : 'open'}
            onChange={(value) => void navigate({ to: '/conversations', search: value === 'all' ? { all: true } : {} })}
          />
        </div>
        {list.isPending ? <Loading lines={8} /> : null}
        {list.error ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
        {list.data && items.length === 0 ? (
          <Notice icon="mail" title={all ? t.conversations.empty : t.conversations.emptyWithoutCase} />
        ) : null}
        <ul>
          {items.map((item) => (
            <li key={item.id}>
              <Row item={item} all={all} />
            </li>
          ))}
        </ul>
        {list.hasNextPage ? (
          <div className={styles.more}>
            <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t.common.more}
            </Button>
          </div>
        ) : null}
      </div>
      <div className={styles.pane}>{id ? <Outlet /> : <Notice icon="mail" title={t.conversations.pick} />}</div>
    </div>
  );
}

function Row({ item, all }: { item: Conversation; all?: true }): JSX.Element {
  const t = useT();
  return (
    <Link
      to="/conversations/$id"
      params={{ id: item.id }}
      search={all ? { all } : {}}
      className={styles.row}
      activeProps={{ 'aria-current': 'true' }}
      data-case-row
    >
      <Icon name={CHANNEL_ICON[item.channel]} label={t.channel[item.channel]} />
      <span className={styles.who}>{item.citizenName ?? item.address ?? t.conversations.unknownSender}</span>
      <span className={styles.when}>
        <When at={item.lastMessageAt} short />
      </span>
      <span className={styles.subject}>{item.subject || t.messages.noSubject}</span>
      <span className={`${styles.cases} code`}>{item.cases.join(', ')}</span>
    </Link>
  );
}
