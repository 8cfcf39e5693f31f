import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type LiveFrame, liveHello, liveSaying } from '../../../contract/live.ts';
import type { Actor } from '../auth/actor.ts';
import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { Places } from './places.ts';
import { CLOSE, LiveReader } from './reader.ts';

export interface LiveTimes {
  /** Between two pings; a client that has not answered the last one is dropped. */
  pingMs: number;
  /** Between two looks at a reader's rights, for what ends by itself (sessions, dated roles, delegations). */
  recheckMs: number;
  /** How long a client may take to say where it wants to begin. */
  helloMs: number;
  /** Between two looks at whether those who have a place open are still there. */
  placeMs: number;
}

const TIMES: LiveTimes = { pingMs: 25_000, recheckMs: 60_000, helloMs: 10_000, placeMs: 5_000 };

/**
 * `GET /api/v1/live`: the WebSocket of contract/live.ts. One subscription to the stream serves all readers.
 * @returns who is connected to this process now, by user id (people with several windows more than once), a way to
 * tell one person something that is worth nothing later, and who has what open
 */
export function registerLive(
  app: FastifyInstance,
  ctx: Pick<Ctx, 'events' | 'config' | 'log' | 'db' | 'database'>,
  authenticate: (request: FastifyRequest) => Promise<Actor | null>,
  times: Partial<LiveTimes> = {},
): { connected(): Iterable<number>; tell(userId: number, frame: LiveFrame): void; places: Places } {
  const { pingMs, recheckMs, helloMs, placeMs } = { ...TIMES, ...times };
  const readers = new Map<WebSocket, LiveReader>();
  const people = new Map<WebSocket, number>();
  const answered = new WeakSet<WebSocket>();
  const places = new Places(ctx, placeMs);

  const unsubscribe = ctx.events.subscribe((events) => {
    for (const reader of readers.values()) reader.offer(events);
  });
  const pinging = setInterval(() => {
    for (const [socket, reader] of readers) {
      if (!answered.delete(socket)) {
        socket.terminate();
        continue;
      }
      reader.tellPlace();
      socket.ping();
    }
  }, pingMs).unref();
  const rechecking = setInterval(() => {
    for (const [socket, reader] of readers) {
      reader.recheck();
      places.recheck(socket);
    }
  }, recheckMs).unref();
  app.addHook('preClose', async () => {
    unsubscribe();
    clearInterval(pinging);
    clearInterval(rechecking);
    // 1012: the service restarts; clients come back by themselves.
    for (const reader of readers.values()) reader.close(1012, 'restarting');
    await places.stop();
  });

  app.register(async (scope) => {
    scope.get(
      '/api/v1/live',
      {
        websocket: true,
        config: { access: 'signed_in' },
        schema: { hide: true },
        preValidation: async (request) => refuseOtherOrigins(request, ctx.config.publicUrl),
      },
      (socket: WebSocket, request) => {
        const actor = request.actor;
        if (actor === null) return socket.close(CLOSE.notSignedIn, 'not signed in');
        const reader = new LiveReader(
          socket,
          request.raw.socket,
          actor,
          ctx.events,
          () => authenticate(request),
          () => places.recheck(socket),
        );
        readers.set(socket, reader);
        if (actor.userId !== null) people.set(socket, actor.userId);
        answered.add(socket);
        const tooLate = setTimeout(() => reader.close(CLOSE.noHello, 'no first frame'), helloMs).unref();
        socket.on('pong', () => {
          answered.add(socket);
          places.alive(socket);
        });
        socket.on('error', (err: Error) => ctx.log.debug({ err }, 'live socket failed'));
        socket.on('close', () => {
          clearTimeout(tooLate);
          readers.delete(socket);
          people.delete(socket);
          places.leave(socket);
        });
        socket.once('message', (data: Buffer) => {
          clearTimeout(tooLate);
          const hello = readFrame(liveHello, String(data));
          if (hello === null) return reader.close(CLOSE.badHello, 'expected {"afterSeq": number}');
          void reader.begin(hello.afterSeq);
          const window = {
            actor: () => reader.actor,
            tell: (frame: LiveFrame) => reader.tell(frame),
            ping: () => socket.ping(),
          };
          socket.on('message', (said: Buffer) => {
            const saying = readFrame(liveSaying, String(said));
            if (saying === null) return reader.close(CLOSE.badHello, 'expected {"kind": "here"}');
            places.say(socket, window, saying.places);
          });
        });
      },
    );
  });
  return {
    connected: () => people.values(),
    tell(userId, frame) {
      for (const [socket, id] of people) if (id === userId) socket.send(JSON.stringify(frame));
    },
    places,
  };
}

function readFrame<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Browsers open sockets to anywhere and send the cookie along; the Origin says who asks. Programs send none. */
function refuseOtherOrigins(request: FastifyRequest, publicUrl: string | null): void {
  const { origin } = request.headers;
  if (origin === undefined) return;
  const host = URL.canParse(origin) ? new URL(origin).host : null;
  const ours = [request.host, publicUrl === null ? null : new URL(publicUrl).host];
  if (host === null || !ours.includes(host)) throw new AppError('cross_site');
}
