/** The composition root: starts or reaches everything that a domain may use, in order, and ends it the other way round. */
import { join } from 'node:path';
import { openInstallation } from './app/installation.ts';
import { watchClockOffset } from './app/shared-clock.ts';
import { OffsetClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { Ctx } from './platform/context.ts';
import {
  type Database,
  DatabaseStartError,
  type EmbeddedServer,
  ensureDatabase,
  migrate,
  openDatabase,
  pendingMigrations,
  sqlState,
  startEmbedded,
} from './platform/db/index.ts';
import { createEventStream, createReactions } from './platform/events/index.ts';
import { createFileStore } from './platform/files/index.ts';
import { createJobs } from './platform/jobs/index.ts';
import { createLog, type Logger } from './platform/log.ts';
import { createSecretBox, loadSecretKey } from './platform/secrets.ts';

/** Name of the database in the embedded server. */
export const DATABASE_NAME = 'tongdai';

export interface ContextOptions {
  /** What is being done, for the person in front of the terminal. */
  progress?: (line: string) => void;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  log?: Logger;
  /** Bring the schema up to this release (default), or refuse to open an older one. */
  migrate?: boolean;
}

export interface RunningContext extends Ctx {
  readonly clock: OffsetClock;
  /** Names of the migrations applied by this start. */
  readonly migrated: readonly string[];
  /** The installation has just been created. */
  readonly isNew: boolean;
  /** The embedded server, or null with DATABASE_URL. */
  readonly embedded: EmbeddedServer | null;
  /** Ends the event stream, the pool and, when nobody else uses it, the embedded database. Jobs are ended before. */
  stop(): Promise<void>;
}

/**
 * Opens the installation that the settings name.
 * @throws DatabaseStartError when the database cannot be started, reached or migrated
 * @throws AppError `bad_setting` when a real installation is opened with `--demo`, or the other way round
 */
export async function createContext(config: Config, options: ContextOptions = {}): Promise<RunningContext> {
  const log = options.log ?? createLog(config.logLevel);
  const { database, embedded } = await reachDatabase(config, log, options);
  try {
    if (options.migrate === false) await mustBeUpToDate(database);
    const migrated = options.migrate === false ? [] : await migrateWith(database, log, options);
    const { isNew } = await openInstallation(database.db, { demo: config.demo });
    const secrets = createSecretBox(loadSecretKey(config.dataDir, config.secretKey));
    const clock = new OffsetClock();
    const stopWatching = await watchClockOffset(database.db, clock, { demo: config.demo, log });
    const events = createEventStream(database, log);
    const reactions = createReactions();
    const jobs = createJobs(database, log);
    const files = createFileStore(join(config.dataDir, 'files'));
    const stop = async () => {
      stopWatching();
      await events.stop();
      await database.close();
      await embedded?.stop();
    };
    const base = { config, log, clock, database, db: database.db, events, reactions, jobs, files, secrets };
    return { ...base, migrated, isNew, embedded, stop };
  } catch (error) {
    await database.close();
    await embedded?.stop();
    throw error;
  }
}

/** Starts or adopts the embedded server, or reaches the one of DATABASE_URL; nothing is changed in it. */
export async function reachDatabase(
  config: Config,
  log: Logger,
  options: Pick<ContextOptions, 'progress' | 'applicationName'> = {},
): Promise<{ database: Database; embedded: EmbeddedServer | null }> {
  const applicationName = options.applicationName ?? 'tong-dai-1022';
  // Room for the requests and, beside them, for the jobs of one process.
  const max = 20;
  if (config.databaseUrl !== null) {
    options.progress?.('Kết nối cơ sở dữ liệu (connecting to DATABASE_URL)');
    const database = openDatabase({ url: config.databaseUrl, applicationName, max });
    await mustAnswer(database);
    return { database, embedded: null };
  }
  options.progress?.('Khởi động cơ sở dữ liệu (starting the embedded database)');
  const embedded = await startEmbedded({ dataDir: config.dataDir, log });
  try {
    await ensureDatabase(embedded.socketDir, DATABASE_NAME);
    return {
      database: openDatabase({ socketDir: embedded.socketDir, database: DATABASE_NAME, applicationName, max }),
      embedded,
    };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

async function mustAnswer(database: Database): Promise<void> {
  try {
    await database.pool.query('select 1');
  } catch (error) {
    await database.close();
    const advice: Record<string, string> = {
      '28P01': 'Check user and password in DATABASE_URL.',
      '3D000': 'Create the database first (createdb), or correct its name in DATABASE_URL.',
    };
    throw new DatabaseStartError(
      `The database of DATABASE_URL does not answer: ${(error as Error).message || String(error)}.`,
      advice[sqlState(error)] ?? 'Check that the server runs and that host, port, user and password are right.',
      error,
    );
  }
}

async function mustBeUpToDate(database: Database): Promise<void> {
  const pending = await pendingMigrations(database.pool);
  if (pending.length === 0) return;
  throw new DatabaseStartError(
    `The database is older than this release (${pending.length} migrations are waiting, first ${pending[0]}).`,
    'Run bin/1022 migrate, or npm start.',
  );
}

async function migrateWith(database: Database, log: Logger, options: ContextOptions): Promise<string[]> {
  const applied = await migrate(database.pool, { log });
  if (applied.length > 0) options.progress?.(`Cập nhật cấu trúc dữ liệu (migrated): ${applied.join(', ')}`);
  return applied;
}
