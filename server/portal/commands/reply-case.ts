import { createHash } from 'node:crypto';
import { citizenWrote, type LoadedCase } from '../../cases/index.ts';
import { receive } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { sqlState } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';

const UNIQUE_VIOLATION = '23505';

/**
 * The citizen answers our question on the page: the words join the thread of the case, where staff read them, and the
 * case goes on. The same words twice are one message. A case without a thread (no mail address) is answered by phone.
 * @throws AppError `not_now` when the case does not wait for him
 */
export async function replyCase(ctx: Ctx, { row }: LoadedCase, text: string): Promise<void> {
  const conversationId = row.conversation_id;
  if (row.status !== 'awaiting_citizen' || conversationId === null) throw new AppError('not_now');
  const { channel } = await ctx.db
    .selectFrom('conversations')
    .select('channel')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow();
  // Told apart by the pause it answers, so that the same “yes” to two questions is two messages.
  const key = createHash('sha256').update(`${row.code}\n${row.paused_at?.getTime()}\n${text}`).digest('hex');
  await receive(
    ctx,
    {
      channel: channel as Parameters<typeof receive>[1]['channel'],
      account: 'portal',
      // No mail has this id, so it never becomes a reference of one (channels/email).
      externalId: `portal-${key}@made.invalid`,
      kind: 'human',
      from: { name: row.contact_name ?? 'Người dân', address: row.contact_email ?? '' },
      subject: row.title,
      text,
      folded: null,
      html: null,
      inReplyTo: null,
      sentAt: ctx.clock.now(),
      attachments: [],
      conversationId,
    },
    (tx, { messageId }) => citizenWrote(ctx, tx, { conversationId, messageId, codes: [row.code] }),
  ).catch((error) => {
    // Pressed twice at the same moment: the other one has stored it.
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
  });
}
