import type { Ctx } from '../platform/context.ts';
import type { KnownAccount } from './health/index.ts';

/** Sites with a chat window for the page of channels. Nothing outside can fail: the window talks to this server. */
export async function sitesForHealth(ctx: Ctx): Promise<KnownAccount[]> {
  const sites = await ctx.db.selectFrom('widget_sites').select(['code', 'name', 'enabled']).orderBy('id').execute();
  return sites.map(({ code, name, enabled }) => ({
    channel: 'livechat',
    account: code,
    name,
    enabled,
    problem: null,
  }));
}
