import type { Ctx } from '../platform/context.ts';
import { startPromptSync } from './prompts/sync.ts';
import { startErasing } from './recordings/erase.ts';

/**
 * What the telephone needs from time to time beside its calls: prompts brought to our own Asterisk by whichever process
 * shares its disk, and, in a worker, old recordings erased.
 */
export function startHotlineUpkeep(ctx: Ctx, { works }: { works: boolean }): { stop(): Promise<void> } {
  const parts = [startPromptSync(ctx), ...(works ? [startErasing(ctx)] : [])];
  return {
    async stop() {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}
