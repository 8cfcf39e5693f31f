/** Q.850 causes as Asterisk gives them, in our words. */

import type { Said } from '../../platform/said.ts';
import type { LegEnd } from './types.ts';

/** Said on purpose by who hung up: normal clearing, busy, refused, answered elsewhere. */
const MEANT = new Set([0, 16, 17, 21, 26, 31]);

/** A leg that was up and went without anybody having hung up: no more sound, the line broke, we do not know. */
export function isLost(cause: number | null): boolean {
  return cause === null || !MEANT.has(cause);
}

export function endOf(state: 'ringing' | 'up', cause: number | null): LegEnd['outcome'] {
  if (state === 'up') return 'answered';
  if (cause === 17) return 'busy';
  if (cause === 21) return 'rejected';
  if (cause === 16 || cause === 26) return 'cancelled';
  if (cause === 18 || cause === 19) return 'no_answer';
  return 'failed';
}

const WORDS: Readonly<Record<number, Said>> = {
  1: { vi: 'Số không tồn tại', en: 'The number does not exist' },
  3: { vi: 'Không có đường tới số này', en: 'No route to this number' },
  17: { vi: 'Máy bận', en: 'Busy' },
  18: { vi: 'Máy không phản hồi', en: 'The telephone does not respond' },
  19: { vi: 'Không nhấc máy', en: 'Nobody picked up' },
  20: { vi: 'Thuê bao tạm thời không liên lạc được', en: 'The subscriber cannot be reached at present' },
  21: { vi: 'Bị từ chối', en: 'Refused' },
  22: { vi: 'Số đã thay đổi', en: 'The number has changed' },
  27: { vi: 'Đường tới số này đang hỏng', en: 'The line to this number is out of order' },
  28: { vi: 'Số không đúng định dạng', en: 'The number is not well formed' },
  34: { vi: 'Hết đường truyền', en: 'No line is free' },
  38: { vi: 'Mạng viễn thông gặp sự cố', en: 'The telephone network is out of order' },
  41: { vi: 'Mạng viễn thông gặp sự cố tạm thời', en: 'A passing fault of the telephone network' },
  42: { vi: 'Tổng đài nhà mạng quá tải', en: 'The exchange of the operator is overloaded' },
  44: { vi: 'Mất tín hiệu âm thanh', en: 'The sound was lost' },
  58: { vi: 'Không hỗ trợ kiểu âm thanh này', en: 'This kind of sound is not supported' },
  88: { vi: 'Không hỗ trợ kiểu âm thanh này', en: 'This kind of sound is not supported' },
  102: { vi: 'Quá thời gian chờ', en: 'It took too long' },
};

/** For the record, where it did not end by simply hanging up. */
export function causeText(cause: number | null): Said | null {
  return cause === null ? null : (WORDS[cause] ?? null);
}
