import { z } from 'zod';
import { attachmentView, caseCode, caseRow, caseView, citizenView, place } from './case-views.ts';
import { CASE_TYPES, CHANNELS, STATUSES, TURNS, URGENCIES } from './case-words.ts';
import { isoDay, isoTime, page, paging, ref, refCode, typedText } from './common.ts';
import { ONLY } from './day-words.ts';
import { endpoint } from './endpoint.ts';
import { said } from './said.ts';

export * from './case-views.ts';
export * from './case-words.ts';

export const createCaseBody = z.object({
  type: z.enum(CASE_TYPES),
  content: typedText(20_000),
  title: typedText(300).optional(),
  channel: z.enum(CHANNELS).default('desk'),
  category: refCode.optional(),
  area: z.string().max(20).optional(),
  place: place.optional(),
  urgency: z.enum(URGENCIES).optional(),
  citizen: z
    .object({
      name: typedText(200).optional(),
      phone: z.string().trim().max(30).optional(),
      email: z.email().max(254).optional(),
    })
    .optional(),
  /** Whose record it is, where several people share the number; left out: recognised by number or address. */
  citizenId: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  anonymous: z.boolean().default(false),
  publishWish: z.boolean().default(false),
  /** Conduct reports: the unit whose people it is about; that unit never sees the case. */
  aboutUnit: refCode.optional(),
  /** The incident that it belongs to: registered and merged into its case at once, or neither. */
  incident: z.number().int().positive().optional(),
});
export type CreateCaseBody = z.infer<typeof createCaseBody>;

export const createdCase = caseView.extend({ lookupSecret: z.string() }).meta({ id: 'CreatedCase' });

export const createCase = endpoint({
  method: 'POST',
  path: '/cases',
  tag: 'cases',
  summary: 'Register a case. Send an Idempotency-Key header to make a retry safe',
  body: createCaseBody,
  status: 201,
  response: createdCase,
});

/**
 * `awaited`: others wait for something from me (an opinion, a report, a decision about more time); `unattended`: nobody
 * holds the post whose turn it is; `publishing`: closed, may be published and is not.
 */
export const VIEWS = ['inbox', 'mine', 'unit', 'awaited', 'watching', 'unattended', 'publishing', 'all'] as const;
export type CaseListView = (typeof VIEWS)[number];

const list = (values: readonly string[]) =>
  z
    .string()
    .optional()
    .transform((s) => (s ? s.split(',').filter((v) => values.includes(v)) : undefined));

export const caseQuery = z.object({
  ...paging,
  view: z.enum(VIEWS).default('inbox'),
  q: z.string().max(200).optional(),
  status: list(STATUSES),
  level: z.coerce.number().int().min(1).max(4).optional(),
  unit: refCode.optional(),
  category: refCode.optional(),
  area: z.string().max(20).optional(),
  channel: z.enum(CHANNELS).optional(),
  type: z.enum(CASE_TYPES).optional(),
  urgency: list(URGENCIES),
  turn: z.enum(TURNS).optional(),
  /** Username of who was given it; `-` = given to nobody yet. */
  assignee: z.string().max(80).optional(),
  due: z.enum(['overdue', 'seriously_late', 'today', 'soon']).optional(),
  /** Only cases of which this is asked of the reader, or with which this went wrong; day-words.ts. */
  only: z.enum(ONLY).optional(),
  /** Only cases that were merged into this one. */
  parent: caseCode.optional(),
  from: isoDay.optional(),
  to: isoDay.optional(),
  sort: z.enum(['due', 'newest', 'oldest']).optional(),
});
export type CaseQuery = z.infer<typeof caseQuery>;

export const listCases = endpoint({
  method: 'GET',
  path: '/cases',
  tag: 'cases',
  summary: 'Cases that I may see, by view and filter',
  query: caseQuery,
  response: page(caseRow),
});

export const caseCounts = endpoint({
  method: 'GET',
  path: '/cases/counts',
  tag: 'cases',
  summary: 'How many cases each view holds, exactly, and how many of them are overdue',
  response: z.object({
    views: z.record(z.enum(VIEWS), z.object({ total: z.number().int(), overdue: z.number().int() })),
  }),
});

export const countCases = endpoint({
  method: 'GET',
  path: '/cases/count',
  tag: 'cases',
  summary: 'How many cases a list holds as it is narrowed now, exactly, and how many of them are overdue',
  query: caseQuery.omit({ cursor: true, limit: true, sort: true }),
  response: z.object({ total: z.number().int(), overdue: z.number().int() }),
});

const codeParams = z.object({ code: caseCode });
export const getCase = endpoint({
  method: 'GET',
  path: '/cases/:code',
  tag: 'cases',
  summary: 'One case',
  params: codeParams,
  response: caseView,
});

export const timelineEntry = z
  .object({
    id: z.string(),
    type: z.string(),
    at: isoTime,
    actor: z.object({
      kind: z.enum(['user', 'system', 'citizen']),
      name: z.string(),
      inPlaceOf: z.string().nullable(),
    }),
    unit: ref.nullable(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof timelineEntry>;
export const getTimeline = endpoint({
  method: 'GET',
  path: '/cases/:code/timeline',
  tag: 'cases',
  summary: 'What happened, oldest first',
  params: codeParams,
  response: z.object({ items: z.array(timelineEntry) }),
});

export const getDeadline = endpoint({
  method: 'GET',
  path: '/cases/:code/deadline',
  tag: 'cases',
  summary: 'The due date explained line by line',
  params: codeParams,
  response: z.object({
    dueAt: isoTime.nullable(),
    originalDueAt: isoTime.nullable(),
    clock: z.enum(['running', 'paused', 'stopped']),
    remaining: said.nullable(),
    explanation: z.array(z.string()),
  }),
});

export const addAttachment = endpoint({
  method: 'POST',
  path: '/cases/:code/attachments',
  tag: 'cases',
  summary: 'Attach files (multipart field `file`, repeated)',
  params: codeParams,
  multipart: true,
  status: 201,
  response: z.object({ items: z.array(attachmentView) }),
});

export const putCaseFiles = endpoint({
  method: 'POST',
  path: '/cases/:code/files',
  tag: 'cases',
  summary:
    'Put up files for a form that is not sent yet (multipart field `file`, repeated): mine alone until a note or a draft names them; forgotten after 15 days',
  params: codeParams,
  multipart: true,
  status: 201,
  response: z.object({ items: z.array(attachmentView) }),
});

export const takeBackFile = endpoint({
  method: 'DELETE',
  path: '/attachments/:id',
  tag: 'cases',
  summary: 'Take back a file that I put up and that was not sent yet',
  params: z.object({ id: z.string().max(64) }),
  status: 204,
  response: z.null(),
});

export const revealCitizen = endpoint({
  method: 'POST',
  path: '/cases/:code/reveal',
  tag: 'cases',
  summary: 'Show who sent the case to its handling unit; the reason is logged',
  params: codeParams,
  body: z.object({ reason: typedText(500) }),
  response: citizenView,
});
