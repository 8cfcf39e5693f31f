import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { createJsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { type Actor, CITIZEN } from '../auth/actor.ts';
import type { Config } from '../config.ts';
import { AppError, ERRORS } from '../errors.ts';
import { randomToken } from '../ids.ts';
import type { Logger } from '../log.ts';
import { compressAnswers } from './compress.ts';
import { asAppError, asProblem } from './problems.ts';
import type { Door } from './route.ts';
import { speakKeptAnswers } from './speak-kept.ts';

export type HttpServer = FastifyInstance;

export interface HttpOptions {
  config: Config;
  log: Logger;
  /** Finds who sent a request: session cookie or bearer token. */
  authenticate(request: FastifyRequest): Promise<Actor | null>;
}

const MEGABYTE = 1_048_576;

/** A Fastify server that denies by default: a route without `config.access` refuses to register. */
export async function createHttpServer({ config, log, authenticate }: HttpOptions): Promise<HttpServer> {
  const app: FastifyInstance = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomToken(9),
    bodyLimit: MEGABYTE,
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('actor', null);

  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // Mantine sets style attributes; scripts stay strict.
        styleSrc: ["'self'", "'unsafe-inline'"],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        frameSrc: ["'self'"],
        objectSrc: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    // The operator's proxy decides about HSTS; on plain http (first start) it must not be sent.
    strictTransportSecurity: config.publicUrl?.startsWith('https:') ?? false,
  });
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  await app.register(multipart, {
    limits: { fileSize: 26 * MEGABYTE, files: 10, fields: 60, fieldSize: 200_000, parts: 80, headerPairs: 100 },
  });
  await app.register(websocket, { options: { maxPayload: 64 * 1024 } });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Tổng đài 1022', version: '1' }, servers: [{ url: '/' }] },
    transform: createJsonSchemaTransform({ skipList: [] }),
  });

  speakKeptAnswers(app);
  compressAnswers(app);
  const doors: Door[] = [];
  app.decorate('doors', doors);
  app.addHook('onRoute', (options) => {
    const plumbing = options.method === 'HEAD' || options.method === 'OPTIONS' || options.url.startsWith('/api/docs');
    if (!options.config?.access && !plumbing)
      throw new Error(`route ${String(options.method)} ${options.url} names no access`);
    if (options.config?.access && options.method !== 'HEAD')
      doors.push({ method: String(options.method), path: options.url, access: options.config.access });
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs' });
  app.get('/api/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, () => app.swagger());

  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    if (!request.routeOptions.config.anySite) refuseCrossSite(request);
    if (access === undefined || access === 'public') {
      request.actor = CITIZEN;
      return;
    }
    const actor = await authenticate(request);
    if (!actor) throw new AppError('not_signed_in');
    request.actor = actor;
    if (access === 'signed_in') return;
    if (actor.mustChangePassword) throw new AppError('password_change_required');
    if (!actor.permissions.has(access)) throw new AppError('forbidden', { data: { needs: access } });
  });

  app.setErrorHandler((thrown, request, reply) => {
    const error = asAppError(thrown);
    if (error.status >= 500)
      log.error({ err: error.extra.cause ?? error, url: request.routeOptions.url, id: request.id }, 'request failed');
    if (error.extra.retryAfter !== undefined) reply.header('retry-after', Math.ceil(error.extra.retryAfter));
    return reply
      .status(ERRORS[error.code].status)
      .type('application/problem+json')
      .serializer(JSON.stringify)
      .send(asProblem(error, request));
  });
  app.setNotFoundHandler((request, reply) => {
    const error = new AppError('not_found');
    return reply
      .status(404)
      .type('application/problem+json')
      .serializer(JSON.stringify)
      .send(asProblem(error, request));
  });
  return app;
}

/**
 * Cross-site request forgery: a browser says where a request comes from. A request that changes something and comes
 * from another site is refused, cookie or not (SameSite=Lax is the second line of defence).
 */
function refuseCrossSite(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site') throw new AppError('cross_site');
  const origin = request.headers.origin;
  if (origin && origin !== 'null' && new URL(origin).host !== request.host && site !== 'same-origin')
    throw new AppError('cross_site');
}
