/** Telephone calls: reading them, what an agent does with one, and the soft-phone's account. */
import { z } from 'zod';
import { CALL_OUTCOMES, callDetail, callView, currentCall } from './call-views.ts';
import { countedPage, isoTime, nothing, paging, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

export * from './call-views.ts';

const id = z.object({ id: z.string().regex(/^\d{1,18}$/) });
const username = z.string().min(1).max(80);
/** As people write or dial it; the rules of what may be called are the server's. */
const dialled = z
  .string()
  .trim()
  .regex(/^\+?[\d .()-]{2,30}$/);

export const listCalls = endpoint({
  method: 'GET',
  path: '/calls',
  tag: 'calls',
  summary: 'Calls, newest first: mine, running ones, missed ones, or all that one may see',
  query: z.object({
    ...paging,
    view: z.enum(['mine', 'live', 'missed', 'all']).default('mine'),
    direction: z.enum(['inbound', 'outbound']).optional(),
    outcome: z.enum(CALL_OUTCOMES).optional(),
    number: z.string().max(30).optional(),
    agent: username.optional(),
    queue: z.string().max(40).optional(),
    caseCode: z.string().max(40).optional(),
    citizenId: z
      .string()
      .regex(/^\d{1,15}$/)
      .optional(),
    from: isoTime.optional(),
    to: isoTime.optional(),
  }),
  response: countedPage(callView),
});
export const getCall = endpoint({
  method: 'GET',
  path: '/calls/:id',
  tag: 'calls',
  summary: 'One call with its legs, stretches of time and recordings',
  params: id,
  response: callDetail,
});
export const getCurrentCalls = endpoint({
  method: 'GET',
  path: '/calls/current',
  tag: 'calls',
  summary: 'What is on my desk: offered, talking, wrap-up, and whether my telephone is there',
  response: z.object({
    calls: z.array(currentCall),
    /** Parked calls that anybody may take up. */
    parked: z.array(callView),
    phone: z.object({
      /** An account exists, and the telephone has registered with it. */
      registered: z.boolean(),
      since: isoTime.nullable(),
      device: z.string().nullable(),
      /** Counts up: a telephone whose own account is older has been taken over. */
      account: z.number().int().nullable(),
      /** The process that leads is connected to Asterisk. */
      line: z.boolean(),
    }),
  }),
});
export const postCall = endpoint({
  method: 'POST',
  path: '/calls',
  tag: 'calls',
  summary: 'Call a number: my telephone first, then the other side',
  body: z.object({
    to: dialled,
    caseCode: z.string().max(40).optional(),
    citizenId: z
      .string()
      .regex(/^\d{1,15}$/)
      .optional(),
    callbackId: z
      .string()
      .regex(/^\d{1,15}$/)
      .optional(),
  }),
  status: 201,
  response: currentCall,
});

const act = (name: string, summary: string) =>
  endpoint({ method: 'POST', path: `/calls/:id/${name}`, tag: 'calls', summary, params: id, response: currentCall });
/** Null: nothing of the call is on my desk any more. */
const leave = (name: string, summary: string) =>
  endpoint({
    method: 'POST',
    path: `/calls/:id/${name}`,
    tag: 'calls',
    summary,
    params: id,
    response: currentCall.nullable(),
  });

export const holdCall = act('hold', 'The other side hears music, and nothing is recorded');
export const resumeCall = act('resume', 'Talk again');
export const transferTarget = z.union([
  z.object({ agent: username }),
  z.object({ queue: z.string().min(1).max(40) }),
  z.object({ officer: username }),
  z.object({ number: dialled }),
]);
export type TransferTarget = z.infer<typeof transferTarget>;
export const transferCall = endpoint({
  method: 'POST',
  path: '/calls/:id/transfer',
  tag: 'calls',
  summary: 'Hand the citizen on: blind at once, attended after asking (then complete, conference or cancel)',
  params: id,
  body: z.object({ target: transferTarget, mode: z.enum(['blind', 'attended']) }),
  response: currentCall.nullable(),
});
export const completeTransfer = leave('transfer/complete', 'The asked one has the citizen now, and I am out');
export const cancelTransfer = act('transfer/cancel', 'Back to the citizen');
export const conferenceCall = act('conference', 'The citizen, the asked one and I together');
export const parkCall = leave('park', 'The citizen hears music, and any colleague may take him up');
export const unparkCall = act('unpark', 'Take a parked call: my telephone rings');
export const hangUpCall = leave('hangup', 'End my part; with two on the line the call ends');
export const pauseRecording = act('record/pause', 'Private numbers are being read');
export const resumeRecording = act('record/resume', 'Record again');
export const setDisposition = endpoint({
  method: 'POST',
  path: '/calls/:id/disposition',
  tag: 'calls',
  summary: 'What it was about and what came of it; `wrapped` ends the wrap-up',
  params: id,
  body: z.object({
    disposition: z.string().trim().min(1).max(60).nullish(),
    note: typedText(2_000).nullish(),
    caseCode: z.string().max(40).nullish(),
    citizenId: z
      .string()
      .regex(/^\d{1,15}$/)
      .nullish(),
    wrapped: z.boolean().default(false),
  }),
  response: callView,
});
export const extendWrapUp = act('wrap-up/extend', 'More time for finishing');

export const listenCall = act('listen', 'Hear both without being heard');
export const whisperCall = act('whisper', 'Be heard by the agent only');
export const bargeCall = act('barge', 'Be heard by both');
export const takeOverCall = act('take-over', 'The citizen is mine now');

export const phoneAccount = z
  .object({
    /** Counts up; see `phone.account` of `GET /calls/current`. */
    account: z.number().int(),
    /** `sip:a7-x3k9@host` */
    uri: z.string(),
    username: z.string(),
    password: z.string(),
    /** Where the telephone connects: by way of this server, so that no further port is needed. */
    wsUrl: z.string(),
    iceServers: z.array(
      z.object({ urls: z.array(z.string()), username: z.string().optional(), credential: z.string().optional() }),
    ),
    expiresAt: isoTime,
  })
  .meta({ id: 'PhoneAccount' });
export type PhoneAccount = z.infer<typeof phoneAccount>;
export const postMyPhone = endpoint({
  method: 'POST',
  path: '/me/phone',
  tag: 'calls',
  summary:
    'An account for my telephone, as long as my session; it replaces the one before, and a talk goes on here. 409 where another browser has it and `take` is not said',
  body: z.object({
    device: z.string().trim().max(120).optional(),
    /** A browser (default), or a telephone or program of its own that speaks plain SIP. */
    kind: z.enum(['browser', 'sip']).default('browser'),
    /** Which browser this is, by a word of its own choice; without it nobody is asked. */
    place: z.string().trim().min(8).max(64).optional(),
    /** Although another browser has it. */
    take: z.boolean().default(false),
  }),
  response: phoneAccount,
});
export const deleteMyPhone = endpoint({
  method: 'DELETE',
  path: '/me/phone',
  tag: 'calls',
  summary: 'Put the telephone away: no calls are offered any more; a talk waits some seconds for the next telephone',
  query: z.object({
    /** Only when it is still this one: said by a page that is being left. */
    account: z.coerce.number().int().optional(),
  }),
  status: 204,
  response: nothing,
});
