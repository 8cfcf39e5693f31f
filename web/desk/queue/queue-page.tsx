import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type JSX, useRef, useState } from 'react';
import type { ListHandle } from '../../ui/long-list.tsx';
import { useKeys } from '../shell/keys.ts';
import { CaseList } from './case-list.tsx';
import styles from './queue-page.module.css';

/** A list, alone and wide, or beside the case that is open. On narrow screens the open case takes its place. */
export function QueuePage(): JSX.Element {
  const { view } = useParams({ from: '/queue/$view' });
  const { code } = useParams({ strict: false });
  const filters = useSearch({ from: '/queue/$view' });
  const navigate = useNavigate();
  // As state: what is inside measures it, and children are ready before the refs of their parents are.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const list = useRef<ListHandle>(null);
  useKeys({
    j: () => list.current?.move(1, code !== undefined),
    k: () => list.current?.move(-1, code !== undefined),
    Escape: () => code && void navigate({ to: '/queue/$view', params: { view }, search: filters }),
  });
  return (
    <div className={styles.queue} data-open={code ? true : undefined}>
      <div className={styles.list} ref={setScroller}>
        {scroller ? <CaseList view={view} filters={filters} scroller={scroller} handle={list} /> : null}
      </div>
      {code ? (
        <div className={styles.pane}>
          <Outlet />
        </div>
      ) : null}
    </div>
  );
}
