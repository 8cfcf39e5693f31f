import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { listAudit } from '../../../../contract/audit.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { When } from '../../../ui/marks.tsx';
import { MoreRows, RowCount } from '../../../ui/more-rows.tsx';
import { Page } from '../../../ui/page.tsx';
import rows from '../../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../../ui/states.tsx';
import { ExportMenu } from '../../shell/export-menu.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditRow } from './audit-row.tsx';
import { type AuditSearch, auditQuery } from './audit-search.ts';
import { ChainLine } from './chain-line.tsx';

const route = getRouteApi('/admin/audit');
const TYPING_MS = 300;

/** The log of everything that was done, newest first: who, what kind, about what, when; each with what it changed. */
export function AuditPage(): JSX.Element {
  const t = useT();
  const words = useAdminWords().audit;
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const [filter, setFilter] = useState<AuditSearch>(search);
  const [typed] = useDebouncedValue(filter, TYPING_MS);
  const asked = auditQuery(typed);
  const list = useInfiniteQuery({
    queryKey: ['audit', asked],
    queryFn: ({ pageParam }) => call(listAudit, { query: { ...asked, cursor: pageParam } as never }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const change = (part: AuditSearch) => {
    const next = Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, v]) => v)) as AuditSearch;
    setFilter(next);
    void navigate({ search: next, replace: true });
  };
  const items = list.data?.pages.flatMap((p) => p.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const searchedTo = list.data?.pages.at(-1)?.searchedTo ?? null;
  return (
    <Page title={words.title} text={words.text} tool={<ExportMenu list="audit" query={asked} />} wide>
      <ChainLine />
      <AuditFilters value={filter} onChange={change} />
      <RowCount of="events" total={total} />
      {list.isPending ? <Loading lines={8} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 && !searchedTo ? <Notice icon="list" title={words.empty} /> : null}
      <ul className={rows.rows} aria-label={words.title}>
        {items.map((entry) => (
          <AuditRow key={entry.id} entry={entry} onFilter={change} />
        ))}
      </ul>
      {searchedTo ? (
        <p role="status">
          {words.searchedTo} <When at={searchedTo} />
        </p>
      ) : null}
      <MoreRows list={list} loaded={items.length} total={total} label={searchedTo ? words.searchOn : t.common.more} />
    </Page>
  );
}
