import { useNavigate } from '@tanstack/react-router';
import { type JSX, lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { SavedView } from '../../../contract/case-lists.ts';
import type { CaseListView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/core.ts';
import type { CaseFilters } from '../../lib/case-filters.ts';
import { usePainted } from '../../lib/use-painted.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { FilterChips } from './filter-chips.tsx';
import styles from './filters.module.css';
import type { Columns } from './use-columns.ts';

const FilterTools = lazy(() => import('./filter-tools.tsx'));
const TYPING_MS = 300;
const DUES = ['overdue', 'seriously_late', 'today', 'soon'] as const;

interface Props {
  view: CaseListView;
  filters: CaseFilters;
  saved: SavedView | null;
  columns: Columns;
}

/** Search, due date, and everything else behind one button. The address bar holds the choice, so it can be sent on. */
export function Filters({ view, filters, saved, columns }: Props): JSX.Element {
  const t = useT();
  const navigate = useNavigate();
  const painted = usePainted();
  const change = (next: CaseFilters) =>
    void navigate({
      to: '.',
      params: { view } as never,
      search: Object.fromEntries(Object.entries({ ...filters, ...next }).filter(([, v]) => v)) as never,
      replace: true,
    });
  return (
    <div className={styles.filters}>
      <SearchField value={filters.q ?? ''} onChange={(q) => change({ q })} />
      <span className={styles.due}>
        <select
          aria-label={t.list.field.due}
          value={filters.due ?? ''}
          onChange={(e) => change({ due: e.currentTarget.value })}
        >
          <option value="">{t.list.dueAny}</option>
          {DUES.map((value) => (
            <option key={value} value={value}>
              {t.list.due[value]}
            </option>
          ))}
        </select>
        <Icon name="chevronDown" size={1} />
      </span>
      <Suspense fallback={<span className={styles.toolsPlace} />}>
        {painted ? (
          <FilterTools {...{ view, filters, saved, columns }} onChange={change} />
        ) : (
          <span className={styles.toolsPlace} />
        )}
      </Suspense>
      <FilterChips filters={filters} onChange={change} />
    </div>
  );
}

/** Typing waits for a short pause; Enter does not wait. What somebody else puts into the address bar shows here too. */
function SearchField({ value, onChange }: { value: string; onChange(q: string): void }): JSX.Element {
  const t = useT();
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (value !== sent.current) setText(value);
    sent.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const send = (q: string) => {
    clearTimeout(timer.current);
    sent.current = q.trim();
    onChange(q.trim());
  };
  const clear = () => {
    setText('');
    send('');
  };
  return (
    <span className={styles.search}>
      <Icon name="search" size={1} />
      <input
        type="search"
        aria-label={t.list.search}
        placeholder={t.list.searchShort}
        value={text}
        onChange={(e) => {
          const q = e.currentTarget.value;
          setText(q);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => send(q), TYPING_MS);
        }}
        onKeyDown={(e) => e.key === 'Enter' && !e.nativeEvent.isComposing && send(text)}
      />
      {text ? (
        <IconButton aria-label={t.common.clear} onClick={clear}>
          <Icon name="close" size={1} />
        </IconButton>
      ) : null}
    </span>
  );
}
