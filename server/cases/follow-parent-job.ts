import { z } from 'zod';
import { defineJob } from '../platform/jobs/index.ts';

/** Gives the parent's answer to the citizens of the cases merged into it, one transaction for each. */
export const followParentJob = defineJob('cases.follow-parent', z.object({ parentId: z.number().int() }), {
  concurrency: 2,
});
