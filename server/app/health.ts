import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { authenticate } from '../org/index.ts';
import { holds } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';

/** `/healthz` (the process answers), `/readyz` (the database too), `/metrics` (for operators only). */
export function registerHealth(app: FastifyInstance, ctx: Ctx): void {
  app.get('/healthz', { config: { access: 'public' }, schema: { hide: true } }, () => ({ ok: true }));
  app.get('/readyz', { config: { access: 'public' }, schema: { hide: true } }, async () => {
    try {
      await sql`select 1`.execute(ctx.db);
    } catch (cause) {
      throw new AppError('unavailable', {
        detail: {
          vi: 'Cơ sở dữ liệu chưa trả lời (the database does not answer).',
          en: 'The database does not answer.',
        },
        cause,
      });
    }
    return { ok: true };
  });
  const registry = metricsOf(app, ctx);
  app.get('/metrics', { config: { access: 'public' }, schema: { hide: true } }, async (request, reply) => {
    if (!isLocal(request) && !(await isAdmin(ctx, request))) throw new AppError('not_found');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** Asked on this machine itself. What a proxy on this machine passes on comes from elsewhere. */
function isLocal(request: FastifyRequest): boolean {
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers.forwarded ?? request.headers['x-real-ip'];
  return (
    forwarded === undefined && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '')
  );
}

async function isAdmin(ctx: Ctx, request: FastifyRequest): Promise<boolean> {
  const actor = await authenticate(ctx, request, { quiet: true });
  return actor !== null && holds(actor, 'admin');
}

function metricsOf(app: FastifyInstance, ctx: Ctx): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  gauge(registry, 'events_head_seq', 'Last event in the log', async () => ctx.events.head());
  gauge(
    registry,
    'jobs_failed',
    'Jobs that failed for good (at most 1000 are counted)',
    async () => (await ctx.jobs.failed(1_000)).length,
  );
  gauge(
    registry,
    'database_connections_waiting',
    'Requests waiting for a database connection',
    async () => ctx.database.pool.waitingCount,
  );
  return registry;
}

function gauge(registry: Registry, name: string, help: string, read: () => Promise<number>): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await read());
    },
  });
}
