/** The WebSocket `/api/v1/widget/ws`: every open window of this process. */
import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { LiveFrame } from '../../../contract/live.ts';
import { WIDGET_CLOSE, WIDGET_LIMITS, widgetHello } from '../../../contract/widget.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { QueueDoor } from './availability.ts';
import { ChatSocket, type SocketDoor } from './chat-socket.ts';
import { refuseForeignOrigin } from './check-origin.ts';
import { presenceOf } from './presence.ts';
import { visitorOf } from './sessions.ts';
import { loadSites } from './sites.ts';
import { hearTyping, type TypingSign } from './typing.ts';

export interface HubTimes {
  pingMs: number;
  /** How long a window may take to say who it is. */
  helloMs: number;
  /** Between two looks at the place in the queue of those who wait. */
  placeMs: number;
}
const TIMES: HubTimes = { pingMs: WIDGET_LIMITS.ping * 1000, helloMs: 5_000, placeMs: 15_000 };

/** The desks of this process (platform/realtime). */
export interface DeskDoor {
  tell(userId: number, frame: LiveFrame): void;
}

/** One person has a few tabs; more sockets than this are a mistake, and the oldest goes. */
const MOST_SOCKETS = 6;

/** Opens the door for windows. One subscription to the event stream serves all of them. */
export function registerHub(
  app: FastifyInstance,
  ctx: Ctx,
  door: QueueDoor,
  times: Partial<HubTimes> = {},
  desks: DeskDoor | null = null,
): void {
  const { pingMs, helloMs, placeMs } = { ...TIMES, ...times };
  const sockets = new Set<ChatSocket>();
  const byThread = new Map<number, Set<ChatSocket>>();
  const unfollow = (socket: ChatSocket) => {
    for (const [id, followers] of byThread) if (followers.delete(socket) && followers.size === 0) byThread.delete(id);
  };
  const socketDoor: SocketDoor = {
    ctx,
    presenceOf: (conversationId) => presenceOf(ctx, door, conversationId),
    follows(socket, conversationId) {
      unfollow(socket);
      if (conversationId === null) return;
      const followers = byThread.get(conversationId) ?? new Set();
      byThread.set(conversationId, followers.add(socket));
    },
  };

  const unsubscribe = ctx.events.subscribe((events) => {
    if (byThread.size === 0) return;
    for (const { data } of events) for (const socket of byThread.get(Number(data.conversationId)) ?? []) socket.poke();
  });
  const typing = typingEars(ctx, (sign) => {
    if (sign.by === 'visitor') {
      const { conversationId, on, ownerId } = sign;
      const frame = {
        kind: 'typing',
        conversationId: String(conversationId),
        on,
        ttl: WIDGET_LIMITS.typingLife,
      } as const;
      if (ownerId) desks?.tell(ownerId, frame);
      return;
    }
    for (const socket of byThread.get(sign.conversationId) ?? [])
      void socket.send({ t: 'typing', actor: null, on: sign.on, ttl: WIDGET_LIMITS.typingLife });
  });
  app.addHook('onListen', () => typing.start());
  const pinging = setInterval(() => {
    for (const socket of sockets) socket.ping();
    void lookAfter(ctx, sockets).catch((err) => ctx.log.warn({ err }, 'open chat windows could not be looked up'));
  }, pingMs).unref();
  const placing = setInterval(() => {
    for (const socket of sockets) {
      if (socket.presence === 'waiting' || socket.presence === 'nobody')
        socket.tellPresence().catch((err) => ctx.log.debug({ err }, 'no place in the queue'));
    }
  }, placeMs).unref();
  app.addHook('preClose', async () => {
    unsubscribe();
    clearInterval(pinging);
    clearInterval(placing);
    for (const socket of sockets) socket.close(WIDGET_CLOSE.restart, 'restarting');
    await typing.stop();
  });

  async function begin(
    socket: WebSocket,
    origin: string | undefined,
    host: string,
    data: Buffer,
  ): Promise<ChatSocket | null> {
    const hello = readHello(data);
    if (hello === null) return refuse(socket, WIDGET_CLOSE.badFrame, 'expected {"t":"hello","token":…}');
    const visitor = await visitorOf(ctx, hello.token).catch((error) => {
      if (error instanceof AppError) return null;
      throw error;
    });
    if (visitor === null) return refuse(socket, WIDGET_CLOSE.notKnown, 'session expired');
    try {
      refuseForeignOrigin(ctx, { origin, host }, visitor.site);
      const chat = new ChatSocket(socket, visitor, socketDoor);
      await chat.follow(hello.conversationId ? Number(hello.conversationId.slice(2)) : null, hello.afterSeq);
      await typing.start();
      return chat;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const code = error.code === 'origin_not_allowed' ? WIDGET_CLOSE.origin : WIDGET_CLOSE.badFrame;
      return refuse(socket, code, error.code);
    }
  }

  app.register(async (scope) => {
    scope.get(
      '/api/v1/widget/ws',
      {
        websocket: true,
        config: { access: 'public', anySite: true },
        schema: { hide: true },
        preValidation: async (request) => {
          // Before anything is known of who comes: ours, or a page of some site of ours.
          const { origin } = request.headers;
          refuseForeignOrigin(ctx, { origin, host: request.host }, ...(await loadSites(ctx)).filter((s) => s.enabled));
        },
      },
      (socket: WebSocket, request) => {
        let chat: ChatSocket | null = null;
        const tooLate = setTimeout(() => socket.close(WIDGET_CLOSE.noHello, 'no first frame'), helloMs).unref();
        // Frames are heard one after the other; what comes while the first is looked up waits.
        let turn: Promise<unknown> = Promise.resolve();
        let waiting = 0;
        const hear = async (data: Buffer) => {
          if (chat !== null) return chat.hear(data);
          clearTimeout(tooLate);
          chat = await begin(socket, request.headers.origin, request.host, data);
          if (chat === null) return;
          sockets.add(chat);
          supersede(sockets, chat);
        };
        socket.on('message', (data: Buffer) => {
          if (++waiting > 60) return socket.close(WIDGET_CLOSE.tooFast, 'too fast');
          turn = turn
            .then(() => hear(data))
            .catch((err) => {
              ctx.log.warn({ err }, 'a frame of a chat window failed');
              socket.close(1011, 'try again');
            })
            .finally(() => {
              waiting -= 1;
            });
        });
        socket.on('pong', () => {
          if (chat) chat.alive = true;
        });
        socket.on('error', (err: Error) => ctx.log.debug({ err }, 'chat socket failed'));
        socket.on('close', () => {
          clearTimeout(tooLate);
          void turn.finally(() => {
            if (chat === null) return;
            chat.ended();
            sockets.delete(chat);
            unfollow(chat);
          });
        });
      },
    );
  });
}

