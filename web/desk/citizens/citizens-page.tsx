import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, type JSX, useState } from 'react';
import { listCitizens } from '../../../contract/citizens.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { Icon } from '../../ui/icons.tsx';
import { When } from '../../ui/marks.tsx';
import { MoreRows, RowCount } from '../../ui/more-rows.tsx';
import { Page } from '../../ui/page.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import styles from './citizens.module.css';

/** Everybody who has written or called, found by name without accents, number or address. */
export function CitizensPage(): JSX.Element {
  const t = useT();
  const { q } = useSearch({ from: '/citizens' });
  const navigate = useNavigate();
  const [text, setText] = useState(q ?? '');
  const list = useInfiniteQuery({
    queryKey: ['citizens', 'list', q ?? ''],
    queryFn: ({ pageParam }) => call(listCitizens, { query: { q, cursor: pageParam } as never }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const search = (event: FormEvent) => {
    event.preventDefault();
    void navigate({ to: '/citizens', search: text.trim() ? { q: text.trim() } : {} });
  };
  return (
    <Page title={t.person.list} tool={<ExportMenu list="citizens" query={{ q }} />} wide>
      <search>
        <form onSubmit={search} className={styles.inline}>
          <TextInput
            type="search"
            aria-label={t.person.search}
            placeholder={t.person.searchHint}
            leftSection={<Icon name="search" size={1} />}
            value={text}
            onChange={(e) => setText(e.currentTarget.value)}
            style={{ flex: '1 1 16rem', maxWidth: '28rem' }}
          />
          <Button type="submit" variant="default">
            {t.common.search}
          </Button>
        </form>
      </search>
      <RowCount of="citizens" total={total} />
      {list.isPending ? <Loading lines={8} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? (
        <Notice icon={q ? 'search' : 'people'} title={q ? t.person.emptyFound : t.person.empty} />
      ) : null}
      {items.length > 0 ? (
        <ul className={styles.rows}>
          {items.map((one) => (
            <li key={one.id}>
              <Link to="/citizens/$id" params={{ id: one.id }} className={styles.row} data-case-row>
                <strong>{one.name ?? t.person.unnamed}</strong>
                <span className="meta">
                  {one.identities
                    .slice(0, 3)
                    .map((i) => (i.kind === 'phone' || i.kind === 'email' ? i.value : t.person.identity[i.kind]))
                    .join(' · ')}
                </span>
                <span className="meta">
                  {t.person.counts(one.cases, one.conversations)}
                  {one.lastSeenAt ? (
                    <>
                      {' · '}
                      <When at={one.lastSeenAt} short />
                    </>
                  ) : null}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      <MoreRows list={list} loaded={items.length} total={total} />
    </Page>
  );
}
