import type { Kysely } from 'kysely';
import { CompiledQuery, sql } from 'kysely';
import { PgBoss, type Queue } from 'pg-boss';
import type { Database, DB, Tx } from '../db/index.ts';
import type { Logger } from '../log.ts';
import { type JobInput, jobDefinitions } from './define.ts';

type Handler = (payload: never) => Promise<void>;

export interface Jobs {
  /** Binds the code that does a job. Every declared job must have one before `start`. */
  handle<T extends object>(
    job: { name: string; schema: { parse(x: unknown): T } },
    handler: (payload: T) => Promise<void>,
  ): void;
  /** Adds jobs inside a transaction. */
  insert(tx: Tx, jobs: readonly JobInput[]): Promise<void>;
  /** Installs the queues; with `work`, this process also carries jobs out. */
  start(options: { work: boolean }): Promise<void>;
  stop(): Promise<void>;
  /** Runs everything that is due now in this process, retries included; tests and demonstrations call it. */
  runPending(): Promise<number>;
  /** Jobs that failed for good, newest first, for the state page. */
  failed(limit: number): Promise<{ name: string; id: string; output: unknown; at: Date }[]>;
  /** What waits, runs and has failed for good, by kind; `oldest` = when the first of those that wait was, or will be, due. */
  queues(): Promise<QueueState[]>;
  /** Puts a job that failed for good back into its queue; false when there is none of this id. */
  retry(name: string, id: string): Promise<boolean>;
}

export interface QueueState {
  name: string;
  waiting: number;
  active: number;
  failed: number;
  oldest: Date | null;
}

function asExecutor(db: Kysely<DB>) {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      const result = await db.executeQuery(CompiledQuery.raw(text, values));
      return { rows: result.rows as never[] };
    },
  };
}

/**
 * Outside a transaction pg-boss sends several statements at once and needs the rows of each; the query builder keeps
 * those of one only.
 */
function asPoolExecutor(pool: Database['pool']) {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      const result = await (values.length > 0 ? pool.query(text, values) : pool.query(text));
      return { rows: [result].flat().flatMap((one) => one.rows) as never[] };
    },
  };
}

/** Jobs in PostgreSQL (pg-boss 12): enqueued in the causing transaction, taken up again after a crash by heartbeat. */
export function createJobs(database: Database, log: Logger): Jobs {
  const boss = new PgBoss({
    db: asPoolExecutor(database.pool),
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on('error', (error) => log.error({ err: error }, 'job store error'));
  const handlers = new Map<string, Handler>();

  async function run(name: string, data: unknown): Promise<void> {
    const definition = jobDefinitions().get(name);
    const handler = handlers.get(name);
    if (!definition || !handler) throw new Error(`job ${name} has no handler`);
    await handler(definition.schema.parse(data) as never);
  }

  async function prepareQueues(): Promise<void> {
    const have = new Set((await boss.getQueues()).map((q) => q.name));
    for (const d of jobDefinitions().values()) {
      const options: Omit<Queue, 'name'> = {
        policy: 'standard',
        retryLimit: d.retryLimit,
        retryDelay: d.retryDelay,
        retryBackoff: true,
        retryDelayMax: 14_400,
        heartbeatSeconds: 20,
        deleteAfterSeconds: 7 * 86_400,
      };
      if (have.has(d.name)) {
        const { policy: _fixed, ...rest } = options;
        await boss.updateQueue(d.name, rest);
      } else await boss.createQueue(d.name, options);
    }
  }

  /**
   * One worker of a queue. Having done a job it looks for the next at once: left to itself it would wait out its poll
   * after each, and do two a second (`burstWhenBatchFull` means nothing for batches of one). An empty look waits.
   */
  async function startWorker(name: string): Promise<void> {
    let id: string | undefined;
    id = await boss.work(name, { batchSize: 1, pollingIntervalSeconds: 0.5 }, async (batch) => {
      try {
        for (const job of batch) await run(name, job.data);
      } finally {
        if (id !== undefined) boss.notifyWorker(id);
      }
    });
  }

  return {
    handle(job, handler) {
      handlers.set(job.name, handler as Handler);
    },
    async insert(tx, jobs) {
      const byName = Map.groupBy(jobs, (j) => j.name);
      for (const [name, group] of byName) {
        await boss.insert(
          name,
          group.map((j) => ({
            data: j.payload,
            ...(j.runAfter ? { startAfter: j.runAfter } : {}),
            ...(j.key ? { singletonKey: j.key } : {}),
          })),
          { db: asExecutor(tx) },
        );
      }
    },
    async start({ work }) {
      const orphans = [...jobDefinitions().keys()].filter((name) => !handlers.has(name));
      if (orphans.length > 0) throw new Error(`jobs without a handler: ${orphans.join(', ')}`);
      await boss.start();
      await prepareQueues();
      if (!work) return;
      for (const d of jobDefinitions().values()) {
        for (let n = 0; n < d.concurrency; n += 1) await startWorker(d.name);
      }
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 10_000, close: false });
    },
    async runPending() {
      let done = 0;
      for (let progress = true; progress; ) {
        progress = false;
        for (const name of jobDefinitions().keys()) {
          // The statement that takes them returns them in any order.
          const batch = await boss.fetch<object>(name, { batchSize: 20, includeMetadata: true });
          for (const job of batch.toSorted((a, b) => a.createdOn.getTime() - b.createdOn.getTime())) {
            progress = true;
            try {
              await run(name, job.data);
              await boss.complete(name, job.id);
              done += 1;
            } catch (error) {
              log.warn({ err: error, job: name }, 'job failed');
              await boss.fail(name, job.id, { message: String(error) });
            }
          }
        }
      }
      return done;
    },
    async failed(limit) {
      const rows = await sql<{ name: string; id: string; output: unknown; at: Date }>`
        select name, id::text, output, coalesce(completed_on, created_on) as at from pgboss.job
        where state = 'failed' order by coalesce(completed_on, created_on) desc limit ${limit}`.execute(database.db);
      return rows.rows;
    },
    async queues() {
      const { rows } = await sql<QueueState>`
        select name, count(*) filter (where state in ('created', 'retry'))::int as waiting,
          count(*) filter (where state = 'active')::int as active, count(*) filter (where state = 'failed')::int as failed,
          min(start_after) filter (where state in ('created', 'retry')) as oldest
        from pgboss.job where state in ('created', 'retry', 'active', 'failed') and name not like '\\_\\_pgboss%'
        group by name order by name`.execute(database.db);
      const known = new Map(rows.map((row) => [row.name, row]));
      return [...jobDefinitions().keys()]
        .sort()
        .map((name) => known.get(name) ?? { name, waiting: 0, active: 0, failed: 0, oldest: null });
    },
    async retry(name, id) {
      const { rows } =
        await sql`select 1 from pgboss.job where name = ${name} and id = ${id} and state = 'failed'`.execute(
          database.db,
        );
      if (rows.length === 0) return false;
      await boss.retry(name, id);
      return true;
    },
  };
}

export async function insertJobs(jobs: Jobs, tx: Tx, inputs: readonly JobInput[]): Promise<void> {
  if (inputs.length > 0) await jobs.insert(tx, inputs);
}
