import { keptSaid, type Said } from '../platform/said.ts';

/** Why a call is owed, where we say so ourselves. */
export const CALL_REASONS = {
  noWay: { vi: 'Người dân không để lại cách nhận tin bằng chữ.', en: 'The citizen left no way to be written to.' },
  missed: { vi: 'Cuộc gọi nhỡ', en: 'Missed call' },
  kept: { vi: 'Hẹn gọi lại theo thứ tự chờ', en: 'Call-back kept in place of waiting' },
} as const satisfies Record<string, Said>;

/** A stored reason in both languages; what a person typed stays as it is. Older rows have ours in Vietnamese only. */
export function callReason(stored: string): Said {
  return Object.values(CALL_REASONS).find((known) => known.vi === stored) ?? keptSaid(stored);
}
