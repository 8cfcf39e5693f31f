import { z } from 'zod';
import { BUCKETS, CASE_TYPES, CHANNELS, DECLINE_REASONS, STATUSES, TURNS, URGENCIES } from './case-words.ts';
import { isoTime, ref } from './common.ts';
import { incidentBrief } from './incident-brief.ts';
import { said } from './said.ts';

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
    remaining: said.nullable(),
    /** Unanswered for so long after its due date that leaders were told (policy `serious`); null = not. */
    seriouslyLateAt: isoTime.nullable(),
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
    /** Since when an opinion that was asked for is on record as not given; it may have come after. */
    silentAt: isoTime.nullable(),
    startedAt: isoTime,
    endedAt: isoTime.nullable(),
    /** Working minutes of the unit's calendar; for the lead unit without the time spent waiting for the citizen. */
    workingMinutes: z.number().int(),
  })
  .meta({ id: 'Assignment' });

/** Who held the case for how long, added up: the recount of the journey. */
export const heldView = z
  .object({
    /** `unit` with the unit; the others have none. */
    holder: z.enum(['centre', 'unit', 'province', 'citizen']),
    unit: ref.nullable(),
    workingMinutes: z.number().int(),
    /** Holds it now. */
    now: z.boolean(),
  })
  .meta({ id: 'TimeHeld' });

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

/**
 * open and overdue wait for the unit; reported: the unit reported, who gave the order has to accept it or send it back;
 * accepted: he did; done: the case was answered; replaced: by a newer order; ended: without answer.
 */
export const DIRECTIVE_STATES = ['open', 'overdue', 'reported', 'accepted', 'done', 'replaced', 'ended'] as const;
export type DirectiveState = (typeof DIRECTIVE_STATES)[number];

export const directiveView = z
  .object({
    id: z.number().int(),
    level: z.number().int(),
    by: ref.nullable(),
    /** The absent leader in whose place the order was given. */
    inPlaceOf: ref.nullable(),
    unit: ref,
    text: z.string(),
    dueAt: isoTime,
    createdAt: isoTime,
    closedAt: isoTime.nullable(),
    state: z.enum(DIRECTIVE_STATES),
    report: z.string().nullable(),
    reportedBy: ref.nullable(),
    reportedAt: isoTime.nullable(),
    /** When the unit first did something about it, and who. */
    acknowledgedAt: isoTime.nullable(),
    acknowledgedBy: ref.nullable(),
    acceptedAt: isoTime.nullable(),
    acceptedBy: ref.nullable(),
    /** Why the last report was sent back. */
    sentBackAt: isoTime.nullable(),
    sentBackReason: z.string().nullable(),
  })
  .meta({ id: 'Directive' });

export const extensionView = z
  .object({
    id: z.number().int(),
    requestedBy: ref.nullable(),
    reason: z.string(),
    dueAt: isoTime,
    /** The date in force when it was asked for. */
    previousDueAt: isoTime.nullable(),
    /** Until when the leader of the unit may grant; `beyond`: the centre or the province decides. */
    leaderLimit: isoTime.nullable(),
    beyond: z.boolean(),
    /** Granted to an earlier date than was asked for. */
    grantedDueAt: isoTime.nullable(),
    state: z.enum(['requested', 'granted', 'refused']),
    decidedBy: ref.nullable(),
    decidedFor: ref.nullable(),
    decidedAt: isoTime.nullable(),
    decisionReason: z.string().nullable(),
  })
  .meta({ id: 'ExtensionRequest' });

/** That a case has a public copy: its address and who published it when. */
export const publicationMark = z
  .object({ id: z.string(), title: z.string(), publishedAt: isoTime, by: ref.nullable() })
  .meta({ id: 'PublicationMark' });

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
    /** On the answer to an action that took the case out of the actor's sight (a return): this was the last look. */
    lostSight: z.boolean().optional(),
    content: z.string(),
    citizen: citizenView,
    publishWish: z.boolean(),
    aboutUnit: ref.nullable(),
    coUnits: z.array(ref),
    assignments: z.array(assignmentView),
    attachments: z.array(attachmentView),
    drafts: z.array(draftView),
    answer: z.string().nullable(),
    answeredBy: ref.nullable(),
    /** The absent leader in whose place the answer was signed. */
    answeredFor: ref.nullable(),
    declineReason: z.enum(DECLINE_REASONS).nullable(),
    directives: z.array(directiveView),
    extensions: z.array(extensionView),
    journey: z.array(journeyStop),
    conversationId: z.string().nullable(),
    /** The case into which this one was merged. */
    parent: z.string().nullable(),
    /** Cases merged into this one, as far as this reader sees them. */
    children: z.array(z.object({ code: z.string(), title: z.string(), answered: z.boolean() })),
    /** The incident that this case carries or to whose case it was merged, as far as the reader sees that one. */
    incident: incidentBrief.extend({ case: z.string(), open: z.boolean() }).nullable(),
    /** What stands on the public page. */
    publication: publicationMark.nullable(),
    /** Who follows the case besides those whose turn it is, and why. */
    watchers: z.array(
      z.object({
        person: ref.nullable(),
        level: z.number().int().nullable(),
        why: z.enum(['directive', 'level', 'registered']),
      }),
    ),
    held: z.array(heldView),
    returnCount: z.number().int(),
  })
  .meta({ id: 'Case' });
export type CaseView = z.infer<typeof caseView>;
