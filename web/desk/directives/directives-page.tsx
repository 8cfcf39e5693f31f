import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { DirectiveRow } from '../../../contract/directives.ts';
import { useT } from '../../i18n/index.ts';
import { useStore } from '../../lib/store.ts';
import { LevelMark, StatusChip, When } from '../../ui/marks.tsx';
import { MoreRows, RowCount } from '../../ui/more-rows.tsx';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { holds, signs, useSession } from '../session.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import { listsTouched } from '../shell/use-live.ts';
import { directivesQuery } from './directive-queries.ts';
import { type DirectiveSearch, SHOWN, type Shown, type Side } from './directive-search.ts';
import { OrderState, OrderTrack } from './order-track.tsx';

/** Orders that I gave, that my units were given, or all of the province: how far each is, from issuing to its end. */
export function DirectivesPage(): JSX.Element {
  const t = useT();
  const words = t.directives;
  const session = useSession();
  const search = useSearch({ from: '/directives' });
  const navigate = useNavigate();
  const sides: Side[] = [
    ...(signs(session) ? (['given', 'received'] as const) : []),
    ...(holds(session, 'province_leader', 'supervisor') ? (['province'] as const) : []),
  ];
  const side = search.side ?? sides[0] ?? 'received';
  const shown = search.shown ?? 'unsettled';
  const touched = useStore(listsTouched);
  const list = useInfiniteQuery(directivesQuery(side, shown, touched));
  const items = list.data?.pages.flatMap((p) => p.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const counts = list.data?.pages[0]?.counts;
  const change = (next: DirectiveSearch) =>
    void navigate({ to: '/directives', search: { ...search, ...next }, replace: true });
  return (
    <Page title={words.title} text={words.text} wide>
      <div className={rows.filters}>
        {sides.length > 1 ? (
          <SegmentedControl
            aria-label={words.side}
            value={side}
            onChange={(value) => change({ side: value as Side })}
            data={sides.map((value) => ({ value, label: words[value] }))}
          />
        ) : null}
        <SegmentedControl
          aria-label={words.which}
          value={shown}
          onChange={(value) => change({ shown: value === 'unsettled' ? undefined : (value as Shown) })}
          data={SHOWN.map((value) => ({ value, label: words[value] }))}
        />
        <ExportMenu list="directives" query={{ side, state: shown === 'every' ? undefined : shown }} />
      </div>
      {counts ? (
        <p className="meta" role="status">
          {words.counts(counts.open, counts.overdue, counts.reported)}
        </p>
      ) : null}
      <RowCount of="directives" total={total} />
      {list.isPending ? <Loading lines={8} /> : null}
      {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? <Notice icon="megaphone" title={words.empty[side]} /> : null}
      <ul className={rows.rows}>
        {items.map((item) => (
          <Row key={item.id} item={item} side={side} />
        ))}
      </ul>
      <MoreRows list={list} loaded={items.length} total={total} />
    </Page>
  );
}

/** One order with its way and its case. */
function Row({ item, side }: { item: DirectiveRow; side: Side }): JSX.Element {
  const t = useT();
  const from = side === 'given' ? null : item.by?.name;
  const to = side === 'received' ? null : t.sections.directiveTo(item.unit.name);
  return (
    <li className={rows.row}>
      <div>
        <LevelMark level={item.level} /> <strong>{item.text}</strong>
        <p className="meta">
          {[from, to].filter(Boolean).join(' · ')}
          {item.inPlaceOf ? ` (${t.common.inPlaceOf(item.inPlaceOf.name)})` : ''} · <When at={item.createdAt} />
        </p>
        <p>
          <Link to="/cases/$code" params={{ code: item.case.code }} className="code">
            {item.case.code}
          </Link>{' '}
          {item.case.title}
        </p>
        <OrderTrack order={item} />
        {item.report ? (
          <p className="prose">
            <span className="meta">{t.sections.directiveReport}: </span>
            {item.report}
          </p>
        ) : null}
      </div>
      <StatusChip status={item.case.status} />
      <OrderState order={item} />
    </li>
  );
}
