import type { FastifyInstance } from 'fastify';
import { registerChannel } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { livechatAdminRoutes } from './admin-routes.ts';
import type { QueueDoor } from './availability.ts';
import { livechatChannel } from './channel.ts';
import { type HubTimes, registerHub } from './hub.ts';
import { pageRoutes } from './page.ts';
import { queueDoor } from './queue-door.ts';
import { reactToConversations } from './reactions.ts';
import { widgetRoutes } from './routes.ts';

export type { QueueDoor } from './availability.ts';
export { acceptMessage } from './commands/accept-message.ts';
export { openSession } from './commands/open-session.ts';
export type { HubTimes } from './hub.ts';
export { visitorOf } from './sessions.ts';
export { siteByKey } from './sites.ts';
export { startLivechatClock, sweepThreads } from './sweep.ts';

/** Binds live chat: the way out, the windows' API and socket, the script and its page, administration. */
export function registerLivechat(
  app: FastifyInstance,
  ctx: Ctx,
  door: QueueDoor = queueDoor,
  times: Partial<HubTimes> = {},
): void {
  registerChannel(livechatChannel);
  reactToConversations(ctx);
  widgetRoutes(app, ctx, door);
  registerHub(app, ctx, door, times);
  pageRoutes(app, ctx);
  livechatAdminRoutes(app, ctx);
}
