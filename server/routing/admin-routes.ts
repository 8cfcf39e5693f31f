import type { FastifyInstance } from 'fastify';
import * as contract from '../../contract/routing-admin.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { route } from '../platform/http/index.ts';
import { listAgents, listCalendarRefs, listKinds, listQueues } from './admin.ts';
import { saveAgent, saveKind, saveReason, saveSettings } from './commands/save-agent.ts';
import { saveQueue } from './commands/save-queue.ts';
import { reasons } from './queries.ts';

/** Administration of routing. Supervisors keep it day by day; administrators may. */
export function adminRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, contract.listQueues, 'admin.queues', async () => ({
    items: await listQueues(ctx.db),
    calendars: await listCalendarRefs(ctx.db),
  }));
  route(app, contract.putQueue, 'admin.queues', async ({ actor, params, body }) => {
    await saveQueue(ctx, actor, params.code, body);
    const saved = (await listQueues(ctx.db)).find((queue) => queue.code === params.code);
    if (!saved) throw new AppError('internal');
    return saved;
  });
  route(app, contract.listAgents, 'admin.queues', () => listAgents(ctx.db, ctx.clock.now()));
  route(app, contract.putAgent, 'admin.queues', async ({ actor, params, body }) => {
    await saveAgent(ctx, actor, params.username, body);
    const { items } = await listAgents(ctx.db, ctx.clock.now());
    return items.find((agent) => agent.username === params.username) ?? { ...params, displayName: '', ...body };
  });
  route(app, contract.listReasons, 'admin.queues', async () => ({ items: await reasons(ctx.db) }));
  route(app, contract.putReason, 'admin.queues', async ({ actor, params, body }) => {
    await saveReason(ctx, actor, params.code, body);
    return null;
  });
  route(app, contract.listKinds, 'admin.queues', () => listKinds(ctx.db));
  route(app, contract.putKind, 'admin.queues', async ({ actor, params, body }) => {
    await saveKind(ctx, actor, params.kind, body);
    return null;
  });
  route(app, contract.putRoutingSettings, 'admin.queues', async ({ actor, body }) => {
    await saveSettings(ctx, actor, body);
    return null;
  });
}
