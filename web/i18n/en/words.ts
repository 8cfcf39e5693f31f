import { BUCKET, CASE_TYPE, CHANNEL, DECLINE_REASON, ROLE, STATUS, TURN, URGENCY } from '../../../contract/words/en.ts';
import type { words as vi } from '../vi/words.ts';

export const words: typeof vi = {
  status: STATUS,
  type: CASE_TYPE,
  urgency: URGENCY,
  channel: CHANNEL,
  turn: TURN,
  level: (n) => `Level ${n}`,
  levelName: { 1: 'Centre', 2: 'Handling unit', 3: 'Unit leader', 4: 'Province leader' },
  bucket: BUCKET,
  declineReason: DECLINE_REASON,
  role: ROLE,
  due: {
    none: 'No due date',
    paused: 'Clock paused',
    overdueBy: (span) => `overdue ${span}`,
    left: (span) => `${span} left`,
    at: (moment) => `due ${moment}`,
    was: (moment) => `originally due ${moment}`,
  },
};
