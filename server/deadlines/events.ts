import { z } from 'zod';
import { defineEvent } from '../platform/events/index.ts';
import type { DeadlinePolicy } from './policy.ts';

/** What was done to a rule, with what it said before and after. */
export const policyChanged = defineEvent(
  'policy.changed',
  z.object({
    what: z.enum(['created', 'corrected', 'ended', 'removed']),
    before: z.unknown(),
    after: z.unknown(),
  }),
);

/** A rule as the record keeps it; `basis`, because the audit page hides what is called a note. */
export function forRecord(policy: DeadlinePolicy): Record<string, unknown> {
  const { note, ...rest } = policy;
  return { ...rest, basis: note };
}
