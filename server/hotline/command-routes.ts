import type { FastifyInstance } from 'fastify';
import * as contract from '../../contract/calls.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { route } from '../platform/http/index.ts';
import { transact } from '../platform/transact.ts';
import { dispose } from './commands/dispose.ts';
import { currentCalls } from './current.ts';
import type { Command } from './engine/types.ts';
import { placeCall } from './outbound/place-call.ts';
import { phoneOf } from './phones/registered.ts';
import { presentCalls } from './present.ts';
import { seenCall } from './queries.ts';
import { hotlineSettings } from './settings.ts';
import { commandCall } from './take-turn.ts';
import { resolveTarget } from './transfer-target.ts';
import { extendWrapUp } from './wrap-up.ts';

/** What an agent does with a call. The answer is how it stands then; what Asterisk does about it follows as an event. */
export function commandRoutes(app: FastifyInstance, ctx: Ctx): void {
  const { db } = ctx;
  const show = async (actor: Actor, id: number) => {
    const [call] = await currentCalls(db, actor.userId ?? 0, ctx.clock.now(), id);
    if (!call)
      throw new AppError('not_now', {
        detail: { vi: 'Cuộc gọi này không còn ở chỗ bạn.', en: 'This call is no longer with you.' },
      });
    return call;
  };
  const does = (endpoint: typeof contract.holdCall, command: Command) =>
    route(app, endpoint, 'call.work', async ({ actor, params }) => {
      const id = Number(params.id);
      await commandCall(ctx, actor, id, command);
      return show(actor, id);
    });
  route(app, contract.postCall, 'call.work', async ({ actor, body }) => show(actor, await placeCall(ctx, actor, body)));
  does(contract.holdCall, { name: 'hold' });
  does(contract.resumeCall, { name: 'resume' });
  does(contract.cancelTransfer, { name: 'cancel' });
  does(contract.conferenceCall, { name: 'conference' });
  does(contract.pauseRecording, { name: 'record_pause' });
  does(contract.resumeRecording, { name: 'record_resume' });
  // Afterwards the call may be out of his hands; what it became is answered all the same.
  for (const [endpoint, name] of [
    [contract.parkCall, 'park'],
    [contract.hangUpCall, 'hangup'],
    [contract.completeTransfer, 'complete'],
  ] as const)
    route(app, endpoint, 'call.work', async ({ actor, params }) => {
      await commandCall(ctx, actor, Number(params.id), { name });
      return presentOne(actor, params.id);
    });
  route(app, contract.unparkCall, 'call.work', async ({ actor, params }) => {
    const phone = await phoneOf(db, actor.userId ?? 0);
    if (phone === null)
      throw new AppError('not_now', {
        detail: { vi: 'Hãy kết nối điện thoại của bạn trước.', en: 'Connect your telephone first.' },
      });
    await commandCall(ctx, actor, Number(params.id), { name: 'unpark', phone });
    return show(actor, Number(params.id));
  });
  route(app, contract.transferCall, 'call.work', async ({ actor, params, body }) => {
    const target = await resolveTarget(db, body.target);
    if (target.kind !== 'queue' && body.mode === 'attended')
      await commandCall(ctx, actor, Number(params.id), { name: 'attended', target });
    else await commandCall(ctx, actor, Number(params.id), { name: 'blind', target });
    return presentOne(actor, params.id);
  });
  route(app, contract.setDisposition, 'call.work', async ({ actor, params, body }) => {
    const row = await seenCall(db, actor, params.id);
    await dispose(ctx, actor, row.id, body);
    const [view] = await presentCalls(db, [await seenCall(db, actor, params.id)], ctx.clock.now());
    if (!view) throw new AppError('not_found');
    return view;
  });
  route(app, contract.extendWrapUp, 'call.work', async ({ actor, params }) => {
    const id = Number(params.id);
    const { wrapUpExtendSeconds } = await hotlineSettings(db);
    await transact(ctx, (tx) => extendWrapUp(tx, actor, id, wrapUpExtendSeconds));
    return show(actor, id);
  });

  async function presentOne(actor: Actor, id: string) {
    const [call] = await currentCalls(db, actor.userId ?? 0, ctx.clock.now(), Number(id));
    return call ?? null;
  }
}
