import type { OutgoingMessage, SendResult } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { asWritten, type Said } from '../../platform/said.ts';
import { fileLink } from '../accounts/index.ts';
import type { MessengerAccount } from './account.ts';
import { planPrivateReply } from './plan-parts.ts';
import { commentsOf } from './reply-state.ts';
import { sendPart } from './send-part.ts';
import { touchUser } from './users.ts';
import { commentWindow } from './window.ts';

const BEING_SENT: Said = {
  vi: 'Một câu trả lời riêng khác cho bình luận này đang được gửi.',
  en: 'Another private answer to this comment is being sent.',
};

/** Answers a comment in Messenger: one message, within seven days, written by a person. */
export async function sendPrivateReply(
  ctx: Ctx,
  account: MessengerAccount,
  message: OutgoingMessage,
): Promise<SendResult> {
  const no = (detail: Said): SendResult => ({ state: 'failed', detail });
  if (message.kind === 'auto')
    return no({
      vi: 'Tin tự động không được gửi cho bình luận: Facebook chỉ cho một tin riêng, dành cho câu trả lời.',
      en: 'No automatic message goes to a comment: Facebook allows one private message, kept for the answer.',
    });
  const plan = planPrivateReply(message, (file) => fileLink(ctx, file.publicId));
  if ('problem' in plan) return no(plan.problem);
  const claimed = await claim(ctx, account, message);
  if ('closed' in claimed) return no(claimed.closed);
  const recipient = claimed.target === 'post' ? { post_id: claimed.comment_id } : { comment_id: claimed.comment_id };
  const part = { kind: 'text' as const, text: plan.text };
  const sent = await sendPart(ctx, account, message, 0, part, { recipient, rule: null });
  if (sent.state === 'later') return sent;
  // What certainly did not go leaves the one answer free for another try.
  const done = sent.state === 'sent' || sent.replied === true;
  await ctx.db
    .updateTable('messenger_comments')
    .set(done ? { replied_at: ctx.clock.now() } : { reply_message_id: null })
    .where('account_id', '=', account.id)
    .where('comment_id', '=', claimed.comment_id)
    .where('reply_message_id', '=', message.id)
    .execute();
  if (sent.state === 'sent' && sent.personId) await adoptPerson(ctx, account, message.id, sent.personId);
  return sent.state === 'sent'
    ? { state: 'sent', externalId: sent.externalId }
    : { state: 'failed', detail: sent.detail };
}

/** Takes the one answer of the newest open comment for this message; two messages at once cannot both have it. */
async function claim(ctx: Ctx, account: MessengerAccount, message: OutgoingMessage) {
  const comments = await commentsOf(ctx, account, message.address);
  const own = comments.find((one) => one.reply_message_id === message.id);
  if (own) return own;
  const window = commentWindow(ctx.clock.now(), comments);
  if (!window.canReply) return { closed: window.advice ?? asWritten('') };
  const free = comments.find((one) => one.replied_at === null && one.removed_at === null);
  const taken = await ctx.db
    .updateTable('messenger_comments')
    .set({ reply_message_id: message.id })
    .where('account_id', '=', account.id)
    .where('comment_id', '=', free?.comment_id ?? '')
    .where('reply_message_id', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return taken ?? { closed: BEING_SENT };
}

/**
 * The private answer `messageId` has reached a person: its comment is answered, and from now on the thread is the person's
 * in Messenger, so that what he answers joins it. Harmless to repeat.
 */
export async function adoptPerson(
  ctx: Ctx,
  account: MessengerAccount,
  messageId: number,
  personId: string,
): Promise<void> {
  await touchUser(ctx.db, account, personId, null);
  await ctx.db
    .updateTable('messenger_comments')
    .set({ replied_at: ctx.clock.now() })
    .where('account_id', '=', account.id)
    .where('reply_message_id', '=', messageId)
    .where('replied_at', 'is', null)
    .execute();
  await ctx.db
    .updateTable('conversations')
    .set({ address: personId })
    .where('id', '=', (e) => e.selectFrom('messages').select('conversation_id').where('id', '=', messageId))
    .where('channel', '=', 'messenger')
    .where('address', 'like', 'comment:%')
    .execute();
}
