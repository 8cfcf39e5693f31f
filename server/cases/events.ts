import { z } from 'zod';
import { defineEvent } from '../platform/events/index.ts';

const move = { from: z.string(), to: z.string(), level: z.number().int(), version: z.number().int() };
const text = z.string().nullable().optional();
const codes = z.array(z.string());

/**
 * Facts about a case. Audience of each: whoever sees the case after it (`all_cases`, and `unit:` of every unit that has
 * or had it), publishers once it is closed and may be published, never the unit that it is about; units that lose sight
 * are told so (`lost`). See `audienceOf` in policy.ts.
 *
 * `data` holds codes, numbers and the official's own words; never the citizen's name or contact.
 */
export const CASE_EVENTS = {
  registered: defineEvent(
    'case.registered',
    z.object({ ...move, type: z.string(), channel: z.string(), urgency: z.string() }),
  ),
  /** With the article that the answer leans on, if any. */
  answered: defineEvent(
    'case.answered',
    z.object({ ...move, article: z.string().optional(), articleTitle: z.string().optional() }),
  ),
  declined: defineEvent('case.declined', z.object({ ...move, reason: z.string() })),
  forwarded: defineEvent('case.forwarded', z.object({ ...move, leadUnit: z.string(), coUnits: codes, note: text })),
  recalled: defineEvent('case.recalled', z.object({ ...move, unit: z.string(), reason: z.string() })),
  accepted: defineEvent('case.accepted', z.object({ ...move, assignee: z.string() })),
  assigned: defineEvent(
    'case.assigned',
    z.object({
      ...move,
      assignee: z.string(),
      reason: z.string().optional(),
      /** Set when an administrator hands on what somebody left behind: user names, and why. */
      handedOver: z.object({ from: z.string(), by: z.string(), reason: z.string() }).optional(),
    }),
  ),
  returned: defineEvent(
    'case.returned',
    z.object({ ...move, unit: z.string(), reason: z.string(), count: z.number().int(), dispute: z.boolean() }),
  ),
  consulted: defineEvent(
    'case.consulted',
    z.object({ ...move, unit: z.string(), question: z.string(), dueAt: z.string() }),
  ),
  opinionGiven: defineEvent('case.opinion_given', z.object({ ...move, unit: z.string(), text: z.string() })),
  infoRequested: defineEvent('case.info_requested', z.object({ ...move, question: z.string(), until: z.string() })),
  citizenReplied: defineEvent(
    'case.citizen_replied',
    z.object({ ...move, messageId: z.number().int().nullable(), text }),
  ),
  resumed: defineEvent('case.resumed', z.object({ ...move, why: z.enum(['limit', 'cap']).optional() })),
  submitted: defineEvent('case.submitted', z.object({ ...move, draft: z.number().int() })),
  draftRejected: defineEvent('case.draft_rejected', z.object({ ...move, draft: z.number().int(), reason: z.string() })),
  draftWithdrawn: defineEvent('case.draft_withdrawn', z.object({ ...move, draft: z.number().int(), reason: text })),
  approved: defineEvent('case.approved', z.object({ ...move, draft: z.number().int(), late: z.boolean() })),
  extensionRequested: defineEvent(
    'case.extension_requested',
    z.object({ ...move, dueAt: z.string(), reason: z.string(), beyond: z.boolean() }),
  ),
  extensionGranted: defineEvent(
    'case.extension_granted',
    z.object({ ...move, dueAt: z.string(), before: z.string().nullable() }),
  ),
  extensionRefused: defineEvent('case.extension_refused', z.object({ ...move, reason: z.string() })),
  escalated: defineEvent(
    'case.escalated',
    z.object({ ...move, why: z.enum(['by_hand', 'overdue']), reason: text, vacant: z.boolean() }),
  ),
  directed: defineEvent('case.directed', z.object({ ...move, unit: z.string(), text: z.string(), dueAt: z.string() })),
  directiveReported: defineEvent(
    'case.directive_reported',
    z.object({ ...move, directive: z.number().int(), text: z.string(), late: z.boolean() }),
  ),
  reportAccepted: defineEvent('case.report_accepted', z.object({ ...move, directive: z.number().int(), note: text })),
  reportSentBack: defineEvent(
    'case.report_sent_back',
    z.object({ ...move, directive: z.number().int(), reason: z.string(), dueAt: z.string() }),
  ),
  answeredAtLevel: defineEvent('case.answered_at_level', z.object({ ...move, late: z.boolean() })),
  delivered: defineEvent(
    'case.delivered',
    z.object({ ...move, way: z.enum(['message', 'call']), note: text, late: z.boolean() }),
  ),
  reopened: defineEvent(
    'case.reopened',
    z.object({ ...move, reason: z.string(), count: z.number().int(), unpublished: z.boolean() }),
  ),
  merged: defineEvent('case.merged', z.object({ ...move, into: z.string() })),
  unmerged: defineEvent('case.unmerged', z.object({ ...move, parent: z.string(), reason: z.string() })),
  /** On the parent: a case was merged into it, or taken out again. */
  joined: defineEvent('case.joined', z.object({ child: z.string() })),
  left: defineEvent('case.left', z.object({ child: z.string() })),
  /** On the merged case: the parent has ended and its answer is given here too. */
  followedParent: defineEvent(
    'case.followed_parent',
    z.object({ ...move, parent: z.string(), way: z.enum(['message', 'call', 'none']) }),
  ),
  published: defineEvent('case.published', z.object({ ...move, publication: z.string(), again: z.boolean() })),
  unpublished: defineEvent('case.unpublished', z.object({ ...move, publication: z.string(), reason: z.string() })),
  /** An opinion that was asked for is not there at its due date. */
  opinionSilent: defineEvent('case.opinion_silent', z.object({ unit: z.string(), dueAt: z.string() })),
  noted: defineEvent('case.noted', z.object({ ...move, text: z.string(), files: codes.optional() })),
  relabelled: defineEvent(
    'case.relabelled',
    z.object({
      ...move,
      changes: z.record(z.string(), z.tuple([z.string().nullable(), z.string().nullable()])),
      reason: z.string(),
    }),
  ),
  attached: defineEvent('case.attached', z.object({ ...move, names: codes })),
  rated: defineEvent('case.rated', z.object({ ...move, satisfied: z.boolean(), reason: text })),
  revealed: defineEvent('case.revealed', z.object({ reason: z.string() })),
  /** A paper that names the citizen was made. */
  printed: defineEvent('case.printed', z.object({ kind: z.enum(['transfer', 'answer']), identity: z.literal(true) })),
  messageReceived: defineEvent(
    'case.message_received',
    z.object({ messageId: z.number().int(), afterClose: z.boolean() }),
  ),
  /** A share of the case's own time is used up; of several missed at once only the highest is announced. */
  warned: defineEvent('case.warned', z.object({ share: z.number().int(), dueAt: z.string() })),
  overdue: defineEvent('case.overdue', z.object({ status: z.string(), level: z.number().int(), dueAt: z.string() })),
  seriouslyLate: defineEvent(
    'case.seriously_late',
    z.object({ status: z.string(), level: z.number().int(), dueAt: z.string() }),
  ),
  dueRecomputed: defineEvent(
    'case.due_recomputed',
    z.object({
      from: z.string().nullable(),
      to: z.string().nullable(),
      why: z.string(),
      /** The limit of the present step, where that moved, too. */
      step: z.tuple([z.string().nullable(), z.string().nullable()]).optional(),
    }),
  ),
  limitPassed: defineEvent(
    'case.limit_passed',
    z.object({ status: z.string(), level: z.number().int(), dueAt: z.string() }),
  ),
} as const;
export type CaseEventName = keyof typeof CASE_EVENTS;
