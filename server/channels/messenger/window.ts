import type { ReplyState } from '../../conversations/index.ts';
import { adviceFor } from './errors.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Source: Meta, "Send a Message" (standard messaging window; tag HUMAN_AGENT; private replies). */
export const FREE = DAY;
export const HUMAN = 7 * DAY;

const OTHER_WAY = 'Hãy gọi điện hoặc gửi thư điện tử cho người dân.';

export interface WindowFacts {
  now: Date;
  /** Message, tap, reaction: what opens the window. An answer of ours does not. */
  lastInteractionAt: Date | null;
  /** Meta has granted the tag HUMAN_AGENT. */
  humanAgent: boolean;
  /** The provider's last refusal, if the person has done nothing since. */
  refused: { code: string; at: Date } | null;
  /** Another app has had the thread since then. */
  otherAppAt: Date | null;
  /** The thread began with a comment that was answered privately. */
  privateReplySent: boolean;
}

export interface Window extends ReplyState {
  phase: 'free' | 'human' | 'closed';
}

/**
 * Whether Facebook lets us write to a person now, until when, and what to say before one types. Pure. 24 hours after his
 * last action everything; until seven days only what a person writes, with the tag HUMAN_AGENT.
 */
export function windowOf(f: WindowFacts): Window {
  if (f.lastInteractionAt === null)
    return closed(
      f.privateReplySent
        ? 'Đã gửi một tin riêng cho bình luận; Facebook chỉ cho nhắn tiếp khi người dân trả lời tin đó.'
        : `Facebook chỉ cho trả lời sau khi người dân nhắn cho trang. ${OTHER_WAY}`,
    );
  if (f.refused && f.refused.at >= f.lastInteractionAt) return closed(adviceFor(f.refused.code));
  const free = new Date(f.lastInteractionAt.getTime() + FREE);
  const human = new Date(f.lastInteractionAt.getTime() + HUMAN);
  const other =
    f.otherAppAt === null
      ? null
      : 'Hộp thư Facebook hoặc ứng dụng khác đang giữ cuộc trò chuyện này; tin gửi từ đây có thể bị từ chối.';
  if (f.now <= free) return { phase: 'free', canReply: true, until: free, advice: other };
  if (f.now > human) return closed(`Đã quá 7 ngày từ tin cuối của người dân nên Facebook không cho gửi. ${OTHER_WAY}`);
  if (!f.humanAgent)
    return closed(
      `Đã quá 24 giờ từ tin cuối của người dân. Trang chưa được Facebook cấp quyền "Human Agent" để trả lời tiếp. ${OTHER_WAY}`,
    );
  return {
    phase: 'human',
    canReply: true,
    until: human,
    advice:
      other ?? 'Đã quá 24 giờ từ tin cuối của người dân: chỉ người trực tiếp viết mới được gửi, không gửi tin tự động.',
  };
}

/** The one private answer to a comment. `comments`: those of the thread, newest first. Pure. */
export function commentWindow(
  now: Date,
  comments: readonly { created_at: Date; removed_at: Date | null; replied_at: Date | null }[],
): Window {
  const open = comments.find((one) => one.replied_at === null && one.removed_at === null);
  if (!open)
    return closed(
      comments.some((one) => one.replied_at !== null)
        ? 'Bình luận đã được trả lời riêng một lần; Facebook chỉ cho nhắn tiếp khi người dân trả lời tin đó.'
        : 'Bình luận đã bị gỡ nên không trả lời riêng được nữa.',
    );
  const until = new Date(open.created_at.getTime() + HUMAN);
  if (now > until) return closed('Đã quá 7 ngày từ bình luận nên Facebook không cho trả lời riêng nữa.');
  return {
    phase: 'human',
    canReply: true,
    until,
    advice:
      'Đây là bình luận công khai. Câu trả lời được gửi riêng qua Messenger, chỉ một tin (tối đa 2.000 ký tự): hãy viết đủ ý, sau đó chờ người dân trả lời.',
  };
}

function closed(advice: string): Window {
  return { phase: 'closed', canReply: false, until: null, advice };
}
