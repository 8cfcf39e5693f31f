import { z } from 'zod';
import { defineEvent } from '../platform/events/index.ts';

const ids = { conversationId: z.number().int(), messageId: z.number().int() };

export const messageReceived = defineEvent(
  'message.received',
  z.object({ ...ids, channel: z.string(), kind: z.string() }),
);
export const messageQueued = defineEvent(
  'message.queued',
  z.object({ ...ids, channel: z.string(), purpose: z.string().nullable() }),
);
export const messageStateChanged = defineEvent(
  'message.state_changed',
  z.object({
    ...ids,
    channel: z.string(),
    state: z.string(),
    detail: z.string().nullable(),
    purpose: z.string().nullable(),
  }),
);

/** Conversations are the centre's: agents, supervisors and the province's leaders hear of them. */
export const CENTRE = { to: ['all_cases'] };
