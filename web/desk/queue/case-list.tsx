import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useRef } from 'react';
import type { CaseListView } from '../../../contract/cases.ts';
import { numberText, useLanguage, useT } from '../../i18n/index.ts';
import { type CaseFilters, countsQuery, FILTER_KEYS } from '../../lib/queries.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icons.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import styles from './case-list.module.css';
import { CaseRowLink } from './case-row.tsx';
import { Filters } from './filters.tsx';
import { useCaseList } from './use-case-list.ts';

/** Heading with true figures, filters, and the rows. */
export function CaseList({ view, filters }: { view: CaseListView; filters: CaseFilters }): JSX.Element {
  const t = useT();
  const top = useRef<HTMLDivElement>(null);
  const list = useCaseList(view, filters);
  useTitle(t.nav[view]);
  const filtered = FILTER_KEYS.some((key) => key !== 'sort' && filters[key]);
  return (
    <>
      <div className={styles.head} ref={top}>
        <div className={styles.heading}>
          <h1>{t.nav[view]}</h1>
          <Figures view={view} />
        </div>
        <Filters view={view} filters={filters} />
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
  return (
    <>
      <ul aria-label={t.list.label}>
        {list.rows.map((row) => (
          <li key={row.code}>
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
    </>
  );
}

function Figures({ view }: { view: CaseListView }): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  const count = useQuery(countsQuery).data?.views[view];
  if (!count) return null;
  return (
    <p className="meta">
      {(view === 'all' ? t.list.open : t.list.total)(numberText(count.total, language))}
      {count.overdue > 0 ? (
        <strong className={styles.overdue}> · {t.list.overdue(numberText(count.overdue, language))}</strong>
      ) : null}
    </p>
  );
}
