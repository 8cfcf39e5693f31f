import type { FastifyInstance } from 'fastify';
import type { Ctx } from '../../platform/context.ts';
import { exportRoute } from '../../platform/exports/index.ts';
import { callbackExport } from './callbacks.ts';
import { caseExport } from './cases.ts';
import { citizenExport } from './citizens.ts';
import { conversationExport } from './conversations.ts';
import { directiveExport } from './directives.ts';
import { incidentExport } from './incidents.ts';

/** Lists of this domain as files. */
export function exportRoutes(app: FastifyInstance, ctx: Ctx): void {
  exportRoute(app, ctx, caseExport(ctx));
  exportRoute(app, ctx, directiveExport(ctx));
  exportRoute(app, ctx, incidentExport(ctx));
  exportRoute(app, ctx, conversationExport(ctx));
  exportRoute(app, ctx, callbackExport(ctx));
  exportRoute(app, ctx, citizenExport(ctx));
}
