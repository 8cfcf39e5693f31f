/** The table of contents: every domain in the order of the walls, then the checks that nothing was forgotten. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { registerHealth } from './app/health.ts';
import { registerSystem } from './app/system/routes.ts';
import { registerAudit } from './audit/index.ts';
import { registerCalendars } from './calendar/index.ts';
import {
  calendarDoor,
  citizenWrote,
  handleCaseJobs,
  registerCases,
  registerFromMessage,
  threadsOfCases,
} from './cases/index.ts';
import { registerChannels, registerEmail, registerLivechat, staffMailDoor } from './channels/index.ts';
import { handleConversationJobs } from './conversations/index.ts';
import { registerPolicies } from './deadlines/index.ts';
import { registerDemoPhone } from './demo/phone/index.ts';
import { registerHotline } from './hotline/index.ts';
import { registerKnowledge } from './knowledge/index.ts';
import { registerNotifications } from './notifications/index.ts';
import { authenticate, registerOrg, unknownAccess } from './org/index.ts';
import type { Ctx } from './platform/context.ts';
import { eventDefinitions } from './platform/events/index.ts';
import { createHttpServer, serveFile, servePages } from './platform/http/index.ts';
import { registerLive } from './platform/realtime/index.ts';
import { registerPortal } from './portal/index.ts';
import { registerRouting } from './routing/index.ts';
import { registerCampaigns } from './surveys/index.ts';

const DESK = fileURLToPath(new URL('../dist/desk', import.meta.url));

/**
 * Builds the HTTP server with every domain in it and binds the code of every job. Nothing listens or works yet.
 * @throws Error at boot when a route asks for a right that nobody can hold, or a job has no handler (in `jobs.start`)
 */
export async function createApp(ctx: Ctx): Promise<FastifyInstance> {
  const app = await createHttpServer({
    config: ctx.config,
    log: ctx.log,
    authenticate: (request) => authenticate(ctx, request),
  });
  registerHealth(app, ctx);
  const live = registerLive(app, ctx, (request) => authenticate(ctx, request, { quiet: true }));
  registerOrg(app, ctx);
  registerCalendars(app, ctx, calendarDoor);
  registerAudit(app, ctx);
  registerKnowledge(app, ctx);
  registerPolicies(app, ctx);
  handleConversationJobs(ctx);
  registerCases(app, ctx, live.places);
  handleCaseJobs(ctx);
  registerRouting(app, ctx, live);
  registerEmail(app, ctx, { register: registerFromMessage, citizenWrote, threadsOf: threadsOfCases });
  registerChannels(app, ctx);
  registerLivechat(app, ctx, { desks: live });
  registerHotline(app, ctx);
  registerCampaigns(app, ctx);
  registerNotifications(app, ctx, staffMailDoor);
  registerSystem(app, ctx, live);
  registerPortal(app, ctx);
  registerDemoPhone(app, ctx);
  registerPages(app);

  await app.ready();
  refuse(
    'routes that nobody could pass',
    unknownAccess(app.doors).map((r) => `${r.method} ${r.path} (${r.access})`),
  );
  refuse(
    'events without a schema',
    [...eventDefinitions().values()].filter((e) => !e.schema).map((e) => e.type),
  );
  return app;
}

/** The desk, and the small files that browsers and search engines ask for by themselves. */
function registerPages(app: FastifyInstance): void {
  servePages(app, { prefix: '/desk', root: DESK });
  serveFile(app, '/favicon.ico', join(DESK, 'assets'), iconName());
  app.get('/robots.txt', { config: { access: 'public' }, schema: { hide: true } }, (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send('User-agent: *\nDisallow: /desk\nDisallow: /api/\nDisallow: /tra-cuu\n'),
  );
}

function iconName(): string | null {
  try {
    return readdirSync(join(DESK, 'assets')).find((name) => /^icon-.*\.svg$/.test(name)) ?? null;
  } catch {
    return null;
  }
}

function refuse(what: string, found: readonly string[]): void {
  if (found.length > 0) throw new Error(`${what}: ${found.join(', ')}`);
}
