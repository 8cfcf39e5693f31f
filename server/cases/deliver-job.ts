import { z } from 'zod';
import { defineJob } from '../platform/jobs/index.ts';

/** Delivers an approved answer at once in writing, or notes the call that is owed; the version makes it act once. */
export const deliverJob = defineJob('cases.deliver', z.object({ code: z.string(), version: z.number().int() }), {
  concurrency: 2,
});
