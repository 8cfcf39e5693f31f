import { CAPABILITIES } from '../../../contract/channels.ts';
import type { Channel, OutgoingMessage, SendResult } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { Said } from '../../platform/said.ts';
import { fileLink } from '../accounts/index.ts';
import { missing, type ZaloAccount, zaloAccount } from './account.ts';
import { callZalo } from './api.ts';
import { tellAdmin } from './errors.ts';
import { iconOf } from './icons.ts';
import { planParts } from './plan-parts.ts';
import { userIdOf, windowFor, zaloReplyState } from './reply-state.ts';
import { sendPart } from './send-part.ts';

/** Zalo as a channel: registered with conversations, which call `send` from the sending job. */
export const zaloChannel: Channel = {
  kind: 'zalo',
  capabilities: CAPABILITIES.zalo,
  send: sendZalo,
  replyState: zaloReplyState,
  react,
};

const GONE: Said = {
  vi: 'Kênh Zalo của cuộc trò chuyện này không còn.',
  en: 'The Zalo channel of this conversation is gone.',
};
const EMPTY: Said = { vi: 'Tin trống.', en: 'The message is empty.' };

/**
 * Sends one message, part by part. Every part has its row, so that a repeated call goes on where the last one ended. The
 * window is looked at again: it may have closed since somebody began to type.
 */
async function sendZalo(ctx: Ctx, message: OutgoingMessage): Promise<SendResult> {
  const account = await zaloAccount(ctx, message.account);
  const problem = account ? missing(account) : GONE;
  if (!account || problem) return { state: 'failed', detail: tellAdmin(problem ?? GONE) };
  const limits = {
    imageBytes: account.settings.imageKilobytes * 1000,
    fileBytes: account.settings.fileMegabytes * 1_000_000,
  };
  const plan = planParts(message, limits, (file) => fileLink(ctx, file.publicId));
  if ('impossible' in plan) {
    return {
      state: 'failed',
      detail: {
        vi: `Zalo không nhận tệp "${plan.impossible}", và máy chủ chưa có địa chỉ công khai (PUBLIC_URL) để gửi bằng đường dẫn.`,
        en: `Zalo does not take the file "${plan.impossible}", and this server has no public address (PUBLIC_URL) to send it as a link.`,
      },
    };
  }
  if (plan.parts.length === 0) return { state: 'failed', detail: EMPTY };
  const begun = await ctx.db
    .selectFrom('zalo_sends')
    .select('id')
    .where('message_id', '=', message.id)
    .limit(1)
    .executeTakeFirst();
  // What was begun in time is brought to its end: half an answer helps nobody.
  if (!begun) {
    const closed = await closedFor(ctx, account, message);
    if (closed) return { state: 'failed', detail: closed };
  }
  let first: string | null = null;
  for (const [n, part] of plan.parts.entries()) {
    const sent = await sendPart(ctx, account, message, n, part);
    if (sent.state !== 'sent') return sent;
    first ??= sent.externalId;
  }
  return { state: 'sent', externalId: first ?? '' };
}

async function closedFor(ctx: Ctx, account: ZaloAccount, message: OutgoingMessage): Promise<Said | null> {
  const window = await windowFor(ctx, account, message.address, message.lastInAt);
  if (!window.canReply) return window.advice;
  if (message.kind === 'auto' && window.phase !== 'free')
    return {
      vi: 'Đã hết thời gian gửi miễn phí của Zalo nên tin tự động không được gửi.',
      en: 'The free time of Zalo is over, so the automatic message was not sent.',
    };
  return null;
}

/** @throws AppError `not_now` in words when Zalo does not take it */
async function react(
  ctx: Ctx,
  message: { conversationId: number; externalId: string; emoji: string | null },
): Promise<void> {
  const thread = await ctx.db
    .selectFrom('conversations')
    .select(['account', 'address'])
    .where('id', '=', message.conversationId)
    .executeTakeFirstOrThrow();
  const account = await zaloAccount(ctx, thread.account);
  const icon = iconOf(message.emoji);
  if (!account || missing(account))
    throw new AppError('not_now', { detail: { vi: 'Kênh Zalo chưa sẵn sàng.', en: 'The Zalo channel is not ready.' } });
  if (icon === undefined)
    throw new AppError('not_now', {
      detail: { vi: 'Zalo không có biểu tượng này.', en: 'Zalo does not have this icon.' },
    });
  const outcome = await callZalo(ctx, account, {
    method: 'POST',
    path: '/v2.0/oa/message',
    json: {
      recipient: { user_id: userIdOf(thread.address ?? '') },
      sender_action: { react_icon: icon, react_message_id: message.externalId },
    },
  });
  if (outcome.kind !== 'ok')
    throw new AppError('not_now', {
      detail: {
        vi: 'Zalo không nhận biểu cảm này; hãy thử lại sau.',
        en: 'Zalo did not take the reaction; please try again later.',
      },
    });
}
