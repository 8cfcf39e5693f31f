import { SYSTEM } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { deliverJob } from './deliver-job.ts';
import { deliverNow } from './deliver-now.ts';
import { act } from './engine.ts';
import { reactToFailures } from './fallback.ts';
import { followParentJob } from './follow-parent-job.ts';
import { recomputeBatch, recomputeJob } from './recompute.ts';
import { askSatisfaction } from './survey.ts';
import { surveyJob } from './survey-job.ts';

/** Somebody or something was faster, and what the job was to do is done or no longer to be done. */
const overtaken = (error: unknown) =>
  error instanceof AppError && (error.code === 'conflict' || error.code === 'not_now');

/** Binds the jobs of cases. Delivery acts on the version that was approved: a second run finds a newer one and stops. */
export function handleCaseJobs(ctx: Ctx): void {
  reactToFailures(ctx);
  ctx.jobs.handle(surveyJob, ({ caseId }) => askSatisfaction(ctx, caseId));
  ctx.jobs.handle(recomputeJob, (payload) => recomputeBatch(ctx, payload));
  ctx.jobs.handle(deliverJob, async ({ code, version }) => {
    try {
      await deliverNow(ctx, { code, version });
    } catch (error) {
      if (!overtaken(error)) throw error;
    }
  });
  ctx.jobs.handle(followParentJob, async ({ parentId }) => {
    const children = await ctx.db
      .selectFrom('cases')
      .select('code')
      .where('parent_id', '=', parentId)
      .where('status', '=', 'merged')
      .where('finished_at', 'is', null)
      .orderBy('id')
      .execute();
    for (const { code } of children) {
      try {
        await act(ctx, SYSTEM, { code, action: 'follow_parent', version: null, form: {} });
      } catch (error) {
        if (!overtaken(error)) throw error;
      }
    }
  });
}
