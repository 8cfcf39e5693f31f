import type { Ctx } from './context.ts';

export interface Sweep {
  /** Real milliseconds between two looks. */
  everyMs: number;
  /** One look. It may be cut short at any instant and several processes may look at once. */
  look(): Promise<unknown>;
  /** What the log says when a look fails; the next one tries again. */
  failed: string;
  /** Look at once, too, and not only after the first pause. */
  atOnce?: boolean;
}

/** Something that a worker looks at again and again. */
export interface SweepClock {
  /** No further look; resolves when the one that runs has ended. */
  stop(): Promise<void>;
}

/** Looks again and again, never twice at the same time, until it is stopped. */
export function startSweep(ctx: Pick<Ctx, 'log'>, { everyMs, look, failed, atOnce = false }: Sweep): SweepClock {
  let running: Promise<unknown> | null = null;
  const tick = () => {
    running ??= look()
      .catch((err) => ctx.log.error({ err }, failed))
      .finally(() => {
        running = null;
      });
  };
  if (atOnce) tick();
  // Nothing stays awake for this alone: the database and the port keep a process alive.
  const timer = setInterval(tick, everyMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
