import type { FastifyInstance } from 'fastify';
import { registerChannel } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { livechatAdminRoutes } from './admin-routes.ts';
import type { QueueDoor } from './availability.ts';
import { livechatChannel } from './channel.ts';
import { type DeskDoor, type HubTimes, registerHub } from './hub.ts';
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

export interface LivechatOptions {
  /** What routing says; the real one unless a test brings its own. */
  door?: QueueDoor;
  times?: Partial<HubTimes>;
  /** The desks of this process: their owners see when a citizen types. */
  desks?: DeskDoor;
}

/** Binds live chat: the way out, the windows' API and socket, the script and its page, administration. */
export function registerLivechat(app: FastifyInstance, ctx: Ctx, options: LivechatOptions = {}): void {
  const door = options.door ?? queueDoor;
  registerChannel(livechatChannel);
  reactToConversations(ctx);
  widgetRoutes(app, ctx, door);
  registerHub(app, ctx, door, options.times, options.desks);
  pageRoutes(app, ctx);
  livechatAdminRoutes(app, ctx);
}
