import { BUCKET, CASE_TYPE, CHANNEL, DECLINE_REASON, ROLE, STATUS, TURN, URGENCY } from '../../../contract/words/vi.ts';

/** The glossary on screen (GLOSSARY.md): the same word for the same thing everywhere. */
export const words = {
  status: STATUS,
  type: CASE_TYPE,
  urgency: URGENCY,
  channel: CHANNEL,
  turn: TURN,
  level: (n: number) => `Cấp ${n}`,
  levelName: { 1: 'Tổng đài', 2: 'Đơn vị xử lý', 3: 'Lãnh đạo đơn vị', 4: 'Lãnh đạo tỉnh' } as Record<number, string>,
  bucket: BUCKET,
  declineReason: DECLINE_REASON,
  role: ROLE,
  due: {
    none: 'Không đặt hạn',
    paused: 'Tạm dừng thời hạn',
    overdueBy: (span: string) => `quá hạn ${span}`,
    left: (span: string) => `còn ${span}`,
    at: (moment: string) => `hạn ${moment}`,
    was: (moment: string) => `hạn ban đầu ${moment}`,
  },
};
