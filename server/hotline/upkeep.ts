import type { Ctx } from '../platform/context.ts';
import { type SweepClock, startSweep } from '../platform/sweep-clock.ts';
import { startIncidentSounds } from './incidents/sounds.ts';
import { sweepWrapUps } from './lead/sweep.ts';
import { startPromptSync } from './prompts/sync.ts';
import { startErasing } from './recordings/erase.ts';

/**
 * What the telephone needs from time to time beside its calls: prompts brought to our own Asterisk by whichever process
 * shares its disk, and, in a worker, what incidents say spoken, old recordings erased and wrap-ups ended: a centre
 * without Asterisk has them, too.
 */
export function startHotlineUpkeep(ctx: Ctx, { works }: { works: boolean }): { stop(): Promise<void> } {
  const parts = [
    startPromptSync(ctx),
    ...(works ? [startErasing(ctx), startWrapUpClock(ctx), startIncidentSounds(ctx)] : []),
  ];
  return {
    async stop() {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}

/** Real milliseconds between two looks; the process that leads looks more often while Asterisk is connected. */
const LOOK = 2_000;

function startWrapUpClock(ctx: Ctx): SweepClock {
  return startSweep(ctx, { everyMs: LOOK, look: () => sweepWrapUps(ctx), failed: 'wrap-ups could not be ended' });
}
