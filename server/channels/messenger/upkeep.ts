import type { Ctx } from '../../platform/context.ts';
import { messengerAccounts, missing } from './account.ts';
import { callGraph } from './api.ts';
import { catchUp } from './catch-up.ts';
import { ensureSubscribed, subscriptionDue } from './subscription.ts';
import { tokenDead, tokenLives } from './token.ts';

/**
 * What has to be done for Facebook pages from time to time: once an hour the token and the subscription are looked at, and
 * the history is asked for what no webhook brought. One page's trouble does not keep the others.
 */
export async function messengerUpkeep(ctx: Ctx, what: { history: boolean }): Promise<void> {
  for (const account of await messengerAccounts(ctx)) {
    if (missing(account) !== null || (await tokenDead(ctx, account))) continue;
    try {
      if (await subscriptionDue(ctx, account)) {
        const me = await callGraph(ctx, account, { method: 'GET', path: '/me', query: { fields: 'id' } });
        if (me.kind === 'ok') await endAlarm(ctx, account);
        if (me.kind === 'error' && me.code === 190) continue;
        await ensureSubscribed(ctx, account);
      }
      if (what.history) await catchUp(ctx, account);
    } catch (err) {
      ctx.log.warn({ err, account: account.code }, 'the upkeep of a Facebook page failed');
    }
  }
}

/** Another token was entered and works. A block of the page is not ended by that. */
async function endAlarm(ctx: Ctx, account: Parameters<typeof tokenLives>[1]): Promise<void> {
  const health = await ctx.db
    .selectFrom('channel_health')
    .select('access')
    .where('channel', '=', 'messenger')
    .where('account', '=', account.code)
    .executeTakeFirst();
  if (health?.access !== 'blocked') await tokenLives(ctx, account);
}
