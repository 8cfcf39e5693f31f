import type { FastifyInstance } from 'fastify';
import type { Ctx } from '../platform/context.ts';
import { exportRoute } from '../platform/exports/index.ts';
import { forgetDirectory } from './directory.ts';
import { DIRECTORY_EVENTS } from './events.ts';
import { areaExport, categoryExport } from './exports/trees.ts';
import { unitExport } from './exports/units.ts';
import { userExport } from './exports/users.ts';
import { orgRoutes } from './routes.ts';

/** Adds the organisation's routes, and keeps what this process has in memory of the tree in step with the others. */
export function registerOrg(app: FastifyInstance, ctx: Ctx): void {
  orgRoutes(app, ctx);
  exportRoute(app, ctx, userExport(ctx));
  exportRoute(app, ctx, unitExport(ctx));
  exportRoute(app, ctx, categoryExport(ctx));
  exportRoute(app, ctx, areaExport(ctx));
  ctx.events.subscribe((events) => {
    if (events.some((e) => DIRECTORY_EVENTS.has(e.type))) forgetDirectory(ctx.db);
  });
}
