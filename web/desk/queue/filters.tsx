import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type JSX, lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { SavedView } from '../../../contract/case-lists.ts';
import type { CaseListView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/core.ts';
import type { CaseFilters } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { FilterChips } from './filter-chips.tsx';
import styles from './filters.module.css';
import type { Columns } from './use-columns.ts';

const FilterTools = lazy(() => import('./filter-tools.tsx'));
const TYPING_MS = 300;

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
      <NativeSelect
        aria-label={t.list.field.due}
        className={styles.due}
        data={[
          { value: '', label: t.list.dueAny },
          ...(['overdue', 'seriously_late', 'today', 'soon'] as const).map((value) => ({
            value,
            label: t.list.due[value],
          })),
        ]}
        value={filters.due ?? ''}
        onChange={(e) => change({ due: e.currentTarget.value })}
      />
      <Suspense fallback={<span className={styles.toolsPlace} />}>
        <FilterTools {...{ view, filters, saved, columns }} onChange={change} />
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
    <TextInput
      type="search"
      className={styles.search}
      aria-label={t.list.search}
      placeholder={t.list.searchShort}
      leftSection={<Icon name="search" size={1} />}
      rightSection={text ? <CloseButton aria-label={t.common.clear} onClick={clear} /> : null}
      value={text}
      onChange={(e) => {
        const q = e.currentTarget.value;
        setText(q);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => send(q), TYPING_MS);
      }}
      onKeyDown={(e) => e.key === 'Enter' && !e.nativeEvent.isComposing && send(text)}
    />
  );
}
