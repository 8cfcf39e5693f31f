import type { FastifyInstance } from 'fastify';
import type { Ctx } from '../platform/context.ts';
import { AppError, ERRORS } from '../platform/errors.ts';
import { publicApiRoutes } from './api-routes.ts';
import { assetRoutes } from './assets.ts';
import { isDisplayOrder, keepDisplay, localPath, ordered, readDisplay } from './display.ts';
import { lookUpRoutes } from './look-up-routes.ts';
import { mailAddress } from './mail-address.ts';
import { homePage } from './pages/home.ts';
import { failurePage, privacyPage } from './pages/plain.ts';
import { publishedApi, publishedRoutes } from './published-routes.ts';
import { acceptForms } from './read-form.ts';
import { reportRoutes } from './report-routes.ts';
import { OPEN, pathIn, sendPage, viewOf } from './view.ts';

/** The citizens' pages in Vietnamese and English, and the public API. */
export function registerPortal(app: FastifyInstance, ctx: Ctx): void {
  publicApiRoutes(app, ctx);
  publishedApi(app, ctx);
  // A scope of its own: here errors are pages, and bodies are what browsers send.
  void app.register(async (scope) => {
    acceptForms(scope);
    answerErrorsAsPages(scope, ctx);
    assetRoutes(scope);
    plainPages(scope, ctx);
    reportRoutes(scope, ctx);
    lookUpRoutes(scope, ctx);
    publishedRoutes(scope, ctx);
    unknownPages(scope, ctx);
  });
}

function plainPages(scope: FastifyInstance, ctx: Ctx): void {
  for (const lang of ['vi', 'en'] as const) {
    scope.get(pathIn(lang, '/'), OPEN, async (request, reply) =>
      sendPage(reply, homePage(viewOf(ctx, request), await mailAddress(ctx)), 200, 'no-cache'),
    );
    scope.get(pathIn(lang, '/quyen-rieng-tu'), OPEN, (request, reply) =>
      sendPage(reply, privacyPage(viewOf(ctx, request)), 200, 'no-cache'),
    );
  }
  scope.get<{ Querystring: { dat?: string; ve?: string } }>('/hien-thi', OPEN, (request, reply) => {
    const { dat, ve } = request.query;
    if (isDisplayOrder(dat)) keepDisplay(reply, ordered(readDisplay(request), dat));
    return reply.header('cache-control', 'no-store').redirect(localPath(ve), 303);
  });
}

/** An address that nobody has: a page for people, the problem document for programs. */
function unknownPages(scope: FastifyInstance, ctx: Ctx): void {
  scope.get('/*', OPEN, (request, reply) => {
    const page = (request.headers.accept ?? '').includes('text/html') && !request.url.startsWith('/api/');
    if (!page) return reply.callNotFound();
    const view = viewOf(ctx, request);
    return sendPage(reply, failurePage({ ...view, path: '/', query: '' }, view.words.failure.notFound), 404);
  });
}

/** A failure is a page with what to do now; its cause is for the log only. */
function answerErrorsAsPages(scope: FastifyInstance, ctx: Ctx): void {
  scope.setErrorHandler((thrown, request, reply) => {
    const known = thrown instanceof AppError ? thrown : null;
    const status = known ? ERRORS[known.code].status : ((thrown as { statusCode?: number }).statusCode ?? 500);
    if (status >= 500) ctx.log.error({ err: thrown, url: request.routeOptions.url, id: request.id }, 'page failed');
    const view = viewOf(ctx, request);
    const w = view.words;
    const seconds = known?.extra.retryAfter;
    if (seconds !== undefined) reply.header('retry-after', Math.ceil(seconds));
    const message =
      status >= 500
        ? w.failure.internal
        : ({
            403: w.failure.crossSite,
            404: w.failure.notFound,
            413: w.failure.tooLarge,
            429: w.problems.tooFast(Math.ceil((seconds ?? 60) / 60)),
          }[status] ?? w.failure.badRequest);
    return sendPage(reply, failurePage(view, message), status);
  });
}
