import type { ReplyState } from '../../conversations/index.ts';
import type { Said } from '../../platform/said.ts';
import { adviceFor } from './errors.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Source: Meta, "Send a Message" (standard messaging window; tag HUMAN_AGENT; private replies). */
export const FREE = DAY;
export const HUMAN = 7 * DAY;

const OTHER_WAY: Said = {
  vi: 'Hãy gọi điện hoặc gửi thư điện tử cho người dân.',
  en: 'Call, or send the citizen a mail.',
};

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
        ? {
            vi: 'Đã gửi một tin riêng cho bình luận; Facebook chỉ cho nhắn tiếp khi người dân trả lời tin đó.',
            en: 'The comment had one private message; Facebook allows more only after the citizen answers it.',
          }
        : {
            vi: `Facebook chỉ cho trả lời sau khi người dân nhắn cho trang. ${OTHER_WAY.vi}`,
            en: `Facebook allows an answer only after the citizen has written to the page. ${OTHER_WAY.en}`,
          },
    );
  if (f.refused && f.refused.at >= f.lastInteractionAt) return closed(adviceFor(f.refused.code));
  const free = new Date(f.lastInteractionAt.getTime() + FREE);
  const human = new Date(f.lastInteractionAt.getTime() + HUMAN);
  const other: Said | null =
    f.otherAppAt === null
      ? null
      : {
          vi: 'Hộp thư Facebook hoặc ứng dụng khác đang giữ cuộc trò chuyện này; tin gửi từ đây có thể bị từ chối.',
          en: 'The Facebook inbox or another application has this conversation; a message from here may be refused.',
        };
  if (f.now <= free) return { phase: 'free', canReply: true, until: free, advice: other };
  if (f.now > human)
    return closed({
      vi: `Đã quá 7 ngày từ tin cuối của người dân nên Facebook không cho gửi. ${OTHER_WAY.vi}`,
      en: `More than 7 days since the citizen's last message, so Facebook does not let us write. ${OTHER_WAY.en}`,
    });
  if (!f.humanAgent)
    return closed({
      vi: `Đã quá 24 giờ từ tin cuối của người dân. Trang chưa được Facebook cấp quyền "Human Agent" để trả lời tiếp. ${OTHER_WAY.vi}`,
      en: `More than 24 hours since the citizen's last message. Facebook has not granted the page “Human Agent” for answering later. ${OTHER_WAY.en}`,
    });
  return {
    phase: 'human',
    canReply: true,
    until: human,
    advice: other ?? {
      vi: 'Đã quá 24 giờ từ tin cuối của người dân: chỉ người trực tiếp viết mới được gửi, không gửi tin tự động.',
      en: 'More than 24 hours since the citizen’s last message: only what a person writes may be sent, nothing automatic.',
    },
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
        ? {
            vi: 'Bình luận đã được trả lời riêng một lần; Facebook chỉ cho nhắn tiếp khi người dân trả lời tin đó.',
            en: 'The comment had its one private answer; Facebook allows more only after the citizen answers it.',
          }
        : {
            vi: 'Bình luận đã bị gỡ nên không trả lời riêng được nữa.',
            en: 'The comment was removed, so it cannot be answered in private.',
          },
    );
  const until = new Date(open.created_at.getTime() + HUMAN);
  if (now > until)
    return closed({
      vi: 'Đã quá 7 ngày từ bình luận nên Facebook không cho trả lời riêng nữa.',
      en: 'More than 7 days since the comment, so Facebook allows no private answer any more.',
    });
  return {
    phase: 'human',
    canReply: true,
    until,
    advice: {
      vi: 'Đây là bình luận công khai. Câu trả lời được gửi riêng qua Messenger, chỉ một tin (tối đa 2.000 ký tự): hãy viết đủ ý, sau đó chờ người dân trả lời.',
      en: 'This is a public comment. The answer goes in private by Messenger, one message only (at most 2,000 characters): say everything, then wait for the citizen to answer.',
    },
  };
}

function closed(advice: Said): Window {
  return { phase: 'closed', canReply: false, until: null, advice };
}
