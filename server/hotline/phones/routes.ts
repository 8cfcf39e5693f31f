import type { FastifyInstance } from 'fastify';
import { deleteMyPhone, postMyPhone } from '../../../contract/calls.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { route } from '../../platform/http/index.ts';
import { transact } from '../../platform/transact.ts';
import { ariAddress } from '../asterisk/address.ts';
import { AriError, ariRequests } from '../asterisk/request.ts';
import { newAccount, provide, putAway } from './provide.ts';
import { PHONE_PATH, phoneSocket } from './ws-proxy.ts';

/** One's own telephone: an account at Asterisk, and the way there. */
export function phoneRoutes(app: FastifyInstance, ctx: Ctx): void {
  phoneSocket(app, ctx);

  route(app, postMyPhone, 'call.work', async ({ actor, body, request }) => {
    const away = () =>
      new AppError('unavailable', {
        detail: {
          vi: 'Tổng đài thoại chưa hoạt động. Hãy thử lại sau ít phút.',
          en: 'The telephone system is not working yet. Try again in a few minutes.',
        },
        retryAfter: 5,
      });
    const address = await ariAddress(ctx.config);
    if (address === null) throw away();
    const who = { userId: actor.userId ?? 0, sessionId: actor.sessionId };
    const account = await newAccount(ctx, who, {
      device: body.device ?? null,
      webrtc: body.kind === 'browser',
      place: body.place ?? null,
      take: body.take,
    });
    try {
      await provide(ariRequests(address), account);
    } catch (error) {
      if (!(error instanceof AriError)) throw error;
      ctx.log.warn({ status: error.status, said: error.message }, 'a soft-phone could not be set up at Asterisk');
      throw away();
    }
    const { host } = new URL(address.url);
    const base = ctx.config.publicUrl ?? `${request.protocol}://${request.host}`;
    return {
      account: account.id,
      uri: `sip:${account.sipUser}@${host.replace(/:\d+$/, '')}`,
      username: account.sipUser,
      password: account.password,
      wsUrl: `${base.replace(/^http/, 'ws')}${PHONE_PATH}`,
      iceServers: [],
      expiresAt: isoLocal(account.expiresAt),
    };
  });

  route(app, deleteMyPhone, 'call.work', async ({ actor, query }) => {
    await transact(ctx, (tx) => putAway(tx, actor.userId ?? 0, query.account));
    return null;
  });
}
