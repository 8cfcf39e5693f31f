import type { FastifyInstance } from 'fastify';
import * as contract from '../../contract/calls.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { route } from '../platform/http/index.ts';
import { currentCalls } from './current.ts';
import type { WatchMode } from './engine/types.ts';
import { phoneOf } from './phones/registered.ts';
import { seenCall } from './queries.ts';
import { commandCall } from './take-turn.ts';

/** A supervisor beside a talk. Each use is on record (`call.watched`). */
export function superviseRoutes(app: FastifyInstance, ctx: Ctx): void {
  const does = (endpoint: typeof contract.listenCall, mode: WatchMode) =>
    route(app, endpoint, 'call.supervise', async ({ actor, params }) => {
      const { id } = await seenCall(ctx.db, actor, params.id);
      const phone = await phoneOf(ctx.db, actor.userId ?? 0);
      if (phone === null)
        throw new AppError('not_now', {
          detail: { vi: 'Hãy kết nối điện thoại của bạn trước.', en: 'Connect your telephone first.' },
        });
      await commandCall(ctx, actor, id, { name: 'watch', mode, phone });
      const [call] = await currentCalls(ctx.db, actor.userId ?? 0, ctx.clock.now(), id);
      if (!call)
        throw new AppError('not_now', {
          detail: { vi: 'Cuộc gọi này không còn ở chỗ bạn.', en: 'This call is no longer with you.' },
        });
      return call;
    });
  does(contract.listenCall, 'listen');
  does(contract.whisperCall, 'whisper');
  does(contract.bargeCall, 'barge');
  does(contract.takeOverCall, 'take_over');
}
