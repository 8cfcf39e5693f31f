/** The time after a talk in which an agent writes up what was said. */
import type { Actor } from '../platform/auth/index.ts';
import type { Tx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { applyPresence, giveOutWaiting } from '../routing/index.ts';
import { callAudience, callChanged } from './events.ts';

/**
 * Ends it: by himself, or by the clock (`due`). He is available again if the wrap-up made him busy and nothing else is
 * open. False when there is none.
 */
export async function endWrapUp(
  tx: Tx,
  actor: Actor,
  callId: number,
  userId: number,
  { due = false }: { due?: boolean } = {},
): Promise<boolean> {
  let query = tx.db
    .updateTable('call_spans')
    .set({ ended_at: tx.now })
    .where('call_id', '=', callId)
    .where('user_id', '=', userId)
    .where('kind', '=', 'wrap_up')
    .where('ended_at', 'is', null);
  // It may have been lengthened since it was found.
  if (due) query = query.where('until_at', '<=', tx.now);
  const ended = await query.returning('id').executeTakeFirst();
  if (!ended) return false;
  const others = await tx.db
    .selectFrom('call_spans')
    .select('id')
    .where('user_id', '=', userId)
    .where('kind', '=', 'wrap_up')
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  const presence = await tx.db
    .selectFrom('presence')
    .select(['state', 'reason'])
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (!others && presence?.state === 'busy' && presence.reason === 'wrap_up') {
    await applyPresence(tx, actor, userId, { state: 'available' });
    await giveOutWaiting(tx);
  }
  tell(tx, actor, callId, userId);
  return true;
}

/** More time. @throws AppError `not_now` when the wrap-up is over */
export async function extendWrapUp(tx: Tx, actor: Actor, callId: number, seconds: number): Promise<void> {
  const userId = actor.userId ?? 0;
  const open = await tx.db
    .selectFrom('call_spans')
    .select(['id', 'until_at'])
    .where('call_id', '=', callId)
    .where('user_id', '=', userId)
    .where('kind', '=', 'wrap_up')
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!open)
    throw new AppError('not_now', {
      detail: { vi: 'Thời gian hoàn tất cuộc gọi đã hết.', en: 'The time for finishing the call is over.' },
    });
  const from = Math.max(open.until_at?.getTime() ?? 0, tx.now.getTime());
  await tx.db
    .updateTable('call_spans')
    .set({ until_at: new Date(from + seconds * 1000) })
    .where('id', '=', open.id)
    .execute();
  tell(tx, actor, callId, userId);
}

function tell(tx: Tx, actor: Actor, callId: number, userId: number): void {
  tx.record({
    type: callChanged.type,
    actor,
    subject: { type: 'call', id: String(callId) },
    data: { callId, what: 'wrap_up', state: 'ended' },
    audience: callAudience([userId]),
  });
}
