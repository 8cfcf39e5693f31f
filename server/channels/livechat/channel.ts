import { CAPABILITIES } from '../../../contract/channels.ts';
import type { Channel } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { type Said, saidWith } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { recordHealth } from '../health/record.ts';
import { grew } from './grew.ts';
import { addEvent } from './thread-events.ts';
import { tellTyping } from './typing.ts';

const GONE: Said = {
  vi: 'Người dân không còn mở cửa sổ trò chuyện; tin sẽ hiện khi họ quay lại.',
  en: 'The citizen has closed the chat window; the message shows when they come back.',
};
const CALL: Said = { vi: 'Cần gấp thì gọi điện.', en: 'Call if it is urgent.' };
const MAIL: Said = { vi: 'Cần gấp thì gửi thư điện tử.', en: 'Send a mail if it is urgent.' };

/** A window that has not been heard of for so long is shut. Milliseconds. */
const GONE_MS = 90_000;

/** The way out to visitors' windows. A message is sent when it stands in the record of the thread: it cannot get lost. */
export const livechatChannel: Channel = {
  kind: 'livechat',
  capabilities: CAPABILITIES.livechat,

  async send(ctx, message) {
    const there = await transact(ctx, async (tx) => {
      const thread = await tx.db
        .selectFrom('widget_threads')
        .select('conversation_id')
        .where('conversation_id', '=', message.conversationId)
        .forUpdate()
        .executeTakeFirst();
      if (thread) await addEvent(tx, message.conversationId, { kind: 'message', messageId: message.id });
      return thread !== undefined;
    });
    // The windows are told by `message.state_changed`, which is recorded when this has returned.
    if (there) recordHealth(ctx, { channel: 'livechat', account: message.account, what: 'sent' });
    if (there) return { state: 'sent', externalId: `m_${message.id}` };
    return { state: 'failed', detail: NO_WINDOW };
  },

  async replyState(ctx, conversation) {
    const row = await ctx.db
      .selectFrom('widget_threads as t')
      .innerJoin('widget_visitors as v', 'v.id', 't.visitor_id')
      .select(['v.last_seen_at', 'v.email', 'v.phone'])
      .where('t.conversation_id', '=', conversation.id)
      .executeTakeFirst();
    if (!row)
      return {
        canReply: false,
        until: null,
        advice: {
          vi: 'Hội thoại này không gắn với cửa sổ trò chuyện nào. Hãy gọi điện.',
          en: 'This conversation belongs to no chat window. Call the citizen.',
        },
      };
    if (ctx.clock.now().getTime() - row.last_seen_at.getTime() < GONE_MS)
      return { canReply: true, until: null, advice: null };
    return {
      canReply: true,
      until: null,
      advice: row.phone
        ? saidWith(GONE, (text, l) => `${text} ${CALL[l]}`)
        : row.email
          ? saidWith(GONE, (text, l) => `${text} ${MAIL[l]}`)
          : GONE,
    };
  },

  typing: (ctx, conversationId, on) => tellTyping(ctx, { conversationId, by: 'agent', on }),

  async seen(ctx, conversationId, upToMessageId) {
    await markSeenByUs(ctx, conversationId, upToMessageId);
  },
};

/** The visitor sees that his messages up to this one have been read; looking twice says it once. */
async function markSeenByUs(ctx: Ctx, conversationId: number, upToMessageId: number): Promise<void> {
  await transact(ctx, async (tx) => {
    const last = await tx.db
      .selectFrom('widget_events as e')
      .innerJoin('messages as m', 'm.id', 'e.message_id')
      .select((s) => s.fn.max('e.seq').as('seq'))
      .where('e.conversation_id', '=', conversationId)
      .where('e.kind', '=', 'message')
      .where('m.direction', '=', 'in')
      .where('m.id', '<=', upToMessageId)
      .executeTakeFirst();
    if (!last?.seq) return;
    await tx.db
      .selectFrom('widget_threads')
      .select('conversation_id')
      .where('conversation_id', '=', conversationId)
      .forUpdate()
      .execute();
    const marks = await tx.db
      .selectFrom('widget_events')
      .select('data')
      .where('conversation_id', '=', conversationId)
      .where('kind', '=', 'read')
      .orderBy('seq', 'desc')
      .limit(1)
      .execute();
    const before = Number((marks[0]?.data as { upToSeq?: number } | undefined)?.upToSeq ?? 0);
    if (before >= last.seq) return;
    await addEvent(tx, conversationId, { kind: 'read', data: { upToSeq: last.seq } });
    tx.record(grew(conversationId));
  });
}

const NO_WINDOW: Said = {
  vi: 'Hội thoại này không gắn với cửa sổ trò chuyện nào.',
  en: 'This conversation belongs to no chat window.',
};
