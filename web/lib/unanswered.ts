import { freshId } from './fresh-id.ts';
import { ApiProblem } from './problem.ts';

/** Whoever tries again does so within minutes; later the same words are another intention. */
const KEPT_MS = 15 * 60_000;

export interface Unanswered {
  /**
   * Sends `what` under a key of its own; while no answer has come, the same `what` again goes under the same key, so that
   * the server does once what was asked for twice.
   */
  send<T>(what: string, work: (key: string) => Promise<T>): Promise<T>;
}

/** Remembers, per window, what was sent and not answered yet. */
export function createUnanswered(now: () => number = Date.now): Unanswered {
  const keys = new Map<string, { key: string; at: number }>();
  return {
    async send(what, work) {
      for (const [old, { at }] of keys) if (now() - at > KEPT_MS) keys.delete(old);
      const key = keys.get(what)?.key ?? freshId();
      keys.set(what, { key, at: now() });
      try {
        const done = await work(key);
        keys.delete(what);
        return done;
      } catch (error) {
        // A refusal is an answer; a lost line, a gateway that gave up or a broken server says nothing of what was done.
        if (error instanceof ApiProblem && error.status < 500) keys.delete(what);
        throw error;
      }
    },
  };
}
