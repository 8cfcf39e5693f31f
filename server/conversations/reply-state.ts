import type { ChannelKind } from '../../contract/cases.ts';
import { CAPABILITIES, type Capabilities } from '../../contract/channels.ts';
import type { Ctx } from '../platform/context.ts';
import { asWritten, type Said } from '../platform/said.ts';
import { type Channel, channelOf, type ReplyState, type ThreadOfChannel } from './channel.ts';

const HOUR = 3_600_000;

/**
 * What the capability matrix alone says of a reply at `now`: free, with a condition, or too late. Pure; adapters with
 * settings of their own build on it.
 */
export function windowState(
  window: Capabilities['window'],
  lastInAt: Date | null,
  now: Date,
  channelName: Said,
): ReplyState {
  if (window === null) return { canReply: true, until: null, advice: null };
  if (lastInAt === null)
    return {
      canReply: false,
      until: null,
      advice: {
        vi: `${channelName.vi} chỉ cho trả lời sau khi người dân nhắn trước. Hãy gọi điện hoặc gửi thư điện tử.`,
        en: `${channelName.en} allows an answer only after the citizen has written. Call, or send a mail.`,
      },
    };
  const free = new Date(lastInAt.getTime() + window.freeHours * HOUR);
  if (now <= free) return { canReply: true, until: free, advice: null };
  const late = new Date(lastInAt.getTime() + window.lateHours * HOUR);
  if (now <= late)
    return {
      canReply: true,
      until: late,
      advice: {
        vi: `Đã quá ${window.freeHours} giờ từ tin cuối của người dân: ${window.lateMeans.vi}.`,
        en: `More than ${window.freeHours} hours since the citizen's last message: ${window.lateMeans.en}.`,
      },
    };
  return {
    canReply: false,
    until: null,
    advice: {
      vi: `Đã quá ${Math.round(window.lateHours / 24)} ngày từ tin cuối của người dân, ${channelName.vi} không cho gửi nữa. Hãy gọi điện hoặc gửi thư điện tử.`,
      en: `More than ${Math.round(window.lateHours / 24)} days since the citizen's last message; ${channelName.en} does not let us write any more. Call, or send a mail.`,
    },
  };
}

const NAMES: Partial<Record<string, Said>> = {
  zalo: asWritten('Zalo'),
  messenger: asWritten('Messenger'),
  livechat: { vi: 'Trò chuyện trực tuyến', en: 'Live chat' },
  email: { vi: 'Thư điện tử', en: 'E-mail' },
};

/** The name of a channel in a sentence for staff. */
export function channelName(kind: string): Said {
  return NAMES[kind] ?? asWritten(kind);
}

/** Whether somebody can write on this thread now: the adapter's own word, else the matrix. */
export async function replyStateOf(ctx: Ctx, kind: string, thread: ThreadOfChannel): Promise<ReplyState> {
  const channel: Channel | undefined = channelOf(kind);
  const capabilities = channel?.capabilities ?? CAPABILITIES[kind as ChannelKind];
  if (!capabilities?.writes)
    return {
      canReply: false,
      until: null,
      advice: {
        vi: 'Kênh này không nhắn tin được. Hãy gọi điện cho người dân.',
        en: 'One cannot write on this channel. Call the citizen.',
      },
    };
  if (!channel)
    return {
      canReply: false,
      until: null,
      advice: {
        vi: `Kênh ${channelName(kind).vi} chưa được kết nối. Báo quản trị viên.`,
        en: `The channel ${channelName(kind).en} is not connected. Tell an administrator.`,
      },
    };
  if (channel.replyState) return channel.replyState(ctx, thread);
  return windowState(capabilities.window, thread.lastInAt, ctx.clock.now(), channelName(kind));
}
