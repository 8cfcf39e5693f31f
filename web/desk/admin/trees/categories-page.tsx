import { Button, Modal, Switch, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type CSSProperties, type JSX, useMemo, useState } from 'react';
import { type CategoryRecord, categoryUse, listCategoryRecords, type TreeUse } from '../../../../contract/org-trees.ts';
import { useAdminWords } from '../../../i18n/admin-pages.ts';
import { useLanguage, useT } from '../../../i18n/index.ts';
import { call } from '../../../lib/api.ts';
import { now } from '../../../lib/clock.ts';
import { isoDayOf } from '../../../lib/format-time.ts';
import { categoriesQuery } from '../../../lib/queries.ts';
import { useLast } from '../../../lib/use-last.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Page } from '../../../ui/page.tsx';
import rows from '../../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../../ui/states.tsx';
import styles from '../units.module.css';
import { CategoryForm } from './category-form.tsx';
import { branchUse, type CategoryLine, categoryTree, validityOn } from './category-tree.ts';
import { UseText, ValidityChip } from './tree-marks.tsx';

export const CATEGORIES = ['admin', 'categories'];

/** The tree of categories with who leads, what is assumed, and how much hangs on each; find, add, move, retire. */
export function CategoriesPage(): JSX.Element {
  const t = useT();
  const words = useAdminWords();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [ended, setEnded] = useState(false);
  const [edited, setEdited] = useState<CategoryRecord | 'new' | null>(null);
  const shown = useLast(edited);
  const list = useQuery({ queryKey: CATEGORIES, queryFn: () => call(listCategoryRecords, {}), staleTime: 0 });
  const use = useQuery({ queryKey: [...CATEGORIES, 'use'], queryFn: () => call(categoryUse, {}) });
  const items = list.data?.items ?? [];
  const uses = useMemo(() => branchUse(list.data?.items ?? [], use.data?.items ?? []), [list.data, use.data]);
  const today = isoDayOf(now());
  const lines = categoryTree(
    items.filter((c) => ended || validityOn(c, today) !== 'ended'),
    text,
  );
  const add = (
    <Button leftSection={<Icon name="plus" size={1} />} onClick={() => setEdited('new')}>
      {words.categories.add}
    </Button>
  );
  return (
    <Page title={words.categories.title} text={words.categories.text} tool={add} wide>
      <div className={rows.filters}>
        <TextInput
          type="search"
          aria-label={words.categories.search}
          placeholder={words.categories.search}
          leftSection={<Icon name="search" size={1} />}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
          className={rows.search}
        />
        <Switch label={words.trees.showEnded} checked={ended} onChange={(e) => setEnded(e.currentTarget.checked)} />
      </div>
      {list.isPending ? <Loading lines={10} /> : null}
      {list.error ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data && lines.length === 0 ? <Notice icon="tag" title={words.categories.empty} /> : null}
      <ul className={rows.rows}>
        {lines.map((line) => (
          <Row
            key={line.category.code}
            line={line}
            use={uses.get(line.category.code)}
            onEdit={() => setEdited(line.category)}
          />
        ))}
      </ul>
      <Modal
        opened={edited !== null}
        onClose={() => setEdited(null)}
        size="46rem"
        title={shown === 'new' ? words.categories.add : shown ? words.trees.edit(shown.name) : ''}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown ? (
          <CategoryForm
            category={shown === 'new' ? null : shown}
            all={items}
            use={shown === 'new' ? undefined : uses.get(shown.code)}
            onDone={() => {
              setEdited(null);
              void client.invalidateQueries({ queryKey: CATEGORIES });
              void client.invalidateQueries({ queryKey: categoriesQuery.queryKey });
            }}
          />
        ) : null}
      </Modal>
    </Page>
  );
}

function Row({ line, use, onEdit }: { line: CategoryLine; use: TreeUse | undefined; onEdit(): void }): JSX.Element {
  const t = useT();
  const words = useAdminWords();
  const language = useLanguage();
  const { category } = line;
  const name = language === 'vi' ? category.name : category.nameEn || category.name;
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
