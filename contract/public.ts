import { z } from 'zod';
import { CASE_TYPES, caseCode, place } from './cases.ts';
import { isoTime, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What a citizen may send: every kind but `out_of_scope`, which only the centre decides. */
export const PUBLIC_TYPES = CASE_TYPES.filter((t) => t !== 'out_of_scope');

/** The look-up secret as people type it: case, blanks and hyphens do not matter. */
export const lookupSecret = z.string().trim().min(1).max(40);

export const publicCaseBody = z
  .object({
    type: z.enum(PUBLIC_TYPES),
    content: typedText(20_000),
    title: typedText(300).optional(),
    category: refCode.optional(),
    area: z.string().max(20).optional(),
    place: place.optional(),
    citizen: z
      .object({
        name: typedText(200).optional(),
        phone: z.string().trim().max(30).optional(),
        email: z.email().max(254).optional(),
      })
      .optional(),
    /** Name, phone and mail address are not kept, even when they are sent along. */
    anonymous: z.boolean().default(false),
    publishWish: z.boolean().default(false),
    /** Conduct reports: the unit whose people it is about; that unit never sees the case. */
    aboutUnit: refCode.optional(),
    /** The citizen agreed to the privacy notice; recorded as evidence. */
    consent: z.literal(true).optional(),
  })
  .meta({ id: 'PublicReport' });
export type PublicCaseBody = z.infer<typeof publicCaseBody>;

export const createPublicCase = endpoint({
  method: 'POST',
  path: '/public/cases',
  tag: 'public',
  summary:
    'Send a report as the web form does: JSON, or multipart with the same names (`citizen.phone`, `place.text` …) and up to five pictures in `photo`. An Idempotency-Key header makes a retry safe',
  multipart: true,
  status: 201,
  response: z.object({ code: z.string(), lookupSecret: z.string() }),
});

/** Where a case stands, without the offices it passes through. */
export const PUBLIC_STATUSES = [
  'received',
  'in_progress',
  'waiting_for_you',
  'answer_coming',
  'answered',
  'declined',
  'merged',
] as const;
export type PublicStatus = (typeof PUBLIC_STATUSES)[number];

export const publicCase = z
  .object({
    code: z.string(),
    type: z.enum(CASE_TYPES),
    status: z.enum(PUBLIC_STATUSES),
    /** The same in the citizen's words. */
    statusText: z.string(),
    title: z.string(),
    content: z.string(),
    area: z.string().nullable(),
    place: z.string().nullable(),
    photos: z.number().int(),
    createdAt: isoTime,
    /** When an answer is due now; null when none is due any more or the clock stands still. */
    dueAt: isoTime.nullable(),
    /** What was promised first; differs from `dueAt` after an extension. */
    originalDueAt: isoTime.nullable(),
    extended: z.boolean(),
    overdue: z.boolean(),
    /** What we ask the citizen, while the case waits for him. */
    question: z.object({ text: z.string(), until: isoTime }).nullable(),
    /** Whether the question can be answered on the page; else by phone. */
    canReply: z.boolean(),
    /** Who signed for the answer: the agency, or null for the centre itself. */
    answer: z.object({ text: z.string(), agency: z.string().nullable(), at: isoTime, late: z.boolean() }).nullable(),
    /** Where to turn when the matter is outside our scope. */
    guidance: z.string().nullable(),
    closedAt: isoTime.nullable(),
    rating: z.object({ satisfied: z.boolean(), reason: z.string().nullable() }).nullable(),
    canRate: z.boolean(),
    /** Until when another look could or can be asked for; `canReopen` says whether it still can. */
    reopenUntil: isoTime.nullable(),
    canReopen: z.boolean(),
    reopenCount: z.number().int(),
  })
  .meta({ id: 'PublicCase' });
export type PublicCase = z.infer<typeof publicCase>;

const params = z.object({ code: caseCode });

export const getPublicCase = endpoint({
  method: 'GET',
  path: '/public/cases/:code',
  tag: 'public',
  summary: 'Look a case up by code and secret; a wrong secret and an unknown code give the same 404',
  params,
  query: z.object({ secret: lookupSecret }),
  response: publicCase,
});

export const ratePublicCase = endpoint({
  method: 'POST',
  path: '/public/cases/:code/rating',
  tag: 'public',
  summary: 'Say, once, whether the answer was satisfying',
  params,
  body: z.object({ secret: lookupSecret, satisfied: z.boolean(), reason: typedText(2000).optional() }),
  response: publicCase,
});

export const reopenPublicCase = endpoint({
  method: 'POST',
  path: '/public/cases/:code/reopen',
  tag: 'public',
  summary: 'Ask for another look, within the window after the answer',
  params,
  body: z.object({ secret: lookupSecret, reason: typedText(2000) }),
  response: publicCase,
});
