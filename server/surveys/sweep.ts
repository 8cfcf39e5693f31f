import type { Ctx } from '../platform/context.ts';
import { type SweepClock, startSweep } from '../platform/sweep-clock.ts';
import { drawDaily } from './commands/draw.ts';
import { takeBackHeld } from './commands/take-next.ts';
import { isWithinHours } from './hours.ts';

const SWEEP_MS = 30_000;

/** What campaigns have to do by the clock: the daily drawing, people held by somebody who has gone. Returns how many. */
export async function sweepCampaigns(ctx: Ctx): Promise<number> {
  let done = await takeBackHeld(ctx);
  const now = ctx.clock.now();
  const daily = await ctx.db
    .selectFrom('campaigns')
    .select(['id', 'from_time', 'to_time'])
    .where('state', '=', 'running')
    .where('daily', '=', true)
    .execute();
  for (const campaign of daily) if (isWithinHours(campaign, now) && (await drawDaily(ctx, campaign.id))) done += 1;
  return done;
}

/** Starts the clock of campaigns in a process that works. */
export function startCampaignClock(ctx: Ctx): SweepClock {
  return startSweep(ctx, {
    everyMs: SWEEP_MS,
    look: () => sweepCampaigns(ctx),
    failed: 'the clock of campaigns failed',
  });
}
