import type { Ctx } from '../platform/context.ts';
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
  let busy: Promise<void> | null = null;
  const look = () => {
    busy ??= channelUpkeep(ctx, { history: looks % HISTORY_EVERY === 0 })
      .catch((err) => ctx.log.error({ err }, 'the upkeep of the channels failed'))
      .finally(() => {
        looks += 1;
        busy = null;
      });
  };
  look();
  const timer = setInterval(look, LOOK).unref();
  return {
    async stop() {
      clearInterval(timer);
      await busy;
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
