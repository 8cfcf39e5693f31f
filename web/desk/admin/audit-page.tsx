import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { type AuditEntry, listAudit } from '../../../contract/audit.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { When } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';

const TYPING_MS = 300;

/** The log of everything that was done, newest first, with three filters. */
export function AuditPage(): JSX.Element {
  const t = useT();
  const words = t.admin.audit;
  const [filter, setFilter] = useState({ actor: '', case: '', type: '' });
  const [asked] = useDebouncedValue(filter, TYPING_MS);
  const list = useInfiniteQuery({
    queryKey: ['audit', asked],
    queryFn: ({ pageParam }) => call(listAudit, { query: { ...asked, cursor: pageParam } as never }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
  const items = list.data?.pages.flatMap((p) => p.items) ?? [];
  const field = (key: keyof typeof filter) => ({
    'aria-label': words[key],
    placeholder: words[key],
    value: filter[key],
    onChange: (e: { currentTarget: { value: string } }) =>
      setFilter({ ...filter, [key]: e.currentTarget.value.trim() }),
  });
  return (
    <Page title={words.title} text={words.text} wide>
      <div className={rows.filters}>
        <TextInput {...field('actor')} />
        <TextInput {...field('case')} />
        <TextInput {...field('type')} />
        <ExportMenu list="audit" query={asked} />
      </div>
      {list.isPending ? <Loading lines={8} /> : null}
      {list.error ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? <Notice icon="list" title={words.empty} /> : null}
      <ul className={rows.rows}>
        {items.map((entry) => (
          <Row key={entry.id} entry={entry} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <div>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t.common.more}
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

function Row({ entry }: { entry: AuditEntry }): JSX.Element {
  const t = useT();
  const name = entry.type.slice(entry.type.indexOf('.') + 1) as keyof typeof t.events.title;
  const title = entry.type.startsWith('case.') ? t.events.title[name] : t.events.other[entry.type];
  const who =
    entry.actor.kind === 'citizen'
      ? t.common.citizen
      : entry.actor.kind === 'system'
        ? t.common.system
        : entry.actor.displayName;
  return (
    <li className={rows.row}>
      <div>
        <strong>{title ?? entry.type}</strong>{' '}
        {entry.caseCode ? (
          <Link to="/cases/$code" params={{ code: entry.caseCode }} className="code">
            {entry.caseCode}
          </Link>
        ) : entry.subject ? (
          <span className="meta">
            {entry.subject.type} {entry.subject.id}
          </span>
        ) : null}
        <p className="meta">
          {who}
          {entry.inPlaceOf ? ` (${t.common.inPlaceOf(entry.inPlaceOf.displayName)})` : ''}
          {entry.unit ? ` · ${entry.unit}` : ''} · <When at={entry.at} />
        </p>
        {Object.keys(entry.data).length > 0 ? (
          <details>
            <summary className="meta">{title ? entry.type : t.page.content}</summary>
            <pre className={rows.data}>{JSON.stringify(entry.data, null, 1)}</pre>
          </details>
        ) : null}
      </div>
      <span className="meta num">{entry.seq === null ? t.admin.audit.unchained : `#${entry.seq}`}</span>
    </li>
  );
}
