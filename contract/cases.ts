import { z } from 'zod';
import { isoDay, isoTime, page, paging, ref, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

/** Kinds of case (glossary: GLOSSARY.md). The deadline policy is chosen by type × urgency × category. */
export const CASE_TYPES = [
  'inquiry',
  'procedure_inquiry',
  'site_report',
  'regulation_feedback',
  'service_report',
  'procedure_report',
  'conduct_report',
  'business_report',
  'suggestion',
  'compliment',
  'out_of_scope',
] as const;
export type CaseType = (typeof CASE_TYPES)[number];

export const URGENCIES = ['low', 'normal', 'urgent', 'emergency'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const STATUSES = [
  'received',
  'forwarded',
  'processing',
  'awaiting_citizen',
  'awaiting_approval',
  'escalated',
  'approved',
  'closed',
  'declined',
  'merged',
] as const;
export type Status = (typeof STATUSES)[number];

export const CHANNELS = ['phone', 'email', 'web', 'livechat', 'zalo', 'messenger', 'desk', 'open311'] as const;
export type ChannelKind = (typeof CHANNELS)[number];

/** Whose turn it is: the one question the desk answers without a click. */
export const TURNS = ['centre', 'officer', 'unit_leader', 'province_leader', 'citizen', 'nobody'] as const;
export type Turn = (typeof TURNS)[number];

/** Four buckets, never folded into one another (domain rule). */
export const BUCKETS = ['in_time', 'overdue', 'on_time', 'late'] as const;
export type Bucket = (typeof BUCKETS)[number];

export const DECLINE_REASONS = [
  'complaint',
  'denunciation',
  'emergency',
  'court',
  'civil_dispute',
  'other_province',
  'unrelated',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const caseCode = z.string().regex(/^1022-\d{6}-\d{4,}$/);

export const place = z
  .object({
    text: z.string().max(300),
    lat: z.number().min(-90).max(90).nullish(),
    lng: z.number().min(-180).max(180).nullish(),
  })
  .meta({ id: 'Place' });

/** What this reader may see of the citizen; `null` fields are masked or unknown, `masked` says which of the two. */
export const citizenView = z
  .object({
    masked: z.boolean(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    anonymous: z.boolean(),
  })
  .meta({ id: 'CaseCitizen' });

export const caseRow = z
  .object({
    code: z.string(),
    version: z.number().int(),
    type: z.enum(CASE_TYPES),
    status: z.enum(STATUSES),
    level: z.number().int().min(1).max(4),
    resolvedLevel: z.number().int().min(1).max(4).nullable(),
    turn: z.enum(TURNS),
    title: z.string(),
    category: ref.nullable(),
    area: ref.nullable(),
    place: place.nullable(),
    urgency: z.enum(URGENCIES),
    channel: z.enum(CHANNELS),
    leadUnit: ref.nullable(),
    assignee: ref.nullable(),
    dueAt: isoTime.nullable(),
    originalDueAt: isoTime.nullable(),
    clock: z.enum(['running', 'paused', 'stopped']),
    bucket: z.enum(BUCKETS),
    /** “còn 2 giờ 15 phút làm việc”; null when the clock does not run. */
    remaining: z.string().nullable(),
    reopenCount: z.number().int(),
    sealed: z.boolean(),
    demo: z.boolean(),
    createdAt: isoTime,
    closedAt: isoTime.nullable(),
  })
  .meta({ id: 'CaseRow' });
export type CaseRow = z.infer<typeof caseRow>;

export const assignmentView = z
  .object({
    unit: ref,
    role: z.enum(['lead', 'co']),
    state: z.enum(['open', 'accepted', 'answered', 'returned', 'recalled', 'ended']),
    assignee: ref.nullable(),
    question: z.string().nullable(),
    opinion: z.string().nullable(),
    dueAt: isoTime.nullable(),
    startedAt: isoTime,
    endedAt: isoTime.nullable(),
  })
  .meta({ id: 'Assignment' });

export const attachmentView = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    size: z.number().int(),
    image: z.boolean(),
    url: z.string(),
    source: z.enum(['citizen', 'staff', 'evidence']),
  })
  .meta({ id: 'Attachment' });
export type AttachmentView = z.infer<typeof attachmentView>;

export const draftView = z
  .object({
    version: z.number().int(),
    text: z.string(),
    author: ref.nullable(),
    createdAt: isoTime,
    state: z.enum(['submitted', 'rejected', 'approved', 'withdrawn']),
    reason: z.string().nullable(),
    evidence: z.array(attachmentView),
    signer: ref.nullable(),
    /** The absent leader in whose place the signer signed. */
    signedFor: ref.nullable(),
    decidedAt: isoTime.nullable(),
  })
  .meta({ id: 'Draft' });

export const directiveView = z
  .object({
    id: z.number().int(),
    level: z.number().int(),
    by: ref.nullable(),
    unit: ref,
    text: z.string(),
    dueAt: isoTime,
    createdAt: isoTime,
    closedAt: isoTime.nullable(),
  })
  .meta({ id: 'Directive' });

export const extensionView = z
  .object({
    id: z.number().int(),
    requestedBy: ref.nullable(),
    reason: z.string(),
    dueAt: isoTime,
    state: z.enum(['requested', 'granted', 'refused']),
    decidedBy: ref.nullable(),
    decisionReason: z.string().nullable(),
  })
  .meta({ id: 'ExtensionRequest' });

/** The journey line: one stop per level with what happened there. */
export const journeyStop = z
  .object({
    level: z.number().int(),
    status: z.enum(STATUSES),
    unit: ref.nullable(),
    from: isoTime,
    to: isoTime.nullable(),
    workingMinutes: z.number().int(),
    back: z.boolean(),
  })
  .meta({ id: 'JourneyStop' });

export const caseView = caseRow
  .extend({
    content: z.string(),
    citizen: citizenView,
    publishWish: z.boolean(),
    aboutUnit: ref.nullable(),
    coUnits: z.array(ref),
    assignments: z.array(assignmentView),
    attachments: z.array(attachmentView),
    drafts: z.array(draftView),
    answer: z.string().nullable(),
    declineReason: z.enum(DECLINE_REASONS).nullable(),
    directives: z.array(directiveView),
    extensions: z.array(extensionView),
    journey: z.array(journeyStop),
    conversationId: z.string().nullable(),
    parent: z.string().nullable(),
    returnCount: z.number().int(),
  })
  .meta({ id: 'Case' });
export type CaseView = z.infer<typeof caseView>;

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
  anonymous: z.boolean().default(false),
  publishWish: z.boolean().default(false),
  /** Conduct reports: the unit whose people it is about; that unit never sees the case. */
  aboutUnit: refCode.optional(),
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

export const VIEWS = ['inbox', 'mine', 'unit', 'watching', 'all'] as const;
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
  due: z.enum(['overdue', 'today', 'soon']).optional(),
  from: isoDay.optional(),
  to: isoDay.optional(),
  sort: z.enum(['due', 'newest']).optional(),
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
    remaining: z.string().nullable(),
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

export const revealCitizen = endpoint({
  method: 'POST',
  path: '/cases/:code/reveal',
  tag: 'cases',
  summary: 'Show who sent the case to its handling unit; the reason is logged',
  params: codeParams,
  body: z.object({ reason: typedText(500) }),
  response: citizenView,
});
