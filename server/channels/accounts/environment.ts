import type { Ctx } from '../../platform/context.ts';
import { type AccountKind, accountKinds, type EnvironmentAccount } from './define.ts';

/** The code of the account that the environment gives. */
export const ENVIRONMENT_CODE = 'default';

/** @throws AppError `bad_setting` when the environment's settings of this kind are wrong */
export function environmentOf(ctx: Ctx, kind: AccountKind): EnvironmentAccount | null {
  return kind.environment?.(ctx.config) ?? null;
}

/**
 * Writes the environment's accounts into the table (their state lives there, their secrets do not) and retires those
 * that the environment no longer names. Called at start; harmless to repeat.
 */
export async function syncEnvironmentAccounts(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  for (const kind of accountKinds().values()) {
    const given = environmentOf(ctx, kind);
    if (!given) {
      await ctx.db
        .updateTable('channel_accounts')
        .set({ enabled: false, updated_at: now })
        .where('kind', '=', kind.kind)
        .where('source', '=', 'environment')
        .where('enabled', '=', true)
        .execute();
      continue;
    }
    // An account entered by hand under this code gives way: its secrets are dropped, its settings stay as a base.
    const values = { name: given.name, source: 'environment', secrets: null, enabled: true, updated_at: now } as const;
    await ctx.db
      .insertInto('channel_accounts')
      .values({ ...values, kind: kind.kind, code: ENVIRONMENT_CODE, created_at: now })
      .onConflict((conflict) => conflict.columns(['kind', 'code']).doUpdateSet(values))
      .execute();
  }
}
