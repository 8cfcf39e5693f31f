import { CAPABILITIES } from '../../../contract/channels.ts';
import type { Channel, OutgoingMessage, SendResult } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { asWritten, type Said } from '../../platform/said.ts';
import { fileLink } from '../accounts/index.ts';
import { type MessengerAccount, messengerAccount, missing } from './account.ts';
import { messengerSeen, messengerTyping, reactOnMessenger } from './actions.ts';
import { tellAdmin } from './errors.ts';
import { EMPTY, planParts } from './plan-parts.ts';
import { sendPrivateReply } from './private-reply.ts';
import { messengerReplyState, windowFor } from './reply-state.ts';
import { type Addressing, sendPart } from './send-part.ts';

/** Messenger as a channel: registered with conversations, which call `send` from the sending job. */
export const messengerChannel: Channel = {
  kind: 'messenger',
  capabilities: CAPABILITIES.messenger,
  send: sendMessenger,
  replyState: messengerReplyState,
  typing: messengerTyping,
  seen: messengerSeen,
  react: reactOnMessenger,
};

const GONE: Said = {
  vi: 'Trang Facebook của cuộc trò chuyện này không còn.',
  en: 'The Facebook page of this conversation is gone.',
};
const NO_AUTO: Said = {
  vi: 'Đã quá 24 giờ từ tin cuối của người dân nên Facebook không cho gửi tin tự động.',
  en: "More than 24 hours since the citizen's last message, so Facebook allows no automatic message.",
};

/**
 * Sends one message, part by part. Every part has its row, so that a repeated call goes on where the last one ended. The
 * window is looked at again: it may have closed since somebody began to type.
 */
async function sendMessenger(ctx: Ctx, message: OutgoingMessage): Promise<SendResult> {
  const account = await messengerAccount(ctx, message.account);
  const problem = account ? missing(account) : GONE;
  if (!account || problem) return { state: 'failed', detail: tellAdmin(problem ?? GONE) };
  if (message.address.startsWith('comment:')) return sendPrivateReply(ctx, account, message);
  const plan = planParts(message, (file) => fileLink(ctx, file.publicId));
  if ('impossible' in plan) {
    return {
      state: 'failed',
      detail: {
        vi: `Facebook không nhận tệp "${plan.impossible}", và máy chủ chưa có địa chỉ công khai (PUBLIC_URL) để gửi bằng đường dẫn.`,
        en: `Facebook does not take the file "${plan.impossible}", and this server has no public address (PUBLIC_URL) to send it as a link.`,
      },
    };
  }
  if (plan.parts.length === 0) return { state: 'failed', detail: EMPTY };
  const rule = await ruleFor(ctx, account, message);
  if ('closed' in rule) return { state: 'failed', detail: rule.closed };
  let first: string | null = null;
  for (const [n, part] of plan.parts.entries()) {
    const sent = await sendPart(ctx, account, message, n, part, { recipient: { id: message.address }, rule });
    if (sent.state === 'failed') return { state: 'failed', detail: sent.detail };
    if (sent.state === 'later') return sent;
    first ??= sent.externalId;
  }
  return { state: 'sent', externalId: first ?? '' };
}

/** Under which of Meta's rules the message goes now, or in words why it may not. */
async function ruleFor(
  ctx: Ctx,
  account: MessengerAccount,
  message: OutgoingMessage,
): Promise<NonNullable<Addressing['rule']> | { closed: Said }> {
  const thread = { id: message.conversationId, address: message.address, lastInAt: message.lastInAt };
  const window = await windowFor(ctx, account, thread);
  const auto = message.kind === 'auto';
  if (window.phase === 'free') return { messaging_type: auto ? 'UPDATE' : 'RESPONSE' };
  // What was begun in time is brought to its end: half an answer helps nobody, and its first part is looked up only.
  if (!window.canReply && !(await begun(ctx, message.id))) return { closed: window.advice ?? asWritten('') };
  if (auto) return { closed: NO_AUTO };
  return account.settings.humanAgent
    ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }
    : { messaging_type: 'RESPONSE' };
}

async function begun(ctx: Ctx, messageId: number): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('messenger_sends')
    .select('id')
    .where('message_id', '=', messageId)
    .where('state', 'in', ['sent', 'unknown', 'sending'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
