import type { Ctx } from '../../platform/context.ts';
import { jobDefinitions } from '../../platform/jobs/index.ts';
import { transact } from '../../platform/transact.ts';
import { waitingJob } from './manifest.ts';

/**
 * Takes up the jobs that a restored backup brought along. Once, in the transaction that forgets them; kinds of job that
 * this release no longer has are left out. Called when the queues exist.
 * @returns how many were taken up
 */
export async function resumeJobs(ctx: Ctx): Promise<number> {
  return transact(ctx, async (tx) => {
    const row = await tx.db
      .deleteFrom('installation')
      .where('key', '=', 'jobs_to_resume')
      .returning('value')
      .executeTakeFirst();
    if (!row) return 0;
    const jobs = waitingJob
      .array()
      .parse(row.value)
      .filter((job) => jobDefinitions().has(job.name));
    for (const { name, payload, runAfter, key } of jobs) {
      tx.enqueue({ name, payload, runAfter: new Date(runAfter), ...(key === null ? {} : { key }) });
    }
    return jobs.length;
  });
}
