import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { listOpenSessions, listTokens } from '../../../../contract/people-admin.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { call } from '../../../lib/api.ts';
import { Icon } from '../../../ui/icons.tsx';
import { MoreRows, RowCount } from '../../../ui/more-rows.tsx';
import { Page } from '../../../ui/page.tsx';
import rows from '../../../ui/rows.module.css';
import { Section } from '../../../ui/section.tsx';
import { Failed, Loading, Notice } from '../../../ui/states.tsx';
import { ExportMenu } from '../../shell/export-menu.tsx';
import { SESSIONS, SessionRows, TOKENS, TokenRows } from './sessions-list.tsx';

const TYPING_MS = 250;

/** Who is signed in, from where, since when; and the API tokens. Each can be ended at once. */
export function OpenSessionsPage(): JSX.Element {
  const words = useAdminWords().sessions;
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), TYPING_MS);
  const list = useInfiniteQuery({
    queryKey: [...SESSIONS, q],
    queryFn: ({ pageParam }) => call(listOpenSessions, { query: { q: q || undefined, cursor: pageParam } as never }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const tokens = useQuery({ queryKey: TOKENS, queryFn: () => call(listTokens, {}), staleTime: 0 });
  const total = list.data?.pages[0]?.total;
  const items = list.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <Page title={words.title} text={words.text} wide>
      <Section title={words.open} tail={<ExportMenu list="sessions" query={{ q }} />}>
        <div className={rows.filters}>
          <TextInput
            type="search"
            className={rows.search}
            aria-label={words.search}
            placeholder={words.search}
            leftSection={<Icon name="search" size={1} />}
            value={text}
            onChange={(e) => setText(e.currentTarget.value)}
          />
        </div>
        <RowCount of="sessions" total={total} />
        {list.isPending ? <Loading lines={6} /> : null}
        {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
        {list.data && items.length === 0 ? <Notice icon="person" title={words.empty} /> : null}
        <SessionRows items={items} named />
        <MoreRows list={list} loaded={items.length} total={total} />
      </Section>
      <Section
        title={words.tokens}
        {...(tokens.data ? { count: tokens.data.items.length } : {})}
        tail={<ExportMenu list="tokens" />}
      >
        {tokens.isPending ? <Loading lines={2} /> : null}
        {tokens.error ? <Failed error={tokens.error} retry={() => void tokens.refetch()} /> : null}
        {tokens.data?.items.length === 0 ? <p className="meta">{words.noTokens}</p> : null}
        <TokenRows items={tokens.data?.items ?? []} />
      </Section>
    </Page>
  );
}
