import type { Ctx } from '../../platform/context.ts';
import { missing, zaloAccounts } from './account.ts';
import { catchUp } from './catch-up.ts';
import { accessToken } from './tokens.ts';

/**
 * What has to be done for Zalo accounts from time to time: tokens are renewed before anybody needs them, and the history
 * is asked for what no webhook brought. One account's trouble does not keep the others.
 */
export async function zaloUpkeep(ctx: Ctx, what: { history: boolean }): Promise<void> {
  for (const account of await zaloAccounts(ctx)) {
    if (missing(account) !== null) continue;
    try {
      const token = await accessToken(ctx, account);
      if (what.history && token.token !== null) await catchUp(ctx, account);
    } catch (err) {
      ctx.log.warn({ err, account: account.code }, 'the upkeep of a Zalo account failed');
    }
  }
}
