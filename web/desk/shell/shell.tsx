import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { type JSX, lazy, Suspense, useEffect, useState } from 'react';
import { useT } from '../../i18n/core.ts';
import { signInGate } from '../../lib/sign-in-gate.ts';
import { useStore } from '../../lib/store.ts';
import { usePainted } from '../../lib/use-painted.ts';
import { useWide } from '../../lib/use-wide.ts';
import { Loading } from '../../ui/states.tsx';
import { Toasts } from '../../ui/toast.tsx';
import { useUndoKey } from '../case/use-undo.ts';
import { undoneMany } from '../queue/undone-many.ts';
import { can, useSession } from '../session.tsx';
import { mayAdminister } from './admin-nav.ts';
import { Banners } from './banners.tsx';
import { Forbidden } from './failures.tsx';
import { Header } from './header.tsx';
import { useKeys } from './keys.ts';
import { Nav } from './nav.tsx';
import styles from './shell.module.css';
import { openShortcuts, shortcutsOpen } from './shortcuts-open.ts';
import { TabBar } from './tab-bar.tsx';
import { useLive } from './use-live.ts';

const CommandField = lazy(() => import('./command-field.tsx'));
const PhoneShell = lazy(() => import('../phone/phone-shell.tsx'));
const NavDrawer = lazy(() => import('./nav-drawer.tsx'));
const OfferCards = lazy(() => import('../routing/offer-cards.tsx'));
const ShortcutsSheet = lazy(() => import('./shortcuts-sheet.tsx'));
const UndoneDialog = lazy(() => import('../queue/undone-dialog.tsx'));
const loadSignIn = () => import('./sign-in-dialog.tsx');
const SignInDialog = lazy(loadSignIn);
const IDLE_MS = 1500;
/** From here on the navigation stands at the side; below, it is a drawer (shell.module.css). */
const WIDE = '(min-width: 48em)';

/** Frame around every page of somebody signed in. */
export function Shell(): JSX.Element {
  const t = useT();
  const session = useSession();
  const navigate = useNavigate();
  const allowed = mayAdminister(session, useLocation({ select: (at) => at.pathname }));
  const [searching, setSearching] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const painted = usePainted();
  const wide = useWide(WIDE);
  const help = useStore(shortcutsOpen);
  const undone = useStore(undoneMany) !== null;
  const asksPassword = useStore(signInGate) !== null;
  useLive();
  useUndoKey();
  useEffect(() => {
    // The case page is what comes next; fetch its code while the list is being read. So must the question for the
    // password be here before the session ends: who comes back from a lunch without network shall see it.
    const timer = setTimeout(() => {
      void import('../case/case-route.tsx').catch(() => {});
      void loadSignIn().catch(() => {});
    }, IDLE_MS);
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
        <Suspense>{painted && can(session, 'call.work') ? <PhoneShell /> : null}</Suspense>
      </section>
      <div className={styles.side}>{wide ? <Nav /> : null}</div>
      <main id="main" className={styles.main} tabIndex={-1}>
        <Suspense fallback={<Loading />}>{allowed ? <Outlet /> : <Forbidden />}</Suspense>
      </main>
      <TabBar onMore={() => setDrawer(true)} />
      <Suspense>{drawer ? <NavDrawer onClose={() => setDrawer(false)} /> : null}</Suspense>
      <Suspense>{searching ? <CommandField onClose={() => setSearching(false)} /> : null}</Suspense>
      <Suspense>{painted && can(session, 'routing.work') ? <OfferCards /> : null}</Suspense>
      <Toasts />
      <Suspense>{undone ? <UndoneDialog /> : null}</Suspense>
      <Suspense>{help ? <ShortcutsSheet /> : null}</Suspense>
      <Suspense>{asksPassword ? <SignInDialog /> : null}</Suspense>
    </div>
  );
}
