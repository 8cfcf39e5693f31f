import { Link } from '@tanstack/react-router';
import { type JSX, lazy, Suspense } from 'react';
import { useT } from '../../i18n/core.ts';
import { usePainted } from '../../lib/use-painted.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { useSession } from '../session.tsx';
import styles from './header.module.css';

// Menus and what they float with come after the list: their place at the right end is theirs alone, nothing jumps.
const HeaderTools = lazy(() => import('./header-tools.tsx'));

/** The bar on every page: whose desk, find or go, is it live, how it looks, who I am. */
export function Header({ onSearch, onMenu }: { onSearch(): void; onMenu(): void }): JSX.Element {
  const t = useT();
  const { province } = useSession();
  const painted = usePainted();
  return (
    <header className={styles.header}>
      <IconButton className={styles.narrow} onClick={onMenu} aria-label={t.header.menu} data-again="menu">
        <Icon name="menu" />
      </IconButton>
      <Link to="/" className={styles.brand}>
        <span className={styles.number}>1022</span>
        <span className={styles.province}>{province}</span>
      </Link>
      <button type="button" className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K">
        <Icon name="search" size={1} />
        <span>{t.header.search}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className={styles.tools}>
        <Suspense fallback={null}>{painted ? <HeaderTools onSearch={onSearch} /> : null}</Suspense>
      </div>
    </header>
  );
}
