import type { Actor } from './auth/actor.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database, Tx as DbTransaction } from './db/index.ts';
import type { EventInput, EventStream, Reactions } from './events/index.ts';
import type { FileStore } from './files/index.ts';
import type { JobInput, Jobs } from './jobs/index.ts';
import type { Logger } from './log.ts';
import type { SecretBox } from './secrets.ts';

/** Everything a domain may use of the platform. Built once, in server/context.ts. */
export interface Ctx {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly database: Database;
  /** Shorthand for `database.db`: reads outside a transaction. */
  readonly db: Database['db'];
  readonly events: EventStream;
  /** Durable readers of the event log; domains bind theirs when they are registered. */
  readonly reactions: Reactions;
  readonly jobs: Jobs;
  readonly files: FileStore;
  readonly secrets: SecretBox;
}

/**
 * One business transaction. Events and jobs handed to it are written before the commit, in the same transaction as
 * the change that caused them: nothing is fired "after", so nothing is lost in a crash.
 */
export interface Tx {
  readonly db: DbTransaction;
  readonly now: Date;
  record(event: EventInput): void;
  enqueue(job: JobInput): void;
}

export type { Actor };
