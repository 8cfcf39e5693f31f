/** Campaigns of calls: surveys and care calls with a script, a sample, attempts and results. */
import { z } from 'zod';
import { isoDay, isoTime, typedText } from './common.ts';
import type { Said } from './said.ts';

export const CAMPAIGN_KINDS = ['satisfaction', 'care', 'survey'] as const;
export const CAMPAIGN_STATES = ['draft', 'running', 'paused', 'ended'] as const;
export const CAMPAIGN_SOURCES = ['registered_cases', 'closed_cases', 'callers', 'list'] as const;
export const CONTACT_STATES = ['waiting', 'held', 'answered', 'refused', 'unreachable', 'withdrawn'] as const;
/** What an attempt led to. `no_answer`, `busy` and `call_later` are tried again, the others end the contact. */
export const ATTEMPT_RESULTS = [
  'answered',
  'no_answer',
  'busy',
  'call_later',
  'refused',
  'wrong_number',
  'do_not_call',
] as const;
export type AttemptResult = (typeof ATTEMPT_RESULTS)[number];

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const QUESTION_KINDS = ['choice', 'choices', 'scale', 'text'] as const;
export const campaignQuestion = z
  .object({
    /** Stays the same when the wording changes. */
    key: z.string(),
    text: z.string(),
    /** `choice`: one of the options · `choices`: any of them · `scale`: 1…5 · `text`: own words. */
    kind: z.enum(QUESTION_KINDS),
    options: z.array(z.string()),
    required: z.boolean(),
  })
  .meta({ id: 'CampaignQuestion' });
export type CampaignQuestion = z.infer<typeof campaignQuestion>;

/** A question as it is written down: texts trimmed, at least two options to choose from. */
const questionBody = z
  .object({
    key: z.string().regex(/^[a-z][a-z0-9_]{0,29}$/),
    text: typedText(500),
    kind: z.enum(QUESTION_KINDS),
    options: z.array(typedText(120)).max(12).default([]),
    required: z.boolean().default(true),
  })
  .refine((q) => q.kind === 'scale' || q.kind === 'text' || q.options.length >= 2, {
    path: ['options'],
    error: 'at least two options',
    params: { said: { vi: 'Cần ít nhất hai lựa chọn.', en: 'At least two options are needed.' } satisfies Said },
  });

const answer = z.union([z.string().max(2_000), z.array(z.string().max(120)).max(12), z.number().int().min(1).max(5)]);
export const campaignAnswers = z.record(z.string().max(30), answer);
export type CampaignAnswers = z.infer<typeof campaignAnswers>;

const progress = z.object({
  total: z.number().int(),
  waiting: z.number().int(),
  held: z.number().int(),
  answered: z.number().int(),
  refused: z.number().int(),
  unreachable: z.number().int(),
  withdrawn: z.number().int(),
  attempts: z.number().int(),
});

export const campaignView = z
  .object({
    id: z.string(),
    version: z.number().int(),
    name: z.string(),
    kind: z.enum(CAMPAIGN_KINDS),
    intro: z.string(),
    questions: z.array(campaignQuestion),
    source: z.enum(CAMPAIGN_SOURCES),
    sourceDays: z.number().int(),
    sampleSize: z.number().int().nullable(),
    daily: z.boolean(),
    maxAttempts: z.number().int(),
    retryMinutes: z.number().int(),
    quietDays: z.number().int(),
    fromTime: z.string(),
    toTime: z.string(),
    state: z.enum(CAMPAIGN_STATES),
    createdAt: isoTime,
    startedAt: isoTime.nullable(),
    endedAt: isoTime.nullable(),
    progress,
    /** Whether somebody may be called at this moment; else why not. */
    callable: z.enum(['yes', 'not_running', 'outside_hours', 'nobody_due']),
  })
  .meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof campaignView>;

export const campaignBody = z.object({
  name: typedText(200),
  kind: z.enum(CAMPAIGN_KINDS),
  intro: typedText(3_000),
  questions: z.array(questionBody).max(30),
  source: z.enum(CAMPAIGN_SOURCES),
  sourceDays: z.number().int().min(1).max(90),
  sampleSize: z.number().int().min(1).max(10_000).nullable(),
  daily: z.boolean(),
  maxAttempts: z.number().int().min(1).max(10),
  retryMinutes: z.number().int().min(5).max(10_080),
  quietDays: z.number().int().min(0).max(365),
  fromTime: clock,
  toTime: clock,
});
export type CampaignBody = z.infer<typeof campaignBody>;

export const campaignContact = z
  .object({
    id: z.string(),
    campaignId: z.string(),
    phone: z.string(),
    name: z.string().nullable(),
    caseCode: z.string().nullable(),
    /** What his case was about, in a line. */
    caseTitle: z.string().nullable(),
    citizenId: z.string().nullable(),
    state: z.enum(CONTACT_STATES),
    attempts: z.number().int(),
    nextAt: isoTime,
    answers: campaignAnswers.nullable(),
    note: z.string().nullable(),
    doneAt: isoTime.nullable(),
    doneBy: z.string().nullable(),
    lastResult: z.enum(ATTEMPT_RESULTS).nullable(),
  })
  .meta({ id: 'CampaignContact' });
export type CampaignContact = z.infer<typeof campaignContact>;

export const campaignDraw = z.object({
  day: isoDay,
  drawnAt: isoTime,
  drawnBy: z.string().nullable(),
  candidates: z.number().int(),
  chosen: z.number().int(),
});

/** Per question: how often each answer was given, the mean of a scale, the newest words. */
export const campaignSummary = z.object({
  key: z.string(),
  answered: z.number().int(),
  counts: z.array(z.object({ answer: z.string(), count: z.number().int() })),
  mean: z.number().nullable(),
  words: z.array(z.string()),
});
