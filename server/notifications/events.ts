import { z } from 'zod';
import { defineEvent } from '../platform/events/index.ts';

/** One per event that people are told of, to all of them at once: who else was told is nobody's business. */
export const noticeCreated = defineEvent(
  'notice.created',
  z.object({ kind: z.string(), caseCode: z.string().nullable(), pressing: z.boolean() }),
);
