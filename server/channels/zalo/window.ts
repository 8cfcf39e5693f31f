import type { ReplyState } from '../../conversations/index.ts';
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

const OTHER_WAY = 'Hãy gọi điện hoặc gửi thư điện tử cho người dân.';

/**
 * Whether Zalo lets us write to a person now, until when, and what to say before one types. Pure. Source of the rule:
 * consultation messages are free for 48 hours after an interaction, cost money until 7 days, and are refused afterwards.
 */
export function windowOf(f: WindowFacts): Window {
  if (f.lastInteractionAt === null)
    return closed(`Zalo chỉ cho trả lời sau khi người dân nhắn hoặc quan tâm Official Account. ${OTHER_WAY}`);
  if (f.refused && f.refused.at >= f.lastInteractionAt) return closed(errorOf(f.refused.code, '').advice);
  if (f.quotaLeft === 0) return closed(errorOf(-218, '').advice);
  const free = new Date(f.lastInteractionAt.getTime() + f.freeHours * HOUR);
  const end = new Date(f.lastInteractionAt.getTime() + f.lateHours * HOUR);
  if (f.now >= end)
    return closed(
      `Đã quá ${span(f.lateHours)} từ lần tương tác cuối của người dân nên Zalo không cho gửi. ${OTHER_WAY}`,
    );
  const usedUp = f.freeMessages > 0 && f.sentSince >= f.freeMessages;
  if (f.now < free && !usedUp) return { phase: 'free', canReply: true, until: free, advice: fewLeft(f) };
  const why = usedUp
    ? `Đã gửi hết ${f.freeMessages} tin miễn phí`
    : `Đã quá ${span(f.freeHours)} từ lần tương tác cuối`;
  if (!f.sendLate) return closed(`${why}; tỉnh không mở tin tính phí. Chờ người dân nhắn lại, hoặc gọi điện.`);
  return { phase: 'late', canReply: true, until: end, advice: `${why}: mỗi tin gửi từ bây giờ bị Zalo tính phí.` };
}

function closed(advice: string): Window {
  return { phase: 'closed', canReply: false, until: null, advice };
}

/** Said only when it matters. */
function fewLeft(f: WindowFacts): string | null {
  const left = Math.min(
    f.freeMessages > 0 ? f.freeMessages - f.sentSince : Number.POSITIVE_INFINITY,
    f.quotaLeft ?? Number.POSITIVE_INFINITY,
  );
  return left <= 3 ? `Chỉ còn ${left} tin cho đến khi người dân nhắn lại; hãy gộp nội dung vào một tin.` : null;
}

function span(hours: number): string {
  return hours % 24 === 0 && hours > 48 ? `${hours / 24} ngày` : `${hours} giờ`;
}
