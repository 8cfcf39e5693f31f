import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { AppError } from '../errors.ts';

const YEAR_MS = 365 * 86_400_000;

/**
 * Serves a page application built into `root` below `prefix`: files of `assets/` carry their hash in their name and are
 * kept for a year, every other path is the page itself, which is asked for anew each time. Ready-made `.br` and `.gz`
 * copies are sent when the browser takes them. A folder that has not been built answers 503 with what to do.
 */
export function servePages(app: FastifyInstance, { prefix, root }: { prefix: string; root: string }): void {
  app.register(async (scope) => {
    if (!existsSync(join(root, 'index.html'))) {
      const notBuilt = () => {
        throw new AppError('unavailable', {
          detail: {
            vi: `${root} chưa được tạo (not built): run npm start.`,
            en: `${root} is not built: run npm start.`,
          },
        });
      };
      scope.get(prefix, { config: { access: 'public' } }, notBuilt);
      scope.get(`${prefix}/*`, { config: { access: 'public' } }, notBuilt);
      return;
    }
    await scope.register(fastifyStatic, { root, serve: false, preCompressed: true, suppressWarning: true });
    const page = (reply: FastifyReply) => {
      reply.header('cache-control', 'no-cache');
      return reply.sendFile('index.html', { cacheControl: false });
    };
    scope.get(prefix, { config: { access: 'public' } }, (_request, reply) => page(reply));
    scope.get(`${prefix}/*`, { config: { access: 'public' } }, (request, reply) => {
      const path = (request.params as { '*': string })['*'];
      if (!path.startsWith('assets/')) return page(reply);
      return reply.sendFile(path, { maxAge: YEAR_MS, immutable: true });
    });
  });
}

/** Serves one file of `root` under a fixed address; without a name, 404. */
export function serveFile(app: FastifyInstance, url: string, root: string, name: string | null): void {
  app.register(async (scope) => {
    await scope.register(fastifyStatic, { root, serve: false, suppressWarning: true });
    scope.get(url, { config: { access: 'public' } }, (_request, reply) =>
      name === null ? reply.callNotFound() : reply.sendFile(name, { maxAge: 86_400_000 }),
    );
  });
}
