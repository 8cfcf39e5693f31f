import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { type JSX, useEffect, useId, useRef } from 'react';
import type { CaseListView } from '../../../contract/cases.ts';
import { numberText, useLanguage, useT } from '../../i18n/core.ts';
import { countsQuery } from '../../lib/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { SavedNav } from '../queue/saved-nav.tsx';
import { queueQuery } from '../routing/routing-queries.ts';
import { can, useSession } from '../session.tsx';
import { ADMIN_GROUPS } from './admin-nav.ts';
import styles from './nav.module.css';
import { type NavEntry, navEntries, workGroups } from './nav-entries.ts';

/** The left column (on a wide screen) or the drawer (on a phone). */
export function Nav({ onPick }: { onPick?(): void }): JSX.Element {
  const t = useT();
  const session = useSession();
  const entries = navEntries(session, t);
  return (
    <nav className={styles.nav} aria-label={t.nav.label} ref={useInView()}>
      {can(session, 'case.create') ? (
        <Link to="/cases/new" className={styles.create} onClick={onPick}>
          <Icon name="plus" />
          {t.nav.newCase}
        </Link>
      ) : null}
      {workGroups(entries).map(({ group, entries: own }) => (
        <NavGroup key={group} name={group && t.nav.group[group]} entries={own} onPick={onPick} />
      ))}
      {can(session, 'case.read') ? <SavedNav onPick={onPick} /> : null}
      {ADMIN_GROUPS.map((group) => (
        <NavGroup
          key={group}
          name={t.administration.group[group]}
          entries={entries.filter((e) => e.group === group)}
          onPick={onPick}
        />
      ))}
    </nav>
  );
}

/** An open saved list is marked by itself, not also the list that it narrows. */
const WITHOUT_SAVED = { search: { saved: undefined } as never, activeOptions: { explicitUndefined: true } };

/** Brings the entry of the open page into view: a long list must not hide where one is. */
function useInView() {
  const nav = useRef<HTMLElement>(null);
  const path = useLocation({ select: (at) => at.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page marks another entry
  useEffect(() => {
    nav.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [path]);
  return nav;
}

/** Of two entries of which one lies below the other (calls, running calls), only the nearer is marked as open. */
function useExact(entries: readonly NavEntry[]): (entry: NavEntry) => boolean {
  const path = useLocation({ select: (at) => at.pathname });
  return (entry) =>
    entries.some(({ link: { to } }) => to?.startsWith(`${entry.link.to}/`) && `${path}/`.startsWith(`${to}/`));
}

interface GroupProps {
  /** The heading; null where the list needs none. */
  name: string | null;
  entries: NavEntry[];
  onPick: (() => void) | undefined;
}

/** Some entries under a heading, which also names their list for a screen reader. */
function NavGroup({ name, entries, onPick }: GroupProps): JSX.Element | null {
  const exact = useExact(entries);
  const heading = useId();
  if (entries.length === 0) return null;
  const list = (
    <ul aria-labelledby={name === null ? undefined : heading}>
      {entries.map((entry) => (
        <li key={entry.label}>
          <Link
            {...entry.link}
            {...(entry.view ? WITHOUT_SAVED : { activeOptions: { exact: exact(entry) } })}
            className={styles.item}
            onClick={onPick}
            activeProps={{ 'aria-current': 'page' }}
          >
            <Icon name={entry.icon} />
            <span className={styles.label}>{entry.label}</span>
            {entry.view ? <Count view={entry.view} /> : null}
            {entry.link.to === '/work' ? <WorkCount /> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
  return name === null ? (
    list
  ) : (
    <>
      <h2 className={styles.group} id={heading}>
        {name}
      </h2>
      {list}
    </>
  );
}

/** How many items I have or am offered. */
function WorkCount(): JSX.Element | null {
  const language = useLanguage();
  const work = useQuery(queueQuery).data;
  const count = work ? work.mine.length + work.offers.length : 0;
  return count > 0 ? <span className={styles.count}>{numberText(count, language)}</span> : null;
}

/** The true number of cases, and how many of them are overdue. */
function Count({ view }: { view: CaseListView }): JSX.Element | null {
  const t = useT();
  const language = useLanguage();
  const count = useQuery(countsQuery).data?.views[view];
  if (!count) return null;
  return (
    <span className={styles.count}>
      {count.overdue > 0 ? (
        <span className={styles.overdue} title={t.nav.overdue(count.overdue)}>
          <Icon name="alert" size={0.75} label={t.nav.overdue(count.overdue)} />
          <span aria-hidden>{numberText(count.overdue, language)}</span>
        </span>
      ) : null}
      {numberText(count.total, language)}
    </span>
  );
}