function refuse(socket: WebSocket, code: number, reason: string): null {
  socket.close(code, reason);
  return null;
}

function readHello(data: Buffer) {
  if (data.length > WIDGET_LIMITS.frame) return null;
  try {
    return widgetHello.safeParse(JSON.parse(String(data))).data ?? null;
  } catch {
    return null;
  }
}

function supersede(sockets: Set<ChatSocket>, latest: ChatSocket): void {
  const same = [...sockets].filter((one) => one.visitor.id === latest.visitor.id);
  for (const old of same.slice(0, -MOST_SOCKETS)) old.close(WIDGET_CLOSE.superseded, 'too many windows');
}

/** Notes who is there, all in one statement, and shows those out whose token has ended meanwhile. */
async function lookAfter(ctx: Ctx, sockets: Set<ChatSocket>): Promise<void> {
  if (sockets.size === 0) return;
  const now = ctx.clock.now();
  const visitors = [...new Set([...sockets].map((s) => s.visitor.id))];
  await ctx.db
    .updateTable('widget_visitors')
    .set({ last_seen_at: now })
    .where('id', 'in', visitors)
    .where('last_seen_at', '<', now)
    .execute();
  const good = await ctx.db
    .selectFrom('widget_sessions')
    .select('id')
    .where('id', 'in', [...new Set([...sockets].map((s) => s.visitor.sessionId))])
    .where('expires_at', '>', now)
    .execute();
  const ids = new Set(good.map((row) => row.id));
  for (const socket of sockets)
    if (!ids.has(socket.visitor.sessionId)) socket.close(WIDGET_CLOSE.notKnown, 'session expired');
}

/** Listens only where somebody may be told: in a process that serves windows or desks. */
function typingEars(ctx: Ctx, heard: (sign: TypingSign) => void) {
  let listening: Promise<() => Promise<void>> | null = null;
  return {
    async start(): Promise<void> {
      listening ??= hearTyping(ctx, heard);
      await listening.catch((err) => {
        listening = null;
        ctx.log.warn({ err }, 'signs of typing are not heard for now');
      });
    },
    async stop(): Promise<void> {
      const stop = await listening?.catch(() => null);
      await stop?.();
    },
  };
}
