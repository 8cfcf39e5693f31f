import { z } from 'zod';
import { type Audience, defineEvent } from '../../platform/events/index.ts';

const recording = { callId: z.number().int(), recordingId: z.number().int() };

/** Somebody marked a recording to be kept, or lifted the mark. */
export const recordingHeld = defineEvent('recording.held', z.object({ ...recording, reason: z.string() }));
export const recordingReleased = defineEvent('recording.released', z.object(recording));

/** The rules erased recordings: which, and the hash of each sound, so that a copy that turns up can be told. */
export const recordingsErased = defineEvent(
  'recording.erased',
  z.object({
    recordings: z.array(z.object({ id: z.number().int(), callId: z.number().int(), sha256: z.string() })),
  }),
);

export const KEEPERS: Audience = { to: ['supervisor', 'admin'] };
