import { z } from 'zod';
import { type Audience, defineEvent } from '../platform/events/index.ts';

/** Facts about citizens' records: ids and kinds, never names or numbers. The centre hears of them. */
export const citizenMerged = defineEvent(
  'citizen.merged',
  z.object({
    keptId: z.number().int(),
    mergedId: z.number().int(),
    mergeId: z.number().int(),
    score: z.number().int().nullable(),
  }),
);
export const citizenUnmerged = defineEvent(
  'citizen.unmerged',
  z.object({
    keptId: z.number().int(),
    mergedId: z.number().int(),
    mergeId: z.number().int(),
    reason: z.string().nullable(),
  }),
);
export const citizenDiffers = defineEvent(
  'citizen.differs',
  z.object({ one: z.number().int(), other: z.number().int() }),
);
export const citizenChanged = defineEvent(
  'citizen.changed',
  z.object({ citizenId: z.number().int(), fields: z.array(z.string()) }),
);

export const CITIZEN_AUDIENCE: Audience = { to: ['all_cases'] };
