import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { CSSProperties, JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { unitsQuery } from '../../lib/queries.ts';
import rows from '../../ui/rows.module.css';
import { RecordsPage } from './trees/records-page.tsx';
import { UnitForm } from './unit-form.tsx';
import { type TreeRow, unitTree } from './unit-tree.ts';
import styles from './units.module.css';

/** The tree of units valid today; find, add, change. */
export function UnitsPage(): JSX.Element {
  const t = useT();
  const words = t.admin.units;
  const client = useQueryClient();
  const list = useQuery({ ...unitsQuery, staleTime: 0 });
  return (
    <RecordsPage<TreeRow>
      title={words.title}
      words={{ ...words, edit: ({ unit }) => words.edit(unit.name) }}
      icon="building"
      list="units"
      state={{ ...list, loaded: list.data !== undefined, retry: () => void list.refetch() }}
      rowsOf={(search) => unitTree(list.data?.items ?? [], search)}
      row={({ unit, depth, children }, _search, onEdit) => (
        <li key={unit.code} className={`${rows.row} ${styles.row}`} style={{ '--depth': depth } as CSSProperties}>
          <div>
            <strong>{unit.name}</strong>
            <p className="meta">
              {unit.kind} · <span className="code">{unit.code}</span>
              {children > 0 ? ` · ${words.children(children)}` : ''}
              {unit.validTo ? ` · ${words.validTo} ${unit.validTo}` : ''}
            </p>
          </div>
          <Button variant="default" size="compact-md" onClick={onEdit} aria-label={words.edit(unit.name)}>
            {t.common.edit}
          </Button>
        </li>
      )}
      formSize="42rem"
      form={(line, close) => (
        <UnitForm
          unit={line?.unit ?? null}
          onDone={() => {
            close();
            void client.invalidateQueries({ queryKey: unitsQuery.queryKey });
          }}
        />
      )}
    />
  );
}
