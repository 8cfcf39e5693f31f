import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type JSX, useEffect, useState } from 'react';
import { ARTICLE_STATES, type ArticleRow } from '../../../contract/articles.ts';
import { useT } from '../../i18n/index.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icons.tsx';
import { Chip } from '../../ui/marks.tsx';
import { MoreRows, RowCount } from '../../ui/more-rows.tsx';
import { CategoryPicker } from '../../ui/pickers.tsx';
import rows from '../../ui/rows.module.css';
import { Failed, Loading, Notice } from '../../ui/states.tsx';
import { can, useSession } from '../session.tsx';
import { ExportMenu } from '../shell/export-menu.tsx';
import styles from './knowledge.module.css';
import { type ArticleFilters, articlesQuery } from './knowledge-queries.ts';

const TYPING_MS = 200;

/** What the centre knows: find at the left, read at the right. */
export function KnowledgePage(): JSX.Element {
  const t = useT();
  const words = t.knowledge;
  const writes = can(useSession(), 'knowledge.write');
  const filters = useSearch({ from: '/knowledge' });
  const { code } = useParams({ strict: false });
  const navigate = useNavigate();
  const [text, setText] = useState(filters.q ?? '');
  const [q] = useDebouncedValue(text, TYPING_MS);
  useTitle(words.title);
  useEffect(() => {
    if (q === (filters.q ?? '')) return;
    void navigate({ to: '.', search: clean({ ...filters, q }) as never, replace: true });
  }, [q, filters, navigate]);
  const list = useInfiniteQuery(articlesQuery(filters));
  const items = list.data?.pages.flatMap((p) => p.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const open = code !== undefined;
  const choose = (change: ArticleFilters) =>
    void navigate({ to: '.', search: clean({ ...filters, ...change }) as never });
  return (
    <div className={styles.split} data-open={open || undefined}>
      <div className={styles.list}>
        <div className={styles.head}>
          <div className={styles.titleRow}>
            <h1>{words.title}</h1>
            <div className={rows.tools}>
              <ExportMenu list="articles" query={{ ...filters }} />
              {writes ? (
                <Button
                  variant="default"
                  leftSection={<Icon name="plus" size={1} />}
                  onClick={() =>
                    void navigate({ to: '/knowledge/$code', params: { code: 'new' }, search: filters as never })
                  }
                >
                  {words.add}
                </Button>
              ) : null}
            </div>
          </div>
          <TextInput
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            leftSection={<Icon name="search" size={1} />}
            value={text}
            onChange={(e) => setText(e.currentTarget.value)}
          />
          <div className={styles.filters}>
            <CategoryPicker
              ariaLabel={words.category}
              placeholder={words.category}
              value={filters.category ?? ''}
              onChange={(category) => choose({ category })}
            />
            {writes ? (
              <Select
                aria-label={words.field.state}
                placeholder={words.allStates}
                data={ARTICLE_STATES.map((value) => ({ value, label: words.state[value] }))}
                value={filters.state ?? null}
                onChange={(state) => choose({ state: (state ?? '') as never })}
                clearable
                clearButtonProps={{ 'aria-label': t.common.clear }}
              />
            ) : null}
          </div>
          <RowCount of="articles" total={total} />
        </div>
        {list.isPending ? <Loading lines={8} /> : null}
        {list.error && !list.data ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
        {list.data && items.length === 0 ? (
          <Notice
            icon="book"
            title={filters.q || filters.category ? words.nothing : words.empty}
            text={filters.q || filters.category ? words.nothingText : ''}
          />
        ) : null}
        <ul aria-busy={list.isPlaceholderData}>
          {items.map((item) => (
            <li key={item.code}>
              <Row item={item} filters={filters} />
            </li>
          ))}
        </ul>
        {list.hasNextPage ? (
          <div className={styles.more}>
            <MoreRows list={list} loaded={items.length} total={total} />
          </div>
        ) : null}
      </div>
      <div className={styles.pane}>{open ? <Outlet /> : <Notice icon="book" title={words.pick} />}</div>
    </div>
  );
}

function clean(filters: Record<string, string | undefined>): ArticleFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, v]) => v)) as ArticleFilters;
}

function Row({ item, filters }: { item: ArticleRow; filters: ArticleFilters }): JSX.Element {
  const t = useT();
  return (
    <Link
      to="/knowledge/$code"
      params={{ code: item.code }}
      search={filters as never}
      className={styles.row}
      activeProps={{ 'aria-current': 'page' }}
      activeOptions={{ includeSearch: false }}
    >
      <span className={styles.rowTitle}>{item.title}</span>
      <span className={`meta ${styles.excerpt}`}>{item.excerpt}</span>
      <span className={styles.marks}>
        {item.category ? <span className="meta">{item.category.name}</span> : null}
        {item.state === 'published' ? null : (
          <Chip tone="slate" icon={item.state === 'draft' ? 'edit' : 'document'}>
            {t.knowledge.state[item.state]}
          </Chip>
        )}
        {item.stale ? (
          <Chip tone="amber" icon="clock">
            {t.knowledge.stale(item.reviewedUntil ?? '')}
          </Chip>
        ) : null}
      </span>
    </Link>
  );
}
