import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { ARTICLE_STATES, type ArticleState } from '../../contract/articles.ts';
import { VIEWS } from '../../contract/cases.ts';
import { type CaseFilters, readFilters } from '../lib/case-filters.ts';
import { adminRoutes } from './admin-routes.ts';
import { callbacksSearch } from './callbacks/callbacks-search.ts';
import { callRoutes } from './calls/call-routes.ts';
import { inboxFilters } from './conversations/inbox-filters.ts';
import { directiveSearch } from './directives/directive-search.ts';
import { hotlineRoutes } from './hotline-routes.ts';
import type { ArticleFilters } from './knowledge/knowledge-queries.ts';
import { boardSearch } from './queue/board-search.ts';
import { QueuePage } from './queue/queue-page.tsx';
import { readListAhead } from './queue/read-ahead.ts';
import { root } from './root-route.ts';
import { Pending, RouteFailed } from './shell/failures.tsx';
import { Home } from './shell/home.tsx';
import { waitingSearch } from './waiting/waiting-search.ts';

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: Home,
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  beforeLoad: () => {
    throw redirect({ to: '/', replace: true });
  },
});

const queue = createRoute({
  getParentRoute: () => root,
  path: '/queue/$view',
  params: {
    parse: ({ view }) => ({ view: VIEWS.find((v) => v === view) ?? 'inbox' }),
    stringify: ({ view }) => ({ view }),
  },
  validateSearch: (search: Record<string, unknown>): CaseFilters => readFilters(search),
  beforeLoad: ({ params, search }) => readListAhead(params.view, search),
  component: QueuePage,
});
// The list must stand first; the case page follows while one reads it (shell.tsx) or at the latest on pointing at a row.
const loadCasePage = () => import('./case/case-route.tsx');
const queueCase = createRoute({
  getParentRoute: () => queue,
  path: '/$code',
  component: lazyRouteComponent(loadCasePage, 'CasePane'),
});
const fullCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$code',
  component: lazyRouteComponent(loadCasePage, 'CaseRoute'),
});

const queueBoard = createRoute({
  getParentRoute: () => root,
  path: '/queue-board',
  validateSearch: boardSearch,
  component: lazyRouteComponent(() => import('./queue/board-page.tsx'), 'QueueBoardPage'),
});

const newCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/new',
  component: lazyRouteComponent(() => import('./contact/contact-pages.tsx'), 'NewCasePage'),
});
const contact = createRoute({
  getParentRoute: () => root,
  path: '/contact/$id',
  component: lazyRouteComponent(() => import('./contact/contact-pages.tsx'), 'ConversationContactPage'),
});
const sign = createRoute({
  getParentRoute: () => root,
  path: '/sign',
  component: lazyRouteComponent(() => import('./sign/sign-page.tsx'), 'SignPage'),
});
const day = createRoute({
  getParentRoute: () => root,
  path: '/day',
  component: lazyRouteComponent(() => import('./days/day-page.tsx'), 'DayPage'),
});
const dayCase = createRoute({
  getParentRoute: () => day,
  path: '/$code',
  component: lazyRouteComponent(() => import('./days/day-case.tsx'), 'DayCase'),
});
const unitToday = createRoute({
  getParentRoute: () => root,
  path: '/unit-today',
  validateSearch: (search: Record<string, unknown>): { unit?: string } =>
    typeof search.unit === 'string' && search.unit ? { unit: search.unit } : {},
  component: lazyRouteComponent(() => import('./days/unit-page.tsx'), 'UnitTodayPage'),
});
const exceptions = createRoute({
  getParentRoute: () => root,
  path: '/exceptions',
  component: lazyRouteComponent(() => import('./days/exceptions-page.tsx'), 'ExceptionsPage'),
});
const why = createRoute({
  getParentRoute: () => root,
  path: '/exceptions/$code',
  component: lazyRouteComponent(() => import('./days/why-page.tsx'), 'WhyPage'),
});
const directives = createRoute({
  getParentRoute: () => root,
  path: '/directives',
  validateSearch: directiveSearch,
  component: lazyRouteComponent(() => import('./directives/directives-page.tsx'), 'DirectivesPage'),
});
const incidents = createRoute({
  getParentRoute: () => root,
  path: '/incidents',
  validateSearch: (search: Record<string, unknown>): { state?: 'ended' } =>
    search.state === 'ended' ? { state: 'ended' } : {},
  component: lazyRouteComponent(() => import('./incidents/incidents-page.tsx'), 'IncidentsPage'),
});
const incident = createRoute({
  getParentRoute: () => root,
  path: '/incidents/$id',
  component: lazyRouteComponent(() => import('./incidents/incident-page.tsx'), 'IncidentPage'),
});
const conversations = createRoute({
  getParentRoute: () => root,
  path: '/conversations',
  validateSearch: inboxFilters,
  component: lazyRouteComponent(() => import('./conversations/conversations-page.tsx'), 'ConversationsPage'),
});
const conversation = createRoute({
  getParentRoute: () => conversations,
  path: '/$id',
  component: lazyRouteComponent(() => import('./conversations/conversation-pane.tsx'), 'ConversationPane'),
});
const callbacks = createRoute({
  getParentRoute: () => root,
  path: '/callbacks',
  validateSearch: callbacksSearch,
  component: lazyRouteComponent(() => import('./callbacks/callbacks-page.tsx'), 'CallbacksPage'),
});
const callBoard = createRoute({
  getParentRoute: () => root,
  path: '/calls/live',
  component: lazyRouteComponent(() => import('./call-board/live-page.tsx'), 'CallBoardPage'),
});
const campaigns = createRoute({
  getParentRoute: () => root,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('./campaigns/campaigns-page.tsx'), 'CampaignsPage'),
});
const doNotCall = createRoute({
  getParentRoute: () => root,
  path: '/campaigns/do-not-call',
  component: lazyRouteComponent(() => import('./campaigns/do-not-call-page.tsx'), 'DoNotCallPage'),
});
const campaign = createRoute({
  getParentRoute: () => root,
  path: '/campaigns/$id',
  component: lazyRouteComponent(() => import('./campaigns/campaign-page.tsx'), 'CampaignPage'),
});
const campaignWork = createRoute({
  getParentRoute: () => root,
  path: '/campaigns/$id/work',
  component: lazyRouteComponent(() => import('./campaigns/work-page.tsx'), 'CampaignWorkPage'),
});
const citizens = createRoute({
  getParentRoute: () => root,
  path: '/citizens',
  validateSearch: (search: Record<string, unknown>): { q?: string } => (search.q ? { q: String(search.q) } : {}),
  component: lazyRouteComponent(() => import('./citizens/citizens-page.tsx'), 'CitizensPage'),
});
const citizen = createRoute({
  getParentRoute: () => root,
  path: '/citizens/$id',
  component: lazyRouteComponent(() => import('./citizens/citizen-page.tsx'), 'CitizenPage'),
});
const sessions = createRoute({
  getParentRoute: () => root,
  path: '/me/sessions',
  component: lazyRouteComponent(() => import('./me/sessions-page.tsx'), 'SessionsPage'),
});
const password = createRoute({
  getParentRoute: () => root,
  path: '/me/password',
  component: lazyRouteComponent(() => import('./me/password-page.tsx'), 'PasswordPage'),
});
const absence = createRoute({
  getParentRoute: () => root,
  path: '/me/absence',
  component: lazyRouteComponent(() => import('./me/absence-page.tsx'), 'AbsencePage'),
});
const notices = createRoute({
  getParentRoute: () => root,
  path: '/notices',
  component: lazyRouteComponent(() => import('./notices/notices-page.tsx'), 'NoticesPage'),
});
const noticePreferences = createRoute({
  getParentRoute: () => root,
  path: '/me/notices',
  component: lazyRouteComponent(() => import('./notices/preferences-page.tsx'), 'NoticePreferencesPage'),
});
const knowledge = createRoute({
  getParentRoute: () => root,
  path: '/knowledge',
  validateSearch: (search: Record<string, unknown>): ArticleFilters => ({
    ...(search.q ? { q: String(search.q) } : {}),
    ...(search.category ? { category: String(search.category) } : {}),
    ...(ARTICLE_STATES.some((s) => s === search.state) ? { state: search.state as ArticleState } : {}),
  }),
  component: lazyRouteComponent(() => import('./knowledge/knowledge-page.tsx'), 'KnowledgePage'),
});
const article = createRoute({
  getParentRoute: () => knowledge,
  path: '/$code',
  component: lazyRouteComponent(() => import('./knowledge/article-pane.tsx'), 'ArticlePane'),
});

const work = createRoute({
  getParentRoute: () => root,
  path: '/work',
  component: lazyRouteComponent(() => import('./routing/work-page.tsx'), 'WorkPage'),
});
const waiting = createRoute({
  getParentRoute: () => root,
  path: '/waiting',
  validateSearch: waitingSearch,
  component: lazyRouteComponent(() => import('./waiting/waiting-page.tsx'), 'WaitingPage'),
});
const board = createRoute({
  getParentRoute: () => root,
  path: '/board',
  component: lazyRouteComponent(() => import('./routing/board-page.tsx'), 'BoardPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    ...adminRoutes,
    home,
    signIn,
    queue.addChildren([queueCase]),
    queueBoard,
    newCase,
    contact,
    fullCase,
    sign,
    day.addChildren([dayCase]),
    unitToday,
    exceptions,
    why,
    directives,
    incidents,
    incident,
    conversations.addChildren([conversation]),
    callbacks,
    callBoard,
    campaigns,
    doNotCall,
    campaign,
    campaignWork,
    ...callRoutes,
    citizens,
    citizen,
    sessions,
    password,
    absence,
    notices,
    noticePreferences,
    knowledge.addChildren([article]),
    work,
    waiting,
    board,
    ...hotlineRoutes,
  ]),
  basepath: '/desk',
  defaultErrorComponent: RouteFailed,
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultPendingComponent: Pending,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
