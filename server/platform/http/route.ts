import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema, RouteOptions } from 'fastify';
import type { z } from 'zod';
import type { Endpoint } from '../../../contract/endpoint.ts';
import { type SpokenLanguage, spokenLanguage } from '../../platform/said.ts';
import type { Actor } from '../auth/actor.ts';
import { AppError } from '../errors.ts';

/**
 * What a caller must hold: a permission's name, `signed_in` (any account), or `public` (anybody). A route without it
 * does not register.
 */
export type Access = 'public' | 'signed_in' | (string & {});

export interface RouteInput<P, Q, B> {
  actor: Actor;
  params: P;
  query: Q;
  body: B;
  /** In which the caller wants to be told something. */
  language: SpokenLanguage;
  request: FastifyRequest;
  reply: FastifyReply;
}

export type Handle<P, Q, B, R> = (input: RouteInput<P, Q, B>) => Promise<R> | R;

/** A way in, of whatever kind: API, page, file, socket. */
export interface Door {
  method: string;
  path: string;
  access: Access;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route that this server has, with what it asks of the caller. */
    doors: readonly Door[];
  }
  interface FastifyContextConfig {
    access?: Access;
    /** Asked by pages of other sites, without cookies: the route itself checks who may (the chat window). */
    anySite?: boolean;
  }
  interface FastifyRequest {
    actor: Actor | null;
  }
}

const table: { method: string; path: string; access: Access; summary: string }[] = [];

/** Every API route with what it asks of the caller, in order of registration: the source of docs/permissions.md. */
export function routeTable(): readonly { method: string; path: string; access: Access; summary: string }[] {
  return table;
}

/** Names a route that is registered by hand (files, streams) in that table; `path` with `/api/v1`. */
export function nameRoute(route: { method: string; path: string; access: Access; summary: string }): void {
  if (!table.some((r) => r.method === route.method && r.path === route.path)) table.push(route);
}

const BASE = '/api/v1';

/**
 * Registers an endpoint of the contract. Its schemas validate what comes in and strip what goes out, so a field that
 * the contract does not name cannot leak. `access` stands on the same line as the path, where a reader looks for it.
 */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  app: FastifyInstance,
  e: Endpoint<P, Q, B, R>,
  access: Access,
  handle: Handle<z.output<P>, z.output<Q>, z.output<B>, z.input<R>>,
  options: Partial<Pick<RouteOptions, 'bodyLimit' | 'config'>> = {},
): void {
  const path = `${BASE}${e.path}`;
  nameRoute({ method: e.method, path, access, summary: e.summary });
  const status = e.status ?? 200;
  app.route({
    method: e.method,
    url: path,
    ...(options.bodyLimit ? { bodyLimit: options.bodyLimit } : {}),
    config: { ...options.config, access },
    schema: {
      summary: e.summary,
      tags: [e.tag],
      ...(e.params ? { params: e.params } : {}),
      ...(e.query ? { querystring: e.query } : {}),
      ...(e.body && !e.multipart ? { body: e.body } : {}),
      ...(e.multipart ? { consumes: ['multipart/form-data'] } : {}),
      response: { [status]: e.response },
    } as FastifySchema,
    handler: async (request, reply) => {
      const actor = request.actor;
      if (!actor) throw new AppError('not_signed_in');
      const result = await handle({
        actor,
        params: request.params as z.output<P>,
        query: request.query as z.output<Q>,
        body: request.body as z.output<B>,
        language: spokenLanguage(request.headers['accept-language']),
        request,
        reply,
      });
      // Part of a file (206) is something that only the handler knows.
      if (reply.statusCode !== 206) reply.status(status);
      return status === 204 ? null : result;
    },
  });
}
