/** Telephone calls as they are shown: the call, its legs and times, and what lies on the desk of one person. */
import { z } from 'zod';
import { isoTime, ref } from './common.ts';

export const CALL_STATES = [
  'menu',
  'waiting',
  'ringing',
  'talking',
  'parked',
  'transferring',
  'voicemail',
  'ended',
] as const;
export type CallState = (typeof CALL_STATES)[number];
export const CALL_OUTCOMES = [
  'answered',
  'abandoned',
  'voicemail',
  'callback',
  'transferred',
  'rejected',
  'menu_only',
  'failed',
  'no_answer',
  'busy',
  'cancelled',
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];
export const LEG_KINDS = ['citizen', 'agent', 'officer', 'outside', 'supervisor'] as const;
export type LegKind = (typeof LEG_KINDS)[number];
export const SPAN_KINDS = [
  'menu',
  'wait',
  'ring',
  'talk',
  'hold',
  'consult',
  'conference',
  'park',
  'record_pause',
  'voicemail',
  'wrap_up',
] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

export const callLeg = z.object({
  id: z.string(),
  kind: z.enum(LEG_KINDS),
  /** Of our own people; `code` is the user name. */
  user: ref.nullable(),
  number: z.string().nullable(),
  state: z.enum(['ringing', 'up', 'ended']),
  place: z.enum(['alone', 'queue', 'talk', 'hold', 'park', 'listen']),
  startedAt: isoTime,
  answeredAt: isoTime.nullable(),
  endedAt: isoTime.nullable(),
  outcome: z.string().nullable(),
  /** Q.850 */
  cause: z.number().int().nullable(),
});
export const callSpan = z.object({
  kind: z.enum(SPAN_KINDS),
  user: ref.nullable(),
  startedAt: isoTime,
  endedAt: isoTime.nullable(),
});
export const callRecording = z.object({
  id: z.string(),
  kind: z.enum(['talk', 'voicemail', 'fallback']),
  startedAt: isoTime,
  seconds: z.number().nullable(),
  /** Only `fetched` ones can be heard. */
  state: z.enum(['making', 'made', 'fetched', 'missing', 'erased']),
});
export const callTimes = z.object({
  /** Seconds so far; a running stretch counts up to now. */
  menu: z.number(),
  wait: z.number(),
  ring: z.number(),
  talk: z.number(),
  hold: z.number(),
  park: z.number(),
  wrapUp: z.number(),
});

export const callView = z
  .object({
    id: z.string(),
    direction: z.enum(['inbound', 'outbound']),
    origin: z.enum(['asterisk', 'manual', 'cti']),
    state: z.enum(CALL_STATES),
    /** As people write it; null = hidden. */
    number: z.string().nullable(),
    dialled: z.string().nullable(),
    citizen: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
    caseCode: z.string().nullable(),
    queue: ref.nullable(),
    topic: z.string().nullable(),
    agent: ref.nullable(),
    language: z.string(),
    startedAt: isoTime,
    queuedAt: isoTime.nullable(),
    connectedAt: isoTime.nullable(),
    endedAt: isoTime.nullable(),
    endedBy: z.enum(['citizen', 'agent', 'system']).nullable(),
    outcome: z.enum(CALL_OUTCOMES).nullable(),
    /** In words, when it ended otherwise than by hanging up. */
    causeText: z.string().nullable(),
    disposition: z.string().nullable(),
    note: z.string().nullable(),
    times: callTimes,
    /** The call-back that is owed because of this call. */
    callbackId: z.string().nullable(),
    hasRecording: z.boolean(),
  })
  .meta({ id: 'Call' });
export type CallView = z.infer<typeof callView>;

export const callDetail = callView
  .extend({ legs: z.array(callLeg), spans: z.array(callSpan), recordings: z.array(callRecording) })
  .meta({ id: 'CallDetail' });
export type CallDetail = z.infer<typeof callDetail>;

/** One call as the desk of one person has it before him. */
export const currentCall = callView
  .extend({
    /** offered: his telephone rings or is about to; consult: a colleague asks him; wrap_up: the talk is over. */
    mine: z.enum(['offered', 'dialling', 'talking', 'consult', 'listening', 'wrap_up']),
    offerId: z.string().nullable(),
    offerSecondsLeft: z.number().nullable(),
    held: z.boolean(),
    recording: z.enum(['none', 'on', 'paused']),
    legs: z.array(callLeg),
    /** The person or number being asked while the citizen is on hold. */
    consulting: z.object({ name: z.string(), state: z.enum(['ringing', 'up']) }).nullable(),
    wrapUpUntil: isoTime.nullable(),
    wrapUpSecondsLeft: z.number().nullable(),
    /** What may be done now; a button for each. */
    can: z.array(
      z.enum([
        'hold',
        'resume',
        'transfer',
        'complete',
        'cancel',
        'conference',
        'park',
        'hangup',
        'record_pause',
        'record_resume',
        'wrap',
        'extend',
      ]),
    ),
  })
  .meta({ id: 'CurrentCall' });
export type CurrentCall = z.infer<typeof currentCall>;
