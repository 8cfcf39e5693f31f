import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../root-route.ts';
import { callFilters } from './call-filters.ts';

const calls = createRoute({
  getParentRoute: () => root,
  path: '/calls',
  validateSearch: callFilters,
  component: lazyRouteComponent(() => import('./calls-page.tsx'), 'CallsPage'),
});
const callOne = createRoute({
  getParentRoute: () => root,
  path: '/calls/$id',
  component: lazyRouteComponent(() => import('./call-page.tsx'), 'CallPage'),
});
const callContact = createRoute({
  getParentRoute: () => root,
  path: '/calls/$id/contact',
  component: lazyRouteComponent(() => import('./call-contact-page.tsx'), 'CallContactPage'),
});

/** The addresses of calls. */
export const callRoutes = [calls, callOne, callContact] as const;
