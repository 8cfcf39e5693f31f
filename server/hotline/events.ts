import { z } from 'zod';
import { type Audience, defineEvent } from '../platform/events/index.ts';

const callId = z.number().int();

/** A call has come in or was begun by us. */
export const callStarted = defineEvent(
  'call.started',
  z.object({ callId, direction: z.enum(['inbound', 'outbound']) }),
);
/** What changed, for whoever shows the call: he reads it again. */
export const CALL_CHANGES = ['state', 'legs', 'hold', 'recording', 'record', 'wrap_up'] as const;
export type CallChange = (typeof CALL_CHANGES)[number];
export const callChanged = defineEvent(
  'call.changed',
  z.object({ callId, what: z.enum(CALL_CHANGES), state: z.string() }),
);
export const callEnded = defineEvent('call.ended', z.object({ callId, outcome: z.string() }));
/** A supervisor has begun to hear, whisper, join or take over; only supervisors are told. */
export const callWatched = defineEvent(
  'call.watched',
  z.object({ callId, mode: z.enum(['listen', 'whisper', 'barge', 'take_over']) }),
);
/** Somebody has heard or taken out a recording; stands in the trail of the case, too. */
export const recordingHeard = defineEvent(
  'call.recording_heard',
  z.object({
    callId,
    recordingId: z.number().int(),
    how: z.enum(['played', 'exported']),
    /** Why it was taken out. */
    reason: z.string().optional(),
  }),
);
/** A soft-phone has come or gone. */
export const phoneChanged = defineEvent('phone.changed', z.object({ user: z.number().int(), registered: z.boolean() }));

/** Supervisors, and the agents who have to do with the call: those who are asked, talk, or finish it. */
export function callAudience(userIds: Iterable<number>): Audience {
  return { to: ['supervisor', ...[...new Set(userIds)].map((id) => `user:${id}`)] };
}
