/** Recordings of calls: list, hearing, keeping beyond the days, taking out, and what was erased. */
import { z } from 'zod';
import { countedPage, isoDay, isoTime, paging, ref, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

export const RECORDING_KINDS = ['talk', 'voicemail', 'fallback'] as const;
export const RECORDING_STATES = ['making', 'made', 'fetched', 'missing', 'erased'] as const;
export type RecordingState = (typeof RECORDING_STATES)[number];

const digits = z.string().regex(/^\d{1,15}$/);
const id = z.object({ id: digits });

export const recordingView = z
  .object({
    id: z.string(),
    callId: z.string(),
    kind: z.enum(RECORDING_KINDS),
    state: z.enum(RECORDING_STATES),
    direction: z.enum(['inbound', 'outbound']),
    /** Masked for those who handle a case without knowing the citizen. */
    number: z.string().nullable(),
    agent: ref.nullable(),
    caseCode: z.string().nullable(),
    startedAt: isoTime,
    seconds: z.number().nullable(),
    /** Where it was paused: how far into the sound, and for how long. Seconds. */
    pauses: z.array(z.object({ at: z.number(), seconds: z.number() })),
    /** Day from which it may be erased; null while it is kept because of an open case or a mark. */
    eraseFrom: isoDay.nullable(),
    /** Why it is kept longer. */
    keptBecause: z.enum(['case', 'mark']).nullable(),
    hold: z.object({ reason: z.string(), by: ref.nullable(), at: isoTime }).nullable(),
    erasedAt: isoTime.nullable(),
    heard: z.number().int(),
  })
  .meta({ id: 'Recording' });
export type RecordingView = z.infer<typeof recordingView>;

export const listRecordings = endpoint({
  method: 'GET',
  path: '/recordings',
  tag: 'recordings',
  summary: 'Recordings of the calls that one may see, newest first',
  query: z.object({
    ...paging,
    kind: z.enum(RECORDING_KINDS).optional(),
    /** `lost`: the call is over and the sound is not here (missing, or not fetched for 15 minutes). */
    state: z.enum([...RECORDING_STATES, 'held', 'lost']).optional(),
    callId: digits.optional(),
    caseCode: z.string().max(40).optional(),
    number: z.string().max(30).optional(),
    agent: z.string().max(80).optional(),
    from: isoTime.optional(),
    to: isoTime.optional(),
  }),
  response: countedPage(recordingView),
});
export const getCallRecording = endpoint({
  method: 'GET',
  path: '/calls/:id/recording',
  tag: 'recordings',
  summary: 'The sound of a call (Range requests; each listening is put on record). Without `part`: the first',
  params: id,
  query: z.object({ part: digits.optional() }),
  response: z.any(),
});
export const holdRecording = endpoint({
  method: 'POST',
  path: '/recordings/:id/hold',
  tag: 'recordings',
  summary: 'Keep it beyond its days, with the reason',
  params: id,
  body: z.object({ reason: typedText(500) }),
  response: recordingView,
});
export const liftHold = endpoint({
  method: 'DELETE',
  path: '/recordings/:id/hold',
  tag: 'recordings',
  summary: 'The rules count again',
  params: id,
  response: recordingView,
});
export const exportRecording = endpoint({
  method: 'POST',
  path: '/recordings/:id/export',
  tag: 'recordings',
  summary: 'Take the sound out of the system as a file; put on record with the reason',
  params: id,
  body: z.object({ reason: typedText(500) }),
  response: z.any(),
});
export const exportCaseRecordings = endpoint({
  method: 'POST',
  path: '/recordings/export',
  tag: 'recordings',
  summary: 'All recordings of a case as one archive with a list; put on record with the reason',
  body: z.object({ caseCode: z.string().min(1).max(40), reason: typedText(500) }),
  response: z.any(),
});
export const listHearings = endpoint({
  method: 'GET',
  path: '/recordings/:id/hearings',
  tag: 'recordings',
  summary: 'Who heard it or took it out, and when',
  params: id,
  response: z.object({
    items: z.array(
      z.object({ by: z.string(), at: isoTime, how: z.enum(['played', 'exported']), reason: z.string().nullable() }),
    ),
  }),
});
export const listErasures = endpoint({
  method: 'GET',
  path: '/recordings/erasures',
  tag: 'recordings',
  summary: 'What was erased by the rules: each recording by number and hash',
  response: z.object({
    items: z.array(
      z.object({
        at: isoTime,
        recordings: z.array(z.object({ id: z.number().int(), callId: z.number().int(), sha256: z.string() })),
      }),
    ),
  }),
});
