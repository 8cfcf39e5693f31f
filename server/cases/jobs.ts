import { SYSTEM } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { deliverJob } from './deliver-job.ts';
import { act } from './engine.ts';
import { recomputeJob } from './recompute.ts';

/** Binds the jobs of cases. Delivery acts on the version that was approved: a second run finds a newer one and stops. */
export function handleCaseJobs(ctx: Ctx): void {
  ctx.jobs.handle(recomputeJob, async () => {});
  ctx.jobs.handle(deliverJob, async ({ code, version }) => {
    try {
      await act(ctx, SYSTEM, { code, action: 'deliver', version, form: {} });
    } catch (error) {
      if (error instanceof AppError && (error.code === 'conflict' || error.code === 'not_now')) return;
      throw error;
    }
  });
}
