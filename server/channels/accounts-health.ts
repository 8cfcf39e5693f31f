import type { Ctx } from '../platform/context.ts';
import type { Said } from '../platform/said.ts';
import { type AccountKind, type ChannelAccount, loadAccounts } from './accounts/index.ts';
import type { KnownAccount } from './health/index.ts';

/** The accounts of a kind for the page of channels. `missing`: what an account lacks before it can work, in words. */
export async function accountsForHealth<S extends object, K extends string>(
  ctx: Ctx,
  kind: AccountKind<S, K>,
  missing: (account: ChannelAccount<S, K>) => Said | null,
): Promise<KnownAccount[]> {
  return (await loadAccounts(ctx, kind)).map((account) => ({
    channel: kind.kind,
    account: account.code,
    name: account.name,
    enabled: account.enabled,
    problem: account.broken ?? missing(account),
  }));
}
