import type { FastifyInstance } from 'fastify';
import * as contract from '../../contract/routing.ts';
import { type UserRecord, userByUsername } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { exportRoute } from '../platform/exports/index.ts';
import { route } from '../platform/http/index.ts';
import { adminRoutes } from './admin-routes.ts';
import { board, boardAgents } from './board.ts';
import { acceptOffer, rejectOffer } from './commands/offers.ts';
import { beat, setPresence } from './commands/set-presence.ts';
import { assignItem, claimItem, moveItem, releaseItem } from './commands/take.ts';
import { handOverRoutes } from './hand-over.ts';
import { presentItem } from './present.ts';
import { myQueue, presenceOf } from './queries.ts';
import { waitingExport } from './waiting-export.ts';

/** Routing over HTTP: one's own place and offers, the supervisor's board, the administration. */
export function routingRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, contract.getPresence, 'routing.work', ({ actor }) => presenceOf(ctx.db, idOf(actor), ctx.clock.now()));
  route(app, contract.putPresence, 'routing.work', async ({ actor, body }) => {
    await setPresence(ctx, actor, idOf(actor), { state: body.state, reason: body.reason ?? null });
    return presenceOf(ctx.db, idOf(actor), ctx.clock.now());
  });
  route(app, contract.getQueue, 'routing.work', async ({ actor }) => {
    await beat(ctx, [idOf(actor)]);
    return myQueue(ctx.db, actor, ctx.clock.now());
  });
  route(app, contract.acceptOffer, 'routing.work', async ({ actor, params }) =>
    presentItem(ctx.db, await acceptOffer(ctx, actor, Number(params.id))),
  );
  route(app, contract.rejectOffer, 'routing.work', async ({ actor, params }) => {
    await rejectOffer(ctx, actor, Number(params.id));
    return null;
  });
  route(app, contract.claimItem, 'routing.work', async ({ actor, params }) =>
    presentItem(ctx.db, await claimItem(ctx, actor, Number(params.id))),
  );
  route(app, contract.releaseItem, 'routing.work', async ({ actor, params }) =>
    presentItem(ctx.db, await releaseItem(ctx, actor, Number(params.id))),
  );
  route(app, contract.getBoard, 'routing.supervise', ({ actor }) => board(ctx.db, actor, ctx.clock.now()));
  route(app, contract.moveItem, 'routing.supervise', async ({ actor, params, body }) =>
    presentItem(ctx.db, await moveItem(ctx, actor, Number(params.id), body.queue, body.reason)),
  );
  route(app, contract.assignItem, 'routing.supervise', async ({ actor, params, body }) => {
    const { id: userId } = await colleague(ctx, body.username);
    const to = { userId, force: body.force ?? false, ...(body.reason ? { why: body.reason } : {}) };
    return presentItem(ctx.db, await assignItem(ctx, actor, Number(params.id), to));
  });
  route(app, contract.putAgentPresence, 'routing.supervise', async ({ actor, params, body }) => {
    const { id } = await colleague(ctx, params.username);
    await setPresence(ctx, actor, id, { state: body.state, reason: body.reason ?? null });
    return (await boardAgents(ctx.db, ctx.clock.now(), params.username))[0] as never;
  });
  exportRoute(app, ctx, waitingExport(ctx));
  adminRoutes(app, ctx);
  handOverRoutes(app, ctx);
}

function idOf(actor: Actor): number {
  if (actor.userId === null) throw new AppError('forbidden');
  return actor.userId;
}

/** Somebody who works at the switchboard today. */
async function colleague(ctx: Ctx, username: string): Promise<UserRecord> {
  const user = await userByUsername(ctx.db, username);
  const [listed] = user ? await boardAgents(ctx.db, ctx.clock.now(), username) : [];
  if (!user || !listed)
    throw new AppError('not_found', { detail: { vi: 'Không có tổng đài viên này.', en: 'There is no such agent.' } });
  return user;
}
