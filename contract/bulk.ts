/** The same action on many cases: what all of them offer. Carrying it out is `bulkAct` of actions.ts. */
import { z } from 'zod';
import { ACTION_NAMES, type ActionName } from './actions.ts';
import { CASE_TYPES, caseCode, URGENCIES } from './cases.ts';
import { endpoint } from './endpoint.ts';

/** Most cases in one bulk action. */
export const MOST_AT_ONCE = 100;

/**
 * Actions that make no sense for many cases with one form: a signature is given to what one has read, an answer, opinion
 * or report is about one case, and a public copy is redacted one by one.
 */
export const ONE_BY_ONE: readonly ActionName[] = [
  'approve',
  'submit',
  'answer_at_level',
  'give_opinion',
  'citizen_replied',
  'report_directive',
  'publish',
];

const actionName = z.enum(ACTION_NAMES as [ActionName, ...ActionName[]]);

/** What an action may change and its taking back must know: as it stood before. Codes. */
export const caseStanding = z
  .object({
    assignee: z.string().nullable(),
    type: z.enum(CASE_TYPES),
    urgency: z.enum(URGENCIES),
    category: z.string().nullable(),
    area: z.string().nullable(),
  })
  .meta({ id: 'CaseStanding' });
export type CaseStanding = z.infer<typeof caseStanding>;

export const bulkOffers = endpoint({
  method: 'POST',
  path: '/cases/actions/offers',
  tag: 'cases',
  summary: 'What may be done with all of these cases at once, with the version of each',
  body: z.object({ cases: z.array(caseCode).min(1).max(MOST_AT_ONCE) }),
  response: z.object({
    cases: z.array(
      z.object({
        code: z.string(),
        version: z.number().int(),
        leadUnit: z.string().nullable(),
        standing: caseStanding,
      }),
    ),
    /** Codes that the reader does not see (any more). */
    missing: z.array(z.string()),
    items: z.array(z.object({ action: actionName })),
  }),
});
