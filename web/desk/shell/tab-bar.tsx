import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useT } from '../../i18n/core.ts';
import { countsQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { can, useSession } from '../session.tsx';
import { navEntries } from './nav-entries.ts';
import styles from './shell.module.css';

const SHOWN = 3;
const MOST = 999;

/** The first pages under the thumb on a phone; the rest behind “Thêm”. Hidden where a page brings its own bar. */
export function TabBar({ onMore }: { onMore(): void }): JSX.Element {
  const t = useT();
  const session = useSession();
  const counts = useQuery({ ...countsQuery, enabled: can(session, 'case.read') }).data?.views;
  return (
    <nav className={styles.tabs} aria-label={t.nav.quick}>
      {navEntries(session, t)
        .slice(0, SHOWN)
        .map((entry) => {
          const total = entry.view ? counts?.[entry.view]?.total : undefined;
          return (
            <Link key={entry.label} {...entry.link} className={styles.tab} activeProps={{ 'aria-current': 'page' }}>
              <Icon name={entry.icon} size={1.375} />
              {entry.label}
              {total ? <span className={styles.badge}>{total > MOST ? `${MOST}+` : total}</span> : null}
            </Link>
          );
        })}
      <button type="button" className={styles.tab} onClick={onMore} data-again="menu">
        <Icon name="menu" size={1.375} />
        {t.nav.more}
      </button>
    </nav>
  );
}
