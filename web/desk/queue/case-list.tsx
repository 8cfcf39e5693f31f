import { useQuery } from '@tanstack/react-query';
import { type JSX, type RefObject, useRef } from 'react';
import type { SavedView } from '../../../contract/case-lists.ts';
import type { CaseListView } from '../../../contract/cases.ts';
import { numberText, useLanguage, useT } from '../../i18n/core.ts';
import {
  type CaseFilters,
  countsQuery,
  filteredCountQuery,
  isNarrowed,
  savedCountsQuery,
  savedViewsQuery,
} from '../../lib/queries.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { ListHandle } from '../../ui/long-list.tsx';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import styles from './case-list.module.css';
import { CaseRows } from './case-rows.tsx';
import { Filters } from './filters.tsx';
import { useCaseList } from './use-case-list.ts';
import { useColumns } from './use-columns.ts';

interface Props {
  view: CaseListView;
  filters: CaseFilters;
  /** What scrolls. */
  scroller: HTMLElement | null;
  handle: RefObject<ListHandle | null>;
}

/** Heading with true figures, filters, and the rows. */
export function CaseList({ view, filters, scroller, handle }: Props): JSX.Element {
  const t = useT();
  const head = useRef<HTMLDivElement>(null);
  const list = useCaseList(view, filters);
  const views = useQuery({ ...savedViewsQuery, enabled: filters.saved !== undefined }).data?.items;
  const saved = views?.find((one) => String(one.id) === filters.saved) ?? null;
  const columns = useColumns(view, saved);
  const title = saved?.name ?? t.nav[view];
  useTitle(title);
  const filtered = isNarrowed(filters);
  const counted = useCount(view, filters, saved);
  // The figure of “all” is that of the open ones; how long the whole history is follows when the list stands.
  const history = view === 'all' && !filtered;
  const whole = useQuery({ ...filteredCountQuery(view, {}), enabled: history && !list.isPending }).data;
  return (
    <>
      <div className={styles.head} ref={head}>
        <div className={view === 'all' ? `${styles.heading} ${styles.whole}` : styles.heading}>
          <h1>{title}</h1>
          <Figures whole={history ? (whole ?? null) : undefined} count={counted} />
        </div>
        <Filters view={view} filters={filters} saved={saved} columns={columns} />
        <div role="status" className={styles.pillBox}>
          {list.fresh > 0 ? (
            <Button
              look="filled"
              small
              before={<Icon name="arrowUp" size={0.875} />}
              className={styles.pill}
              onClick={() => {
                list.showFresh();
                scroller?.scrollTo({ top: 0 });
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
        <CaseRows
          list={list}
          view={view}
          filters={filters}
          columns={columns.shown}
          total={(history ? whole : counted)?.total ?? null}
          scroller={scroller}
          above={head}
          handle={handle}
        />
      )}
    </>
  );
}

interface Counted {
  total: number | null;
  overdue: number | null;
}

/** How many cases the list holds as it is narrowed now, exactly; undefined while that is being counted. */
function useCount(view: CaseListView, filters: CaseFilters, saved: SavedView | null): Counted | undefined {
  const onlySaved =
    saved !== null &&
    Object.entries({ ...saved.filters, saved: filters.saved }).every(([k, v]) => filters[k as 'q'] === v);
  const asSaved = onlySaved && Object.keys(filters).length === Object.keys(saved.filters).length + 1;
  const narrowed = isNarrowed(filters) && !asSaved;
  const views = useQuery(countsQuery).data?.views;
  const own = useQuery({ ...savedCountsQuery, enabled: asSaved }).data?.items.find((c) => c.id === saved?.id);
  const counted = useQuery({ ...filteredCountQuery(view, filters), enabled: narrowed }).data;
  return narrowed ? counted : asSaved ? own : views?.[view];
}

interface FiguresProps {
  count: Counted | undefined;
  /** Given where `count` is that of the open cases alone: the figures of all of them, null until they are there. */
  whole: Counted | null | undefined;
}

function Figures({ count, whole }: FiguresProps): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  if (!count || count.total === null || count.overdue === null) return null;
  return (
    <p className="meta">
      {(whole === undefined ? t.list.total : t.list.open)(numberText(count.total, language))}
      {count.overdue > 0 ? (
        <strong className={styles.overdue}> · {t.list.overdue(numberText(count.overdue, language))}</strong>
      ) : null}
      {whole?.total ? ` · ${t.list.whole(numberText(whole.total, language))}` : null}
    </p>
  );
}
