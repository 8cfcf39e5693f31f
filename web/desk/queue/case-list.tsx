import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, type KeyboardEvent, useRef } from 'react';
import type { SavedView } from '../../../contract/case-lists.ts';
import type { CaseListView } from '../../../contract/cases.ts';
import { numberText, useLanguage, useT } from '../../i18n/index.ts';
import { type CaseFilters, countsQuery, FILTER_KEYS, savedCountsQuery, savedViewsQuery } from '../../lib/queries.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icons.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { can, useSession } from '../session.tsx';
import { useKeys } from '../shell/keys.ts';
import bulk from './bulk.module.css';
import { BulkBar } from './bulk-bar.tsx';
import styles from './case-list.module.css';
import { CaseRowLink } from './case-row.tsx';
import { Filters } from './filters.tsx';
import { useCaseList } from './use-case-list.ts';
import { useSelection } from './use-selection.ts';

/** Heading with true figures, filters, and the rows. */
export function CaseList({ view, filters }: { view: CaseListView; filters: CaseFilters }): JSX.Element {
  const t = useT();
  const top = useRef<HTMLDivElement>(null);
  const list = useCaseList(view, filters);
  const views = useQuery({ ...savedViewsQuery, enabled: filters.saved !== undefined }).data?.items;
  const saved = views?.find((one) => String(one.id) === filters.saved) ?? null;
  const title = saved?.name ?? t.nav[view];
  useTitle(title);
  const filtered = FILTER_KEYS.some((key) => key !== 'sort' && key !== 'saved' && filters[key]);
  return (
    <>
      <div className={styles.head} ref={top}>
        <div className={styles.heading}>
          <h1>{title}</h1>
          <Figures view={view} saved={saved} />
        </div>
        <Filters view={view} filters={filters} saved={saved} />
        <div role="status" className={styles.pillBox}>
          {list.fresh > 0 ? (
            <Button
              size="compact-sm"
              radius="xl"
              leftSection={<Icon name="arrowUp" size={0.875} />}
              className={styles.pill}
              onClick={() => {
                list.showFresh();
                top.current?.scrollIntoView({ block: 'end' });
              }}
            >
              {t.list.fresh(list.fresh)}
            </Button>
          ) : null}
        </div>
      </div>
      {list.isPending ? (
        <Loading lines={12} />
      ) : list.error ? (
        <Failed error={list.error} retry={list.retry} />
      ) : list.rows.length === 0 ? (
        <Notice icon={filtered ? 'search' : 'check'} title={filtered ? t.list.emptyFiltered : t.list.empty[view]} />
      ) : (
        <Rows list={list} view={view} filters={filters} />
      )}
    </>
  );
}

function Rows({
  list,
  view,
  filters,
}: {
  list: ReturnType<typeof useCaseList>;
  view: CaseListView;
  filters: CaseFilters;
}): JSX.Element {
  const t = useT();
  const acts = can(useSession(), 'case.act');
  const selection = useSelection(list.rows, JSON.stringify([view, filters]));
  useKeys({
    x: () => {
      const code = rowCode(document.activeElement);
      if (acts && code) selection.toggle(code);
    },
  });
  const extend = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const from = rowCode(document.activeElement);
    if (!acts || !event.shiftKey || by === undefined || !from) return;
    event.preventDefault();
    const rows = [...document.querySelectorAll<HTMLElement>('[data-case-row]')];
    const next = rows[rows.indexOf(document.activeElement as HTMLElement) + by];
    next?.focus();
    selection.add([from, rowCode(next ?? null) ?? from]);
  };
  return (
    <>
      <ul aria-label={t.list.label} onKeyDown={extend}>
        {list.rows.map((row) => (
          <li
            key={row.code}
            className={acts ? bulk.line : undefined}
            data-chosen={(acts && selection.has(row.code)) || undefined}
          >
            {acts ? (
              <label className={bulk.pick}>
                <input
                  type="checkbox"
                  tabIndex={-1}
                  aria-label={t.lists.pick(row.code)}
                  checked={selection.has(row.code)}
                  onChange={(e) => selection.toggle(row.code, (e.nativeEvent as MouseEvent).shiftKey)}
                />
              </label>
            ) : null}
            <CaseRowLink row={row} view={view} filters={filters} gone={list.gone.has(row.code)} />
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        {list.more ? (
          <Button variant="default" onClick={list.more} loading={list.loadingMore}>
            {t.common.more}
          </Button>
        ) : (
          <span className="meta">{t.list.end}</span>
        )}
      </div>
      {acts ? <BulkBar selection={selection} /> : null}
    </>
  );
}

const rowCode = (element: Element | null) => (element as HTMLElement | null)?.dataset.caseRow || null;

function Figures({ view, saved }: { view: CaseListView; saved: SavedView | null }): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  const counts = useQuery(countsQuery).data?.views[view];
  const own = useQuery({ ...savedCountsQuery, enabled: saved !== null }).data?.items.find((c) => c.id === saved?.id);
  const count = saved ? own : counts;
  if (!count || count.total === null || count.overdue === null) return null;
  return (
    <p className="meta">
      {(view === 'all' && !saved ? t.list.open : t.list.total)(numberText(count.total, language))}
      {count.overdue > 0 ? (
        <strong className={styles.overdue}> · {t.list.overdue(numberText(count.overdue, language))}</strong>
      ) : null}
    </p>
  );
}
