import { z } from 'zod';
import { defineEvent } from '../platform/events/index.ts';

/**
 * Somebody took a list of cases out of the system. Audience: administrators and supervisors. `filters` as they stood in
 * the request, without the words searched for, which may name a citizen.
 */
export const casesExported = defineEvent(
  'cases.exported',
  z.object({ format: z.enum(['csv', 'xlsx']), filters: z.record(z.string(), z.unknown()), count: z.number().int() }),
);
