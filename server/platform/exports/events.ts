import { z } from 'zod';
import { defineEvent } from '../events/index.ts';

/**
 * Somebody took a list out of the system. Audience: administrators and supervisors. `filters` as they stood in the
 * request, without the words and numbers searched for, which may name a citizen.
 */
export const listExported = defineEvent(
  'list.exported',
  z.object({
    list: z.string(),
    format: z.enum(['csv', 'xlsx']),
    filters: z.record(z.string(), z.unknown()),
    count: z.number().int(),
  }),
);
