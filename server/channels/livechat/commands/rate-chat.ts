import { WIDGET_LIMITS } from '../../../../contract/widget.ts';
import { centreOf } from '../../../conversations/index.ts';
import { CITIZEN } from '../../../platform/auth/index.ts';
import type { Ctx } from '../../../platform/context.ts';
import { AppError } from '../../../platform/errors.ts';
import { storable } from '../../../platform/text.ts';
import { transact } from '../../../platform/transact.ts';
import { chatRated } from '../events.ts';
import type { Thread } from '../threads.ts';

/**
 * Keeps what a visitor thought of a conversation; he may change his mind for 14 days.
 * @throws AppError `not_now` while the conversation runs, or later than that
 */
export async function rateChat(
  ctx: Ctx,
  thread: Thread,
  rating: { score: number; comment?: string | undefined },
): Promise<void> {
  const now = ctx.clock.now();
  if (thread.closedAt === null && thread.rating === null)
    throw new AppError('not_now', {
      detail: { vi: 'Cuộc trò chuyện chưa kết thúc.', en: 'The conversation has not ended yet.' },
    });
  const since = thread.rating?.rated_at ?? thread.closedAt ?? now;
  if (now.getTime() - since.getTime() > WIDGET_LIMITS.ratingDays * 86_400_000)
    throw new AppError('not_now', {
      detail: {
        vi: `Chỉ đánh giá được trong ${WIDGET_LIMITS.ratingDays} ngày.`,
        en: `It can be rated within ${WIDGET_LIMITS.ratingDays} days only.`,
      },
    });
  await transact(ctx, async (tx) => {
    const values = { score: rating.score, comment: storable(rating.comment ?? '') || null, changed_at: tx.now };
    await tx.db
      .insertInto('conversation_ratings')
      .values({ conversation_id: thread.conversationId, ...values, rated_at: tx.now })
      .onConflict((c) => c.column('conversation_id').doUpdateSet(values))
      .execute();
    tx.record({
      type: chatRated.type,
      actor: CITIZEN,
      data: { conversationId: thread.conversationId, score: rating.score, changed: thread.rating !== null },
      audience: await centreOf(tx.db, thread.conversationId),
    });
  });
}
