import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useKeys } from '../shell/keys.ts';
import { CaseList } from './case-list.tsx';
import styles from './queue-page.module.css';

/** A list, alone and wide, or beside the case that is open. On narrow screens the open case takes its place. */
export function QueuePage(): JSX.Element {
  const { view } = useParams({ from: '/queue/$view' });
  const { code } = useParams({ strict: false });
  const filters = useSearch({ from: '/queue/$view' });
  const navigate = useNavigate();
  useKeys({
    j: () => step(1, code !== undefined),
    k: () => step(-1, code !== undefined),
    Escape: () => code && void navigate({ to: '/queue/$view', params: { view }, search: filters }),
  });
  return (
    <div className={styles.queue} data-open={code ? true : undefined}>
      <div className={styles.list}>
        <CaseList view={view} filters={filters} />
      </div>
      {code ? (
        <div className={styles.pane}>
          <Outlet />
        </div>
      ) : null}
    </div>
  );
}

/** Moves the focus one row; with a case open beside the list, the next one opens at once. */
export function step(by: number, open: boolean): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-case-row]')];
  const focused = rows.indexOf(document.activeElement as HTMLElement);
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.hasAttribute('aria-current'));
  const next = rows[Math.min(Math.max(from + by, 0), rows.length - 1)];
  next?.focus();
  if (open) next?.click();
}
