/** What the desk's lists need beside the cases themselves: saved lists, bulk offers, the board, the file. */
import type { FastifyInstance } from 'fastify';
import { bulkOffers } from '../../contract/bulk.ts';
import {
  arrangeList,
  caseBoard,
  changeSavedView,
  countSavedViews,
  createSavedView,
  listSavedViews,
  removeSavedView,
} from '../../contract/case-lists.ts';
import type { Ctx } from '../platform/context.ts';
import { route } from '../platform/http/index.ts';
import { boardOf } from './board.ts';
import { bulkOffersFor } from './bulk-offers.ts';
import { exportRoutes } from './exports/index.ts';
import { arrange } from './list-layouts.ts';
import { countSaved, mustSee, removeView, savedViewsOf, saveView } from './saved-views.ts';

export function deskRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, listSavedViews, 'case.read', ({ actor }) => savedViewsOf(ctx.db, actor));
  route(app, countSavedViews, 'case.read', async ({ actor }) => ({
    items: await countSaved(ctx.db, actor, ctx.clock.now()),
  }));
  route(app, arrangeList, 'case.read', async ({ actor, body }) => {
    if (body.saved !== undefined) await mustSee(ctx.db, actor, body.saved);
    await arrange(ctx, actor, body);
    return null;
  });
  route(app, createSavedView, 'case.read', ({ actor, body }) => saveView(ctx, actor, body));
  route(app, changeSavedView, 'case.read', ({ actor, params, body }) => saveView(ctx, actor, body, params.id));
  route(app, removeSavedView, 'case.read', async ({ actor, params }) => {
    await removeView(ctx, actor, params.id);
    return null;
  });
  route(app, bulkOffers, 'case.act', ({ actor, body }) => bulkOffersFor(ctx, actor, body.cases));
  route(app, caseBoard, 'case.read', ({ actor, query }) => boardOf(ctx.db, actor, query, ctx.clock.now()));
  exportRoutes(app, ctx);
}
