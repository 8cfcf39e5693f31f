/** Calls that go over other equipment: told by a foreign exchange (CTI), or written down by hand. */
import { z } from 'zod';
import { callView } from './calls.ts';
import { isoTime, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

const digits = z.string().regex(/^\d{1,15}$/);
const phoneNumber = z
  .string()
  .trim()
  .regex(/^\+?[\d .()-]{2,30}$/);

/** What came of a call that somebody writes down. */
export const MANUAL_OUTCOMES = ['answered', 'no_answer', 'busy', 'abandoned'] as const;

export const postManualCall = endpoint({
  method: 'POST',
  path: '/calls/manual',
  tag: 'calls',
  summary: 'Write down a call that went over other equipment',
  body: z.object({
    direction: z.enum(['inbound', 'outbound']),
    /** null = hidden. */
    number: phoneNumber.nullable(),
    startedAt: isoTime,
    /** Seconds of the talk; 0 when nobody answered. */
    seconds: z.number().int().min(0).max(86_400),
    outcome: z.enum(MANUAL_OUTCOMES),
    disposition: typedText(60).nullish(),
    note: typedText(2_000).nullish(),
    caseCode: z.string().max(40).nullish(),
    citizenId: digits.nullish(),
  }),
  status: 201,
  response: callView,
});

/** One event of a foreign exchange, as docs/channels/cti.md describes it. */
export const CTI_EVENTS = ['ringing', 'answered', 'ended'] as const;
export const ctiEvent = z.object({
  /** Of this event: a repeated delivery changes nothing. */
  id: z.string().min(1).max(100),
  /** Of the call at the foreign exchange. */
  call: z.string().min(1).max(100),
  event: z.enum(CTI_EVENTS),
  at: isoTime,
  direction: z.enum(['inbound', 'outbound']).default('inbound'),
  /** The citizen's number; null or left out = hidden. */
  number: z.string().max(40).nullish(),
  /** What was dialled. */
  dialled: z.string().max(40).nullish(),
  /** Extension that rings, answered, or called. */
  extension: z.string().max(40).nullish(),
  /** With `ended`. */
  endedBy: z.enum(['citizen', 'agent', 'system']).nullish(),
  reason: z.enum(['no_answer', 'busy', 'rejected', 'failed', 'abandoned']).nullish(),
});
export type CtiEvent = z.output<typeof ctiEvent>;

export const ctiSettings = z.object({
  /** Extension at the foreign exchange → user name here. */
  extensions: z.record(z.string().regex(/^[\w.+-]{1,40}$/), z.string().max(80)).default({}),
});
export type CtiSettings = z.output<typeof ctiSettings>;

export const ctiAccount = z
  .object({
    code: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    extensions: z.record(z.string(), z.string()),
    /** A key is stored; it is never shown again. */
    hasKey: z.boolean(),
    webhookUrl: z.string(),
    problem: z.string().nullable(),
    lastEventAt: isoTime.nullable(),
  })
  .meta({ id: 'CtiAccount' });
export type CtiAccount = z.infer<typeof ctiAccount>;
export const listCtiAccounts = endpoint({
  method: 'GET',
  path: '/hotline/cti',
  tag: 'hotline',
  summary: 'Exchanges of other makers that tell us of their calls',
  response: z.object({ items: z.array(ctiAccount) }),
});
export const putCtiAccount = endpoint({
  method: 'PUT',
  path: '/hotline/cti/:code',
  tag: 'hotline',
  summary: 'Add or change one; `key` left out = the stored one stays',
  params: z.object({ code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/) }),
  body: z.object({
    name: typedText(120),
    enabled: z.boolean(),
    extensions: ctiSettings.shape.extensions,
    key: z.string().min(16).max(200).nullish(),
  }),
  response: ctiAccount,
});
