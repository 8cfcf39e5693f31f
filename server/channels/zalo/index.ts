import type { FastifyInstance } from 'fastify';
import { registerChannel } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { hookRoutes, onInbound } from '../accounts/index.ts';
import { accountsForHealth } from '../accounts-health.ts';
import { onHealth } from '../health/index.ts';
import { missing, zaloKind } from './account.ts';
import { handleFetchLater } from './fetch-later.ts';
import { handleZaloEvent } from './handle-event.ts';
import { zaloRoutes } from './routes.ts';
import { zaloChannel } from './send.ts';
import { signInCallback } from './sign-in.ts';
import { zaloHooks } from './webhook.ts';

export { zaloUpkeep } from './upkeep.ts';

/** Binds the Zalo channel: webhook, understanding of events, the way out, administration. Called before jobs start. */
export function registerZalo(app: FastifyInstance, ctx: Ctx): void {
  registerChannel(zaloChannel);
  onInbound('zalo', handleZaloEvent);
  onHealth('zalo', (running) => accountsForHealth(running, zaloKind, missing));
  handleFetchLater(ctx);
  hookRoutes(app, zaloHooks(ctx));
  signInCallback(app, ctx);
  zaloRoutes(app, ctx);
}
