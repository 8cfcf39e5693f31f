import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { aboutUser, tokenRevoked } from '../events.ts';

/** Ends an API token at once. Revoking twice is no error and recorded once. */
export async function revokeToken(ctx: Ctx, actor: Actor, id: number): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await tx.db
      .selectFrom('api_tokens')
      .select(['user_id', 'revoked_at'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row)
      throw new AppError('not_found', {
        detail: { vi: `Không có mã truy cập số ${id}.`, en: `There is no access token number ${id}.` },
      });
    if (row.revoked_at) return;
    await tx.db.updateTable('api_tokens').set({ revoked_at: tx.now }).where('id', '=', id).execute();
    tx.record({ type: tokenRevoked.type, actor, data: { token: id }, ...aboutUser(row.user_id) });
  });
}
