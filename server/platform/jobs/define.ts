import type { z } from 'zod';

/** A kind of job: a queue of its own, the shape of its payload and how often it is tried. */
export interface JobDefinition<T = unknown> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  /** Attempts after the first; handlers must be idempotent, because a job may run twice after a crash. */
  readonly retryLimit: number;
  /** Seconds before the first retry; doubles each time. */
  readonly retryDelay: number;
  /** Jobs of this kind that one process works on at once. */
  readonly concurrency: number;
}

export interface JobInput {
  readonly name: string;
  readonly payload: object;
  /** Real time (not the installation's clock) before which it must not run. */
  readonly runAfter?: Date;
  /** While a job with this key waits, a second one is not added. */
  readonly key?: string;
}

const definitions = new Map<string, JobDefinition>();

/** Declares a job. `job.with(payload)` makes the input for `tx.enqueue`. */
export function defineJob<T extends object>(
  name: string,
  schema: z.ZodType<T>,
  options: { retryLimit?: number; retryDelay?: number; concurrency?: number } = {},
) {
  if (definitions.has(name)) throw new Error(`job ${name} is defined twice`);
  const definition: JobDefinition<T> = {
    name,
    schema,
    retryLimit: options.retryLimit ?? 5,
    retryDelay: options.retryDelay ?? 5,
    concurrency: options.concurrency ?? 1,
  };
  definitions.set(name, definition as JobDefinition);
  return {
    ...definition,
    with: (payload: T, when: { runAfter?: Date; key?: string } = {}): JobInput => ({
      name,
      payload: schema.parse(payload),
      ...when,
    }),
  };
}

export function jobDefinitions(): ReadonlyMap<string, JobDefinition> {
  return definitions;
}
