import { Drawer } from '@mantine/core';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { type JSX, lazy, Suspense, useEffect, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { Loading } from '../../ui/states.tsx';
import { Toasts } from '../../ui/toast.tsx';
import { useUndoKey } from '../case/use-undo.ts';
import { OfferCards } from '../routing/offer-cards.tsx';
import { can, useSession } from '../session.tsx';
import { Banners } from './banners.tsx';
import { Header } from './header.tsx';
import { useKeys } from './keys.ts';
import { Nav } from './nav.tsx';
import styles from './shell.module.css';
import { openShortcuts, ShortcutsSheet } from './shortcuts-sheet.tsx';
import { SignInDialog } from './sign-in-dialog.tsx';
import { TabBar } from './tab-bar.tsx';
import { useLive } from './use-live.ts';

const CommandField = lazy(() => import('./command-field.tsx'));
const PhoneShell = lazy(() => import('../phone/phone-shell.tsx'));
const IDLE_MS = 1500;

/** Frame around every page of somebody signed in. */
export function Shell(): JSX.Element {
  const t = useT();
  const session = useSession();
  const navigate = useNavigate();
  const [searching, setSearching] = useState(false);
  const [drawer, setDrawer] = useState(false);
  useLive();
  useUndoKey();
  useEffect(() => {
    // The case page is what comes next; fetch its code while the list is being read.
    const timer = setTimeout(() => void import('../case/case-route.tsx').catch(() => {}), IDLE_MS);
    return () => clearTimeout(timer);
  }, []);
  useKeys({
    'mod+k': () => setSearching(true),
    '/': () => setSearching(true),
    '?': openShortcuts,
    n: () => can(session, 'case.create') && void navigate({ to: '/cases/new' }),
  });
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {t.skip}
      </a>
      <section className={styles.top} aria-label={t.header.label}>
        <Banners />
        <Header onSearch={() => setSearching(true)} onMenu={() => setDrawer(true)} />
        <Suspense>{can(session, 'call.work') ? <PhoneShell /> : null}</Suspense>
      </section>
      <div className={styles.side}>
        <Nav />
      </div>
      <main id="main" className={styles.main} tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <TabBar onMore={() => setDrawer(true)} />
      <Drawer
        opened={drawer}
        onClose={() => setDrawer(false)}
        size="18rem"
        title={t.product}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <Nav onPick={() => setDrawer(false)} />
      </Drawer>
      <Suspense>{searching ? <CommandField onClose={() => setSearching(false)} /> : null}</Suspense>
      {can(session, 'routing.work') ? <OfferCards /> : null}
      <Toasts />
      <ShortcutsSheet />
      <SignInDialog />
    </div>
  );
}
