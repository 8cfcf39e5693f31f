import type { Ctx } from '../platform/context.ts';
import { seedDemoCases } from './index.ts';

/** Something that runs until it is told to end. */
interface Running {
  stop(): Promise<void>;
}

/**
 * Replays the sample cases in the background while people may already sign in, then starts `clock`: before, the clock
 * would take the past for overdue. Ended on the way, the next start goes on from there.
 */
export function startAfterReplay(ctx: Ctx, progress: (line: string) => void, clock: () => Running): Running {
  const end = new AbortController();
  let started: Running | null = null;
  const replaying = seedDemoCases(ctx, { progress, signal: end.signal })
    .catch((err: unknown) => ctx.log.error({ err }, 'the sample cases could not all be made; the next start goes on'))
    .then(() => {
      if (!end.signal.aborted) started = clock();
    });
  return {
    async stop() {
      end.abort();
      await replaying;
      await started?.stop();
    },
  };
}
