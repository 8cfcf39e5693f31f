import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { auditSearch } from './admin/audit/audit-search.ts';
import { root } from './root-route.ts';

const dialRules = createRoute({
  getParentRoute: () => root,
  path: '/admin/dial-rules',
  component: lazyRouteComponent(() => import('./admin/dial-rules-page.tsx'), 'DialRulesPage'),
});
const templates = createRoute({
  getParentRoute: () => root,
  path: '/admin/templates',
  component: lazyRouteComponent(() => import('./admin/templates-page.tsx'), 'TemplatesPage'),
});
const template = createRoute({
  getParentRoute: () => root,
  path: '/admin/templates/$key',
  component: lazyRouteComponent(() => import('./admin/template-page.tsx'), 'TemplatePage'),
});
const users = createRoute({
  getParentRoute: () => root,
  path: '/admin/users',
  component: lazyRouteComponent(() => import('./admin/users-page.tsx'), 'UsersPage'),
});
const units = createRoute({
  getParentRoute: () => root,
  path: '/admin/units',
  component: lazyRouteComponent(() => import('./admin/units-page.tsx'), 'UnitsPage'),
});
const calendars = createRoute({
  getParentRoute: () => root,
  path: '/admin/calendars',
  component: lazyRouteComponent(() => import('./admin/calendars-page.tsx'), 'CalendarsPage'),
});
const calendar = createRoute({
  getParentRoute: () => root,
  path: '/admin/calendars/$code',
  validateSearch: (search: Record<string, unknown>): { year?: number } =>
    /^20\d\d$/.test(String(search.year)) ? { year: Number(search.year) } : {},
  component: lazyRouteComponent(() => import('./admin/calendar-page.tsx'), 'CalendarPage'),
});
const policies = createRoute({
  getParentRoute: () => root,
  path: '/admin/policies',
  component: lazyRouteComponent(() => import('./admin/policies-page.tsx'), 'PoliciesPage'),
});
const livechat = createRoute({
  getParentRoute: () => root,
  path: '/admin/livechat',
  component: lazyRouteComponent(() => import('./admin/livechat-page.tsx'), 'LivechatPage'),
});
const mailboxes = createRoute({
  getParentRoute: () => root,
  path: '/admin/mailboxes',
  component: lazyRouteComponent(() => import('./admin/mailboxes-page.tsx'), 'MailboxesPage'),
});
const channels = createRoute({
  getParentRoute: () => root,
  path: '/admin/channels',
  validateSearch: (search: Record<string, unknown>): { zalo?: string } =>
    typeof search.zalo === 'string' ? { zalo: search.zalo } : {},
  component: lazyRouteComponent(() => import('./admin/channels-page.tsx'), 'ChannelsPage'),
});
const failedMails = createRoute({
  getParentRoute: () => root,
  path: '/admin/failed-mails',
  component: lazyRouteComponent(() => import('./admin/failed-mails-page.tsx'), 'FailedMailsPage'),
});
const audit = createRoute({
  getParentRoute: () => root,
  path: '/admin/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./admin/audit/audit-page.tsx'), 'AuditPage'),
});
const categories = createRoute({
  getParentRoute: () => root,
  path: '/admin/categories',
  component: lazyRouteComponent(() => import('./admin/trees/categories-page.tsx'), 'CategoriesPage'),
});
const areas = createRoute({
  getParentRoute: () => root,
  path: '/admin/areas',
  component: lazyRouteComponent(() => import('./admin/trees/areas-page.tsx'), 'AreasPage'),
});
const userPage = createRoute({
  getParentRoute: () => root,
  path: '/admin/users/$username',
  component: lazyRouteComponent(() => import('./admin/people/user-page.tsx'), 'UserPage'),
});
const roles = createRoute({
  getParentRoute: () => root,
  path: '/admin/roles',
  component: lazyRouteComponent(() => import('./admin/people/roles-page.tsx'), 'RolesPage'),
});
const deputies = createRoute({
  getParentRoute: () => root,
  path: '/admin/deputies',
  component: lazyRouteComponent(() => import('./admin/people/deputies-page.tsx'), 'DeputiesPage'),
});
const openSessions = createRoute({
  getParentRoute: () => root,
  path: '/admin/sessions',
  component: lazyRouteComponent(() => import('./admin/people/sessions-page.tsx'), 'OpenSessionsPage'),
});
const system = createRoute({
  getParentRoute: () => root,
  path: '/admin/system',
  component: lazyRouteComponent(() => import('./admin/system/system-page.tsx'), 'SystemPage'),
});
const installation = createRoute({
  getParentRoute: () => root,
  path: '/admin/installation',
  component: lazyRouteComponent(() => import('./admin/installation-page.tsx'), 'InstallationPage'),
});
const queues = createRoute({
  getParentRoute: () => root,
  path: '/admin/queues',
  component: lazyRouteComponent(() => import('./admin/queues-page.tsx'), 'QueuesPage'),
});

/** Pages of administration. */
export const adminRoutes = [
  dialRules,
  templates,
  template,
  users,
  units,
  calendars,
  calendar,
  policies,
  livechat,
  mailboxes,
  channels,
  failedMails,
  audit,
  categories,
  areas,
  userPage,
  roles,
  deputies,
  openSessions,
  system,
  installation,
  queues,
] as const;
