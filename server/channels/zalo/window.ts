import type { ReplyState } from '../../conversations/index.ts';
import type { Said } from '../../platform/said.ts';
import { errorOf } from './errors.ts';

const HOUR = 3_600_000;

export interface WindowFacts {
  now: Date;
  /** Message, follow, tap: what opens the window. */
  lastInteractionAt: Date | null;
  freeHours: number;
  lateHours: number;
  /** Whether messages that cost money may be sent. */
  sendLate: boolean;
  /** Messages in the free hours; 0 = no limit. */
  freeMessages: number;
  /** Our messages since the last interaction. */
  sentSince: number;
  /** The provider's last refusal, if the person has done nothing since. */
  refused: { code: number; at: Date } | null;
  /** Messages left, as the provider last said, if it said so after the last interaction. */
  quotaLeft: number | null;
}

export interface Window extends ReplyState {
  phase: 'free' | 'late' | 'closed';
}

const OTHER_WAY: Said = {
  vi: 'Hãy gọi điện hoặc gửi thư điện tử cho người dân.',
  en: 'Call, or send the citizen a mail.',
};

/**
 * Whether Zalo lets us write to a person now, until when, and what to say before one types. Pure. Source of the rule:
 * consultation messages are free for 48 hours after an interaction, cost money until 7 days, and are refused afterwards.
 */
export function windowOf(f: WindowFacts): Window {
  if (f.lastInteractionAt === null)
    return closed({
      vi: `Zalo chỉ cho trả lời sau khi người dân nhắn hoặc quan tâm Official Account. ${OTHER_WAY.vi}`,
      en: `Zalo allows an answer only after the citizen has written or followed the Official Account. ${OTHER_WAY.en}`,
    });
  if (f.refused && f.refused.at >= f.lastInteractionAt) return closed(errorOf(f.refused.code, '').advice);
  if (f.quotaLeft === 0) return closed(errorOf(-218, '').advice);
  const free = new Date(f.lastInteractionAt.getTime() + f.freeHours * HOUR);
  const end = new Date(f.lastInteractionAt.getTime() + f.lateHours * HOUR);
  if (f.now >= end)
    return closed({
      vi: `Đã quá ${span(f.lateHours).vi} từ lần tương tác cuối của người dân nên Zalo không cho gửi. ${OTHER_WAY.vi}`,
      en: `More than ${span(f.lateHours).en} since the citizen's last interaction, so Zalo does not let us write. ${OTHER_WAY.en}`,
    });
  const usedUp = f.freeMessages > 0 && f.sentSince >= f.freeMessages;
  if (f.now < free && !usedUp) return { phase: 'free', canReply: true, until: free, advice: fewLeft(f) };
  const why = usedUp
    ? { vi: `Đã gửi hết ${f.freeMessages} tin miễn phí`, en: `All ${f.freeMessages} free messages were sent` }
    : {
        vi: `Đã quá ${span(f.freeHours).vi} từ lần tương tác cuối`,
        en: `More than ${span(f.freeHours).en} since the last interaction`,
      };
  if (!f.sendLate)
    return closed({
      vi: `${why.vi}; tỉnh không mở tin tính phí. Chờ người dân nhắn lại, hoặc gọi điện.`,
      en: `${why.en}; the province does not send messages that cost money. Wait for the citizen to write, or call.`,
    });
  return {
    phase: 'late',
    canReply: true,
    until: end,
    advice: {
      vi: `${why.vi}: mỗi tin gửi từ bây giờ bị Zalo tính phí.`,
      en: `${why.en}: Zalo charges for every message from now on.`,
    },
  };
}

function closed(advice: Said): Window {
  return { phase: 'closed', canReply: false, until: null, advice };
}

/** Said only when it matters. */
function fewLeft(f: WindowFacts): Said | null {
  const left = Math.min(
    f.freeMessages > 0 ? f.freeMessages - f.sentSince : Number.POSITIVE_INFINITY,
    f.quotaLeft ?? Number.POSITIVE_INFINITY,
  );
  return left <= 3
    ? {
        vi: `Chỉ còn ${left} tin cho đến khi người dân nhắn lại; hãy gộp nội dung vào một tin.`,
        en: `Only ${left} messages are left until the citizen writes; put everything into one.`,
      }
    : null;
}

function span(hours: number): Said {
  return hours % 24 === 0 && hours > 48
    ? { vi: `${hours / 24} ngày`, en: `${hours / 24} days` }
    : { vi: `${hours} giờ`, en: `${hours} hours` };
}
