import type { Ctx } from '../../platform/context.ts';
import type { Said } from '../../platform/said.ts';
import { recordAccess } from '../health/index.ts';
import type { ZaloAccount } from './account.ts';

/** Zalo takes no messages from the account at all: said on every thread before one types, until it works again. */
export async function blockAccount(ctx: Ctx, account: ZaloAccount, detail: Said): Promise<void> {
  await recordAccess(ctx, { channel: 'zalo', account: account.code, access: 'blocked', detail });
}

/** Zalo has taken something again. */
export async function unblockAccount(ctx: Ctx, account: ZaloAccount): Promise<void> {
  await ctx.db
    .updateTable('channel_health')
    .set({ access: 'ok', access_detail: null, access_since: ctx.clock.now() })
    .where('channel', '=', 'zalo')
    .where('account', '=', account.code)
    .where('access', '=', 'blocked')
    .execute();
}
