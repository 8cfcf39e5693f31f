import type { FastifyInstance } from 'fastify';
import { putCallDispositions } from '../../../contract/call-dispositions.ts';
import * as contract from '../../../contract/hotline-admin.ts';
import type { Ctx } from '../../platform/context.ts';
import { route } from '../../platform/http/index.ts';
import { callDispositions, saveDispositions } from '../dispositions.ts';
import { discardDraft, publishDraft, saveDraft } from '../menu/edit.ts';
import { knownIn, menuVersionView, menuView } from '../menu/view.ts';
import { promptRoutes } from './prompt-routes.ts';
import { saveSettings, settingsView } from './save-settings.ts';

/** Administration of the telephone: supervisors keep it day by day, administrators may. */
export function hotlineAdminRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, contract.getHotlineSettings, 'admin.hotline', () => settingsView(ctx.db));
  route(app, contract.putHotlineSettings, 'admin.hotline', async ({ actor, body }) => {
    await saveSettings(ctx, actor, body);
    return settingsView(ctx.db);
  });
  route(app, contract.getHotlineMenu, 'admin.hotline', ({ language }) => menuView(ctx, language));
  route(app, contract.putMenuDraft, 'admin.hotline', async ({ actor, body, language }) => {
    await saveDraft(ctx, actor, body);
    return menuView(ctx, language);
  });
  route(app, contract.deleteMenuDraft, 'admin.hotline', async ({ actor, language }) => {
    await discardDraft(ctx, actor);
    return menuView(ctx, language);
  });
  route(app, contract.publishMenu, 'admin.hotline', async ({ actor, body, language }) => {
    await publishDraft(ctx, actor, body, knownIn(await menuView(ctx, language)));
    return menuView(ctx, language);
  });
  route(app, contract.getMenuVersion, 'admin.hotline', ({ params }) => menuVersionView(ctx, params.version));
  route(app, putCallDispositions, 'admin.hotline', async ({ actor, body }) => {
    await saveDispositions(ctx, actor, body.items);
    return { items: await callDispositions(ctx.db) };
  });
  promptRoutes(app, ctx);
}
