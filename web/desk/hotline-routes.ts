import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from './root-route.ts';

const hotlineMenu = createRoute({
  getParentRoute: () => root,
  path: '/admin/hotline',
  component: lazyRouteComponent(() => import('./hotline-admin/menu-page.tsx'), 'HotlineMenuPage'),
});
const hotlinePrompts = createRoute({
  getParentRoute: () => root,
  path: '/admin/hotline/prompts',
  component: lazyRouteComponent(() => import('./hotline-admin/prompts-page.tsx'), 'HotlinePromptsPage'),
});
const hotlineSettings = createRoute({
  getParentRoute: () => root,
  path: '/admin/hotline/settings',
  component: lazyRouteComponent(() => import('./hotline-admin/settings-page.tsx'), 'HotlineSettingsPage'),
});
const hotlineHealth = createRoute({
  getParentRoute: () => root,
  path: '/admin/hotline/health',
  component: lazyRouteComponent(() => import('./hotline-admin/health-page.tsx'), 'HotlineHealthPage'),
});
const recordings = createRoute({
  getParentRoute: () => root,
  path: '/recordings',
  component: lazyRouteComponent(() => import('./recordings/recordings-page.tsx'), 'RecordingsPage'),
});
const manualCall = createRoute({
  getParentRoute: () => root,
  path: '/calls/manual',
  component: lazyRouteComponent(() => import('./calls/manual-call-page.tsx'), 'ManualCallPage'),
});

/** Addresses of the telephone: its administration, recordings, calls written down by hand. */
export const hotlineRoutes = [
  hotlineMenu,
  hotlinePrompts,
  hotlineSettings,
  hotlineHealth,
  recordings,
  manualCall,
] as const;
