import { z } from 'zod';
import { CALLBACK_KINDS } from './callback-kinds.ts';
import { countedPage, isoTime, nothing, paging, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What a call led to. `no_answer` keeps the task open; `dropped` ends it without the citizen having been reached. */
export const CALLBACK_RESULTS = ['reached', 'no_answer', 'wrong_number', 'dropped'] as const;
export type CallbackResult = (typeof CALLBACK_RESULTS)[number];

export const callback = z
  .object({
    id: z.string(),
    caseCode: z.string().nullable(),
    conversationId: z.string().nullable(),
    /** The telephone call because of which it is owed. */
    callId: z.string().nullable(),
    /** How often this number has called in vain since the task is open, and when last. */
    calls: z.number().int(),
    lastCallAt: isoTime.nullable(),
    citizenName: z.string().nullable(),
    /** As people write it; null: no number is known, another way must be found. */
    phone: z.string().nullable(),
    purpose: z.string(),
    kind: z.enum(CALLBACK_KINDS),
    /** Why a call is needed, in words. */
    why: z.string(),
    /** What was to be said. */
    text: z.string(),
    state: z.enum(['open', 'done', 'dropped']),
    result: z.enum(CALLBACK_RESULTS).nullable(),
    note: z.string().nullable(),
    attempts: z.number().int(),
    createdAt: isoTime,
    doneAt: isoTime.nullable(),
    doneBy: z.string().nullable(),
  })
  .meta({ id: 'Callback' });
export type Callback = z.infer<typeof callback>;

export const listCallbacks = endpoint({
  method: 'GET',
  path: '/callbacks',
  tag: 'conversations',
  summary:
    'Whom we owe a call: kept call-backs, then missed calls, then the rest; in each who waits longest, those called in vain last (ended ones: newest first)',
  query: z.object({
    ...paging,
    state: z.enum(['open', 'ended']).default('open'),
    kind: z.enum(CALLBACK_KINDS).optional(),
    caseCode: z.string().max(40).optional(),
  }),
  response: countedPage(callback).extend({
    /** How many of each kind there are, whichever kind is asked for; only with the first page. */
    kinds: z.record(z.enum(CALLBACK_KINDS), z.number().int()).nullable(),
  }),
});
export const askCallback = endpoint({
  method: 'POST',
  path: '/callbacks',
  tag: 'conversations',
  summary: 'Note a call that is owed to the citizen of a conversation',
  body: z.object({
    conversationId: z.string().regex(/^\d{1,15}$/),
    phone: z.string().trim().max(30).optional(),
    why: typedText(300),
    text: typedText(5_000),
  }),
  status: 201,
  response: callback,
});
export const endCallback = endpoint({
  method: 'POST',
  path: '/callbacks/:id/result',
  tag: 'conversations',
  summary: 'What the call led to. Reached with an answer to a case: the answer counts as delivered',
  params: z.object({ id: z.string().regex(/^\d{1,15}$/) }),
  body: z.object({ result: z.enum(CALLBACK_RESULTS), note: typedText(1_000).optional() }),
  response: callback.or(nothing),
});
