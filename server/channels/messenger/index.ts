import type { FastifyInstance } from 'fastify';
import { registerChannel } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { hookRoutes, onInbound } from '../accounts/index.ts';
import { onHealth } from '../health/index.ts';
import { handleFetchLater } from './fetch-later.ts';
import { handleMessengerEvent } from './handle-event.ts';
import { pagesForHealth } from './health.ts';
import { messengerRoutes } from './routes.ts';
import { messengerChannel } from './send.ts';
import { messengerHooks } from './webhook.ts';

export { messengerUpkeep } from './upkeep.ts';

/** Binds Messenger: webhook, understanding of events, the way out, administration. Called before jobs start. */
export function registerMessenger(app: FastifyInstance, ctx: Ctx): void {
  registerChannel(messengerChannel);
  onInbound('messenger', handleMessengerEvent);
  onHealth('messenger', pagesForHealth);
  handleFetchLater(ctx);
  hookRoutes(app, messengerHooks(ctx));
  messengerRoutes(app, ctx);
}
