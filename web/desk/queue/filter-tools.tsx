import { Button, Popover } from '@mantine/core';
import { type JSX, lazy, Suspense } from 'react';
import type { SavedView } from '../../../contract/case-lists.ts';
import type { CaseListView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/core.ts';
import type { CaseFilters } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { Loading } from '../../ui/states.tsx';
import styles from './filters.module.css';
import { ListTools } from './list-tools.tsx';
import type { Columns } from './use-columns.ts';

const FilterForm = lazy(() => import('./filter-form.tsx'));
const IN_POPOVER = [
  'status',
  'level',
  'unit',
  'category',
  'area',
  'channel',
  'type',
  'urgency',
  'turn',
  'sort',
] as const;

interface Props {
  view: CaseListView;
  filters: CaseFilters;
  saved: SavedView | null;
  columns: Columns;
  onChange(next: CaseFilters): void;
}

/** The rarer filters behind their button, and what is done with the list as a whole; they come after the rows. */
export default function FilterTools({ view, filters, saved, columns, onChange }: Props): JSX.Element {
  const t = useT();
  const active = IN_POPOVER.filter((key) => filters[key]).length;
  return (
    <>
      <Popover position="bottom-end" width="22rem" trapFocus withinPortal>
        <Popover.Target>
          <Button variant="default" leftSection={<Icon name="filter" size={1} />} className={styles.button}>
            {active > 0 ? t.list.filterActive(active) : t.list.filter}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t.list.filter}>
          <Suspense fallback={<Loading lines={8} />}>
            <FilterForm filters={filters} onChange={onChange} />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      <ListTools view={view} filters={filters} saved={saved} columns={columns} />
    </>
  );
}
