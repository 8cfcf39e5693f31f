import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import styles from './hotline-admin.module.css';

const TABS = [
  ['menu', '/admin/hotline'],
  ['prompts', '/admin/hotline/prompts'],
  ['settings', '/admin/hotline/settings'],
  ['health', '/admin/hotline/health'],
] as const;

/** The four pages of the telephone's administration. */
export function HotlineTabs(): JSX.Element {
  const words = useHotlineWords().tabs;
  return (
    <nav aria-label={words.label} className={styles.tabs}>
      {TABS.map(([key, to]) => (
        <Link key={key} to={to} activeOptions={{ exact: true }} activeProps={{ 'aria-current': 'page' }}>
          {words[key]}
        </Link>
      ))}
    </nav>
  );
}
