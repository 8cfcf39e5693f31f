import { z } from 'zod';
import { CASE_TYPES, caseCode, caseView, DECLINE_REASONS, URGENCIES } from './cases.ts';
import { isoTime, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';
import { username } from './org.ts';

const reason = z.object({ reason: typedText(2000) });
const answerText = typedText(20_000);
const evidence = z.array(z.string().max(64)).max(20).default([]);

/**
 * What each action needs besides `action` and `version`. Every transition of the workflow that a person may send is
 * here; `register`, `citizen_replied` and the like come by their own doors.
 */
export const ACTION_FORMS = {
  answer: z.object({ text: answerText, article: z.string().max(80).optional() }),
  decline: z.object({ reason: z.enum(DECLINE_REASONS), guidance: typedText(4000) }),
  merge: z.object({ into: caseCode }),
  unmerge: reason,
  forward: z.object({
    leadUnit: refCode,
    coUnits: z.array(refCode).max(20).default([]),
    note: z.string().max(4000).optional(),
  }),
  recall: reason,
  accept: z.object({}),
  /** `reason` when it takes an earlier one back. */
  assign: z.object({ user: username, reason: typedText(2000).optional() }),
  return: reason,
  consult: z.object({ unit: refCode, question: typedText(4000), dueAt: isoTime }),
  give_opinion: z.object({ text: typedText(8000) }),
  request_info: z.object({ question: typedText(4000) }),
  /** The citizen answered on the phone: what he said, in the agent's words. */
  citizen_replied: z.object({ text: typedText(4000) }),
  submit: z.object({ text: answerText, attachments: evidence }),
  withdraw_draft: z.object({ reason: typedText(2000).optional() }),
  reject_draft: reason,
  approve: z.object({}),
  request_extension: z.object({ dueAt: isoTime, reason: typedText(2000) }),
  /** Without a date the one that was asked for; never a later one. */
  grant: z.object({ dueAt: isoTime.optional() }),
  refuse: reason,
  escalate: reason,
  direct: z.object({ unit: refCode, text: typedText(4000), dueAt: isoTime }),
  report_directive: z.object({ text: typedText(4000) }),
  /** Who gave the order is satisfied with the report. */
  accept_report: z.object({ note: typedText(2000).optional() }),
  /** He is not: the order stands again; a new date where its own has passed. */
  send_back_report: z.object({ reason: typedText(2000), dueAt: isoTime.optional() }),
  answer_at_level: z.object({ text: answerText }),
  deliver: z.object({ note: z.string().max(2000).optional() }),
  reopen: reason,
  /** A redacted copy, read and confirmed by a person; `allowed` names what looks personal and is public (a hotline). */
  publish: z.object({
    title: typedText(300),
    content: answerText,
    answer: answerText,
    allowed: z.array(z.string().trim().min(1).max(100)).max(20).default([]),
    confirmed: z.literal(true),
  }),
  unpublish: reason,
  /** `attachments`: files of the case that the note speaks of. */
  note: z.object({ text: typedText(8000), attachments: evidence }),
  relabel: z.object({
    type: z.enum(CASE_TYPES).optional(),
    category: refCode.optional(),
    area: z.string().max(20).optional(),
    urgency: z.enum(URGENCIES).optional(),
    reason: typedText(1000),
  }),
} as const;
export type ActionName = keyof typeof ACTION_FORMS;
export type ActionForm<A extends ActionName> = z.infer<(typeof ACTION_FORMS)[A]>;
export const ACTION_NAMES = Object.keys(ACTION_FORMS) as ActionName[];

const params = z.object({ code: caseCode });

export const actionOffer = z
  .object({
    action: z.enum(ACTION_NAMES as [ActionName, ...ActionName[]]),
    /** The natural next step: the desk shows it as the main button. */
    primary: z.boolean(),
    /** JSON Schema of the form. */
    form: z.record(z.string(), z.unknown()),
    /** Values to start the form with (proposed unit, last draft …). */
    initial: z.record(z.string(), z.unknown()),
    /** The absent leader in whose place it would be done. */
    inPlaceOf: z.string().nullable(),
    /** What will happen, in words: “Hạn của Sở Xây dựng: 16:30 thứ Sáu 27/11”. */
    effects: z.array(z.string()),
  })
  .meta({ id: 'ActionOffer' });
export type ActionOffer = z.infer<typeof actionOffer>;

export const listActions = endpoint({
  method: 'GET',
  path: '/cases/:code/actions',
  tag: 'cases',
  summary: 'What I may do now, each with its form',
  params,
  response: z.object({ version: z.number().int(), items: z.array(actionOffer) }),
});

export const actBody = z
  .object({ action: z.enum(ACTION_NAMES as [ActionName, ...ActionName[]]), version: z.number().int().nonnegative() })
  .loose()
  .meta({ id: 'Action' });

export const act = endpoint({
  method: 'POST',
  path: '/cases/:code/actions',
  tag: 'cases',
  summary:
    'Carry out one transition: 403 not allowed, 409 somebody was faster, 422 which field and why. Send an Idempotency-Key header to make a retry safe',
  params,
  body: actBody,
  response: caseView,
});

export const bulkAct = endpoint({
  method: 'POST',
  path: '/cases/actions',
  tag: 'cases',
  summary:
    'The same action on several cases; one result per case. Send an Idempotency-Key header to make a retry safe: it counts for each case by itself',
  body: z
    .object({
      action: z.enum(ACTION_NAMES as [ActionName, ...ActionName[]]),
      cases: z
        .array(z.object({ code: caseCode, version: z.number().int().nonnegative() }))
        .min(1)
        .max(100),
    })
    .loose(),
  response: z.object({
    items: z.array(
      z.object({
        code: z.string(),
        ok: z.boolean(),
        /** That the action made; null where it was refused. */
        version: z.number().int().nullable(),
        /** What the same action alone would have answered: 200, 403, 404, 409, 422 or 500. */
        status: z.number().int(),
        /** The stable code of the problem (`conflict`, `not_now`, `invalid` …). */
        reason: z.string().nullable(),
        problem: z.string().nullable(),
      }),
    ),
  }),
});
