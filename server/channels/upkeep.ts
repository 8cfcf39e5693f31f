import type { Ctx } from '../platform/context.ts';
import { startSweep } from '../platform/sweep-clock.ts';
import { forgetOldEvents, syncEnvironmentAccounts } from './accounts/index.ts';
import { flushHealth, watchChannels } from './health/index.ts';
import { messengerUpkeep } from './messenger/index.ts';
import { zaloUpkeep } from './zalo/index.ts';

/** Real milliseconds between two looks, and every how many looks the providers' histories are asked. */
const LOOK = 60_000;
const HISTORY_EVERY = 15;

/**
 * What the channels need from time to time: tokens renewed, lost messages fetched, health watched. Several worker
 * processes may do it at once.
 */
export async function startChannels(ctx: Ctx): Promise<{ stop(): Promise<void> }> {
  await syncEnvironmentAccounts(ctx);
  let looks = 0;
  const clock = startSweep(ctx, {
    everyMs: LOOK,
    async look() {
      const history = looks % HISTORY_EVERY === 0;
      looks += 1;
      await channelUpkeep(ctx, { history });
    },
    failed: 'the upkeep of the channels failed',
    atOnce: true,
  });
  return {
    async stop() {
      await clock.stop();
      await flushHealth(ctx);
    },
  };
}

/** One look; tests call it themselves. */
export async function channelUpkeep(ctx: Ctx, what: { history: boolean }): Promise<void> {
  await zaloUpkeep(ctx, what);
  await messengerUpkeep(ctx, what);
  await watchChannels(ctx);
  if (what.history) await forgetOldEvents(ctx);
}
