import { z } from 'zod';
import { CASE_TYPES, URGENCIES } from './case-words.ts';
import { isoDay, isoTime, nothing, ref, refCode } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What a limit is for, in the order in which a case meets them. */
export const POLICY_STAGES = [
  'handle',
  'first_response',
  'accept',
  'approve',
  'deliver',
  'escalated_3',
  'escalated_4',
  'awaiting_citizen',
  'paused_total',
  'serious',
  'reopen_window',
] as const;
export type PolicyStage = (typeof POLICY_STAGES)[number];

/** `percent` is a share of the time that the case itself has (stage `handle`). */
export const AMOUNT_UNITS = ['working_days', 'working_minutes', 'clock_minutes', 'percent'] as const;
export type PolicyUnit = (typeof AMOUNT_UNITS)[number];

/** `overridden`: in force, but a later rule for the same cases holds for the time being. */
export const POLICY_STATES = ['in_force', 'overridden', 'future', 'past'] as const;

export const policy = z
  .object({
    id: z.number().int(),
    stage: z.enum(POLICY_STAGES),
    /** Null: every type, urgency, category. */
    type: z.enum(CASE_TYPES).nullable(),
    urgency: z.enum(URGENCIES).nullable(),
    /** Covers the categories below it, too. */
    category: ref.nullable(),
    amount: z.number().int(),
    unit: z.enum(AMOUNT_UNITS),
    /** Null: the calendar of the unit that acts. */
    calendar: ref.nullable(),
    /** Percent of the time after which to warn. */
    warnShares: z.array(z.number().int()),
    validFrom: isoDay,
    validTo: isoDay.nullable(),
    /** Where the rule comes from. */
    note: z.string(),
    /** `reference`: a proposal of the product until the province has its own rule. */
    origin: z.enum(['reference', 'manual']),
    state: z.enum(POLICY_STATES),
  })
  .meta({ id: 'DeadlinePolicy' });
export type Policy = z.infer<typeof policy>;

export const policyCell = z.object({ stage: z.enum(POLICY_STAGES), policy: z.number().int().nullable() });

export const listPolicies = endpoint({
  method: 'GET',
  path: '/policies',
  tag: 'policies',
  summary: 'Every rule with its history, and which one holds for each type and urgency on a day',
  query: z.object({ at: isoDay.optional() }),
  response: z.object({
    at: isoDay,
    items: z.array(policy),
    /** Without a category; rules for one category are in `items` only. */
    table: z.array(z.object({ type: z.enum(CASE_TYPES), urgency: z.enum(URGENCIES), cells: z.array(policyCell) })),
  }),
});

const amounts = {
  amount: z.number().int().min(1),
  unit: z.enum(AMOUNT_UNITS),
  calendar: refCode.nullable().default(null),
  warnShares: z.array(z.number().int().min(1).max(99)).max(8).default([50, 80]),
  /** The decision or regulation it rests on. */
  note: z
    .string()
    .transform((s) => s.replaceAll('\u0000', '').normalize('NFC').trim())
    .pipe(z.string().max(400))
    .default(''),
};
export const createPolicy = endpoint({
  method: 'POST',
  path: '/policies',
  tag: 'policies',
  summary: 'A rule that holds from a day on; the one that held for the same cases ends the day before',
  body: z.object({
    stage: z.enum(POLICY_STAGES),
    type: z.enum(CASE_TYPES).nullable().default(null),
    urgency: z.enum(URGENCIES).nullable().default(null),
    category: refCode.nullable().default(null),
    ...amounts,
    validFrom: isoDay,
    /** Given: for a while; the rule before it holds again afterwards. */
    validTo: isoDay.nullable().default(null),
  }),
  status: 201,
  response: policy,
});
const byId = z.object({ id: z.coerce.number().int().positive() });
export const updatePolicy = endpoint({
  method: 'PUT',
  path: '/policies/:id',
  tag: 'policies',
  summary: 'Correct a rule that does not hold yet; one in force is replaced by a new one from a day on',
  params: byId,
  body: z.object(amounts),
  response: policy,
});
export const deletePolicy = endpoint({
  method: 'DELETE',
  path: '/policies/:id',
  tag: 'policies',
  summary: 'Take a rule back: removed when it does not hold yet, otherwise ended today; its history stays',
  params: byId,
  status: 204,
  response: nothing,
});

export const explainPolicy = endpoint({
  method: 'GET',
  path: '/policies/explain',
  tag: 'policies',
  summary: 'Try out: which rule applies from a moment, the due date line by line, and why no other rule',
  query: z.object({
    stage: z.enum(POLICY_STAGES).default('handle'),
    type: z.enum(CASE_TYPES),
    urgency: z.enum(URGENCIES),
    category: refCode.optional(),
    unit: refCode.optional(),
    from: isoTime,
  }),
  response: z
    .object({
      policy,
      dueAt: isoTime,
      warnings: z.array(z.object({ share: z.number(), at: isoTime })),
      explanation: z.array(z.string()),
      /** Rules that fit as well, with why they do not hold. */
      others: z.array(z.object({ policy, why: z.string() })),
    })
    .meta({ id: 'PolicyExplanation' }),
});
export type PolicyExplanation = z.infer<typeof explainPolicy.response>;
