/** Q.850 causes as Asterisk gives them, in our words. */
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

const WORDS: Readonly<Record<number, string>> = {
  1: 'Số không tồn tại',
  3: 'Không có đường tới số này',
  17: 'Máy bận',
  18: 'Máy không phản hồi',
  19: 'Không nhấc máy',
  20: 'Thuê bao tạm thời không liên lạc được',
  21: 'Bị từ chối',
  22: 'Số đã thay đổi',
  27: 'Đường tới số này đang hỏng',
  28: 'Số không đúng định dạng',
  34: 'Hết đường truyền',
  38: 'Mạng viễn thông gặp sự cố',
  41: 'Mạng viễn thông gặp sự cố tạm thời',
  42: 'Tổng đài nhà mạng quá tải',
  44: 'Mất tín hiệu âm thanh',
  58: 'Không hỗ trợ kiểu âm thanh này',
  88: 'Không hỗ trợ kiểu âm thanh này',
  102: 'Quá thời gian chờ',
};

/** For the record, where it did not end by simply hanging up. */
export function causeText(cause: number | null): string | null {
  return cause === null ? null : (WORDS[cause] ?? null);
}
