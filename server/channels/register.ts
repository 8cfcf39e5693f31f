import type { FastifyInstance } from 'fastify';
import type { Ctx } from '../platform/context.ts';
import { fileLinkRoute, handleInboundJobs } from './accounts/index.ts';
import { mailboxesForHealth } from './email-health.ts';
import { onHealth, registerHealthRoutes } from './health/index.ts';
import { sitesForHealth } from './livechat-health.ts';
import { registerMessenger } from './messenger/index.ts';
import { registerZalo } from './zalo/index.ts';

/** Binds what all channels with webhooks share, and the channels themselves; mail binds itself. Called before jobs start. */
export function registerChannels(app: FastifyInstance, ctx: Ctx): void {
  handleInboundJobs(ctx);
  fileLinkRoute(app, ctx);
  registerHealthRoutes(app, ctx);
  onHealth('email', mailboxesForHealth);
  onHealth('livechat', sitesForHealth);
  registerZalo(app, ctx);
  registerMessenger(app, ctx);
}
