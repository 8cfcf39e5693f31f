import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Largest body of a webhook; providers send a few kilobytes, files come as addresses. Bytes. */
const HOOK_LIMIT = 1_048_576;

export interface HookRoute {
  method: 'GET' | 'POST';
  /** The whole path, e.g. `/hooks/zalo/:channelId`. */
  url: string;
  /** `raw`: the body exactly as it came, empty on GET. */
  handle(input: { request: FastifyRequest; reply: FastifyReply; raw: Buffer; account: string }): Promise<unknown>;
}

/**
 * Registers addresses that providers call. They get the body as bytes, whatever type it claims: a signature is over the
 * bytes, and a parser that refuses first would lose what must be counted.
 */
export function hookRoutes(app: FastifyInstance, routes: readonly HookRoute[]): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const { method, url, handle } of routes) {
      scope.route({
        method,
        url,
        bodyLimit: HOOK_LIMIT,
        config: { access: 'public' },
        schema: { hide: true },
        handler: (request, reply) =>
          handle({
            request,
            reply,
            raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
            account: (request.params as { channelId?: string }).channelId ?? '',
          }),
      });
    }
  });
}
