import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { numberText, useLanguage, useT } from '../i18n/index.ts';
import styles from './more-rows.module.css';

/** What this needs of a list that is read page by page. */
interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage(): unknown;
}

interface Props {
  list: Pages;
  /** How many rows are here of how many, where that is known. */
  loaded?: number;
  total?: number | null | undefined;
  /** Instead of “more”. */
  label?: string;
}

/** The way to the next page of a list: how far one is, and a word when it could not be fetched. Nothing at the end. */
export function MoreRows({ list, loaded, total, label }: Props): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  if (!list.hasNextPage) return null;
  const known = loaded !== undefined && typeof total === 'number';
  return (
    <div className={styles.more}>
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {list.isFetchNextPageError ? t.states.retry : (label ?? t.common.more)}
      </Button>
      <span className="meta" role="status">
        {list.isFetchNextPageError
          ? t.lists.moreFailed
          : known
            ? t.rows.shown(numberText(loaded, language), numberText(total, language))
            : null}
      </span>
    </div>
  );
}

/** How many rows the whole list has, as it is narrowed now; nothing until that is known. */
export function RowCount({
  of,
  total,
}: {
  of: keyof ReturnType<typeof useT>['rows']['count'];
  total: number | null | undefined;
}): JSX.Element {
  const t = useT();
  const language = useLanguage();
  return (
    <p className={`meta num ${styles.count}`} role="status">
      {typeof total === 'number' ? t.rows.count[of](total, numberText(total, language)) : null}
    </p>
  );
}
