import type { Ctx } from '../../platform/context.ts';
import { keptSaid } from '../../platform/said.ts';
import { accountsForHealth } from '../accounts-health.ts';
import type { KnownAccount } from '../health/index.ts';
import { messengerKind, missing } from './account.ts';

/** The pages for the watch over channels; a page that no longer tells us of anything counts as disconnected. */
export async function pagesForHealth(ctx: Ctx): Promise<KnownAccount[]> {
  const accounts = await accountsForHealth(ctx, messengerKind, missing);
  const broken = await ctx.db
    .selectFrom('messenger_pages as p')
    .innerJoin('channel_accounts as a', 'a.id', 'p.account_id')
    .select(['a.code', 'p.unsubscribed_since', 'p.unsubscribed_why'])
    .where('p.unsubscribed_since', 'is not', null)
    .execute();
  return accounts.map((account) => {
    const row = broken.find((one) => one.code === account.account);
    if (!row?.unsubscribed_since) return account;
    return {
      ...account,
      disconnected: { since: row.unsubscribed_since, detail: keptSaid(row.unsubscribed_why ?? '') },
    };
  });
}
