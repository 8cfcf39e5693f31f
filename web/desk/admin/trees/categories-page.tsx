import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type CSSProperties, type JSX, useMemo } from 'react';
import { type CategoryRecord, categoryUse, listCategoryRecords, type TreeUse } from '../../../../contract/org-trees.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useLanguage, useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { now } from '../../../lib/clock.ts';
import { isoDayOf } from '../../../lib/format-time.ts';
import { categoriesQuery } from '../../../lib/queries.ts';
import rows from '../../../ui/rows.module.css';
import styles from '../units.module.css';
import { CategoryForm } from './category-form.tsx';
import { branchUse, type CategoryLine, categoryTree, validityOn } from './category-tree.ts';
import { RecordsPage } from './records-page.tsx';
import { UseText, ValidityChip } from './tree-marks.tsx';

export const CATEGORIES = ['admin', 'categories'];

/** The tree of categories with who leads, what is assumed, and how much hangs on each; find, add, move, retire. */
export function CategoriesPage(): JSX.Element {
  const words = useAdminWords();
  const nameOf = useNameOf();
  const client = useQueryClient();
  const list = useQuery({ queryKey: CATEGORIES, queryFn: () => call(listCategoryRecords, {}), staleTime: 0 });
  const use = useQuery({ queryKey: [...CATEGORIES, 'use'], queryFn: () => call(categoryUse, {}) });
  const items = list.data?.items ?? [];
  const uses = useMemo(() => branchUse(list.data?.items ?? [], use.data?.items ?? []), [list.data, use.data]);
  const today = isoDayOf(now());
  return (
    <RecordsPage<CategoryLine>
      title={words.categories.title}
      text={words.categories.text}
      words={{ ...words.categories, edit: ({ category }) => words.trees.edit(nameOf(category)) }}
      icon="tag"
      list="categories"
      ended
      state={{ ...list, loaded: list.data !== undefined, retry: () => void list.refetch() }}
      rowsOf={(search, ended) =>
        categoryTree(
          items.filter((c) => ended || validityOn(c, today) !== 'ended'),
          search,
        )
      }
      row={(line, _search, onEdit) => (
        <Row key={line.category.code} line={line} use={uses.get(line.category.code)} onEdit={onEdit} />
      )}
      formSize="46rem"
      form={(line, close) => (
        <CategoryForm
          category={line?.category ?? null}
          all={items}
          use={line ? uses.get(line.category.code) : undefined}
          onDone={() => {
            close();
            void client.invalidateQueries({ queryKey: CATEGORIES });
            void client.invalidateQueries({ queryKey: categoriesQuery.queryKey });
          }}
        />
      )}
    />
  );
}

/** The name in the chosen language, as far as there is one. */
function useNameOf(): (category: CategoryRecord) => string {
  const language = useLanguage();
  return ({ name, nameEn }) => (language === 'vi' ? name : nameEn || name);
}

function Row({ line, use, onEdit }: { line: CategoryLine; use: TreeUse | undefined; onEdit(): void }): JSX.Element {
  const t = useT();
  const words = useAdminWords();
  const { category } = line;
  const name = useNameOf()(category);
  const off = validityOn(category, isoDayOf(now())) === 'ended';
  return (
    <li
      className={`${rows.row} ${styles.row}`}
      style={{ '--depth': line.depth } as CSSProperties}
      data-off={off || undefined}
    >
      <div>
        <strong>{name}</strong> <ValidityChip row={category} />
        <p className="meta">
          <span className="code">{category.code}</span> · {t.type[category.defaultType]} ·{' '}
          {t.urgency[category.defaultUrgency]} ·{' '}
          {category.leadUnit ? words.categories.leads(category.leadUnit.name) : words.categories.nobodyLeads}
        </p>
      </div>
      <UseText use={use} />
      <Button variant="default" size="compact-md" onClick={onEdit} aria-label={words.trees.edit(name)}>
        {t.common.edit}
      </Button>
    </li>
  );
}
