import { z } from 'zod';
import { defineEvent } from '../platform/events/index.ts';

/** Texts are changed by administrators and concern everybody's letters: only they hear of it live. */
export const templateChanged = defineEvent(
  'template.changed',
  z.object({
    key: z.string(),
    language: z.enum(['vi', 'en']).nullable(),
    version: z.number().int().nullable(),
    /** An optional letter was switched on or off. */
    enabled: z.boolean().optional(),
  }),
);
export const articleChanged = defineEvent(
  'article.changed',
  z.object({ code: z.string(), version: z.number().int(), state: z.string(), fields: z.array(z.string()) }),
);
