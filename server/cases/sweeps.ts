import type { Ctx } from '../platform/context.ts';
import { startCaseClock as startLimitClock } from './limits.ts';
import { startOpinionClock } from './silence.ts';

/** Starts everything about cases that happens because time passes, in a worker process. */
export function startCaseClock(ctx: Ctx): { stop(): Promise<void> } {
  const clocks = [startLimitClock(ctx), startOpinionClock(ctx)];
  return {
    async stop() {
      await Promise.all(clocks.map((clock) => clock.stop()));
    },
  };
}
