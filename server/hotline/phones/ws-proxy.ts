/**
 * SIP over WebSocket by way of our own address: `GET /api/v1/phone/ws` hands frames through to Asterisk. The desk needs
 * no second host, port or certificate, and only who is signed in reaches Asterisk's SIP at all. Sound does not pass here.
 */
import type { WebSocket as ServerSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { WebSocket } from 'ws';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { Access } from '../../platform/http/index.ts';
import { ariAddress } from '../asterisk/address.ts';

export const PHONE_PATH = '/api/v1/phone/ws';
/** The same way for the page of health: who looks after the telephone need not have one. */
export const PROBE_PATH = `${PHONE_PATH}/probe`;

/** SIP messages are a few kB; nobody needs to send more in one frame. */
const MOST_BYTES = 65_536;

export function phoneSocket(app: FastifyInstance, ctx: Ctx): void {
  app.register(async (scope) => {
    const open = (path: string, access: Access) =>
      scope.get(
        path,
        {
          websocket: true,
          config: { access },
          schema: { hide: true },
          preValidation: async (request) => {
            const { origin } = request.headers;
            const ours = [request.host, ctx.config.publicUrl === null ? null : new URL(ctx.config.publicUrl).host];
            if (origin !== undefined && !(URL.canParse(origin) && ours.includes(new URL(origin).host)))
              throw new AppError('cross_site');
          },
        },
        (socket: ServerSocket) => void handThrough(ctx, socket),
      );
    open(PHONE_PATH, 'call.work');
    open(PROBE_PATH, 'admin.hotline');
  });
}

async function handThrough(ctx: Ctx, socket: ServerSocket): Promise<void> {
  // What the browser says before we are through to Asterisk.
  const early: { data: Buffer; binary: boolean }[] = [];
  let far: WebSocket | null = null;
  socket.on('message', (data: Buffer, binary: boolean) => {
    if (data.length > MOST_BYTES) return socket.close(1009, 'too big');
    if (far?.readyState === WebSocket.OPEN) far.send(data, { binary });
    else if (early.length < 50) early.push({ data, binary });
  });
  socket.on('error', () => {});
  socket.on('close', () => far?.close());
  const address = await ariAddress(ctx.config);
  // 1013: try again later; the telephone does by itself.
  if (address === null) return socket.close(1013, 'no exchange');
  const url = address.url.replace(/^http/, 'ws').replace(/\/ari\/?$/, '/ws');
  far = new WebSocket(url, ['sip'], { handshakeTimeout: 5_000, maxPayload: MOST_BYTES });
  const through = far;
  through.on('open', () => {
    for (const { data, binary } of early.splice(0)) through.send(data, { binary });
  });
  through.on('message', (data: Buffer, binary: boolean) => socket.send(data, { binary }));
  through.on('error', (err) => ctx.log.debug({ err }, 'a soft-phone could not be connected to Asterisk'));
  through.on('close', () => socket.close(1013, 'exchange gone'));
  if (socket.readyState !== socket.OPEN) through.close();
}
