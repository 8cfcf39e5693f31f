import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as contract from '../../../contract/widget-sites.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { route } from '../../platform/http/index.ts';
import { putSite, renewSecret } from './commands/put-site.ts';
import { threadsPerSite } from './queries.ts';

const MONTH_MS = 30 * 86_400_000;

/** Administration of the sites that show the chat window. */
export function livechatAdminRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, contract.listWidgetSites, 'admin.channels', async ({ request }) => ({
    items: await presentSites(ctx),
    calendars: await ctx.db.selectFrom('calendars').select(['code', 'name']).orderBy('name').execute(),
    origin: originOf(ctx, request),
  }));
  route(app, contract.putWidgetSite, 'admin.channels', async ({ actor, params, body }) => {
    await putSite(ctx, actor, params.code, body);
    const site = (await presentSites(ctx)).find((one) => one.code === params.code);
    if (!site) throw new AppError('not_found');
    return site;
  });
  route(app, contract.newWidgetSecret, 'admin.channels', async ({ actor, params }) => {
    const secret = await renewSecret(ctx, actor, params.code);
    if (secret === null) throw new AppError('not_found');
    return { secret };
  });
}

/** The address under which other sites load the script. */
function originOf(ctx: Ctx, request: FastifyRequest): string {
  return ctx.config.publicUrl ? new URL(ctx.config.publicUrl).origin : `${request.protocol}://${request.host}`;
}

/** Straight from the table: a page of administration shows what is stored, not what fills the gaps. */
async function presentSites(ctx: Ctx): Promise<contract.WidgetSite[]> {
  const rows = await ctx.db
    .selectFrom('widget_sites as s')
    .leftJoin('calendars as c', 'c.id', 's.calendar_id')
    .selectAll('s')
    .select(['c.code as calendar_code', 'c.name as calendar_name'])
    .orderBy('s.id')
    .execute();
  const threads = await threadsPerSite(ctx.db, new Date(ctx.clock.now().getTime() - MONTH_MS));
  const none = { title: '', greeting: '', label: '', hours: '' };
  return rows.map((row) => {
    const texts = row.texts as unknown as Partial<contract.SiteTexts>;
    return {
      key: row.key,
      code: row.code,
      name: row.name,
      enabled: row.enabled,
      origins: row.origins,
      colour: row.colour,
      side: row.side as 'left' | 'right',
      texts: { vi: { ...none, ...texts.vi }, en: { ...none, ...texts.en } },
      topics: row.topics as unknown as contract.WidgetSite['topics'],
      calendar: row.calendar_code && row.calendar_name ? { code: row.calendar_code, name: row.calendar_name } : null,
      hasSecret: row.identity_secret !== null,
      identityRequired: row.identity_required,
      reopenDays: row.reopen_days,
      idleMinutes: row.idle_minutes,
      threads: threads.get(row.id) ?? 0,
      updatedAt: isoLocal(row.updated_at),
    };
  });
}
