import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { delegationEnded } from '../events.ts';
import { decidesForAll } from './delegate.ts';

/**
 * Ends a delegation now; one that has not begun is taken back as if it had never been (its events remain). The absent
 * person and administrators may do it; to anybody else it does not exist.
 */
export async function endDelegation(ctx: Ctx, actor: Actor, id: number): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await tx.db.selectFrom('delegations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row || (row.user_id !== actor.userId && !decidesForAll(actor)))
      throw new AppError('not_found', { detail: { vi: 'Không có ủy quyền này.', en: 'There is no such delegation.' } });
    if (row.ends_at <= tx.now)
      throw new AppError('not_now', { detail: { vi: 'Ủy quyền này đã kết thúc.', en: 'This delegation has ended.' } });
    if (row.starts_at < tx.now)
      await tx.db.updateTable('delegations').set({ ends_at: tx.now }).where('id', '=', id).execute();
    else await tx.db.deleteFrom('delegations').where('id', '=', id).execute();
    tx.record({
      type: delegationEnded.type,
      actor,
      subject: { type: 'delegation', id: String(id) },
      data: { user: row.user_id, deputy: row.deputy_id },
      audience: { to: ['admin', `user:${row.user_id}`, `user:${row.deputy_id}`] },
    });
  });
}
