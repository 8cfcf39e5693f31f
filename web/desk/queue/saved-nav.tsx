import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { numberText, useLanguage, useT } from '../../i18n/core.ts';
import { savedCountsQuery, savedViewsQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from '../shell/nav.module.css';

/** Saved lists in the navigation, one's own first, each with its true number. */
export function SavedNav({ onPick }: { onPick?: (() => void) | undefined }): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  const views = useQuery(savedViewsQuery).data?.items ?? [];
  const counts = useQuery({ ...savedCountsQuery, enabled: views.length > 0 }).data?.items;
  if (views.length === 0) return null;
  return (
    <>
      <h2 className={styles.group}>{t.lists.saved}</h2>
      <ul>
        {views.map((view) => {
          const total = counts?.find((c) => c.id === view.id)?.total;
          return (
            <li key={view.id}>
              <Link
                to="/queue/$view"
                params={{ view: view.view }}
                search={{ ...view.filters, saved: String(view.id) }}
                activeOptions={{ includeSearch: true }}
                activeProps={{ 'aria-current': 'page' }}
                className={styles.item}
                onClick={onPick}
                title={view.mine ? undefined : t.lists.sharedBy(view.owner.name)}
              >
                <Icon name={view.unit ? 'people' : 'star'} />
                <span className={styles.label}>{view.name}</span>
                {typeof total === 'number' ? <span className={styles.count}>{numberText(total, language)}</span> : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}
