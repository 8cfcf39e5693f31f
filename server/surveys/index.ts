/** Campaigns of calls: surveys and care calls. The only door into this folder. */
import type { FastifyInstance } from 'fastify';
import type { Ctx } from '../platform/context.ts';
import { campaignExports } from './exports.ts';
import { campaignRoutes } from './routes.ts';

/** Routes of campaigns. */
export function registerCampaigns(app: FastifyInstance, ctx: Ctx): void {
  campaignRoutes(app, ctx);
  campaignExports(app, ctx);
}

export { startCampaignClock, sweepCampaigns } from './sweep.ts';
