import { z } from 'zod';
import { defineJob } from '../platform/jobs/index.ts';

/** Delivers an approved answer at once when the citizen can be reached in writing; the version makes it act once. */
export const deliverJob = defineJob('cases.deliver', z.object({ code: z.string(), version: z.number().int() }), {
  concurrency: 2,
});
