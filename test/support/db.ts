/**
 * Real PostgreSQL for tests: one embedded cluster for all test files of this clone, a template that is migrated once per
 * state of db/migrations, and a fresh database per file cloned from it in some tens of milliseconds.
 */
import { createHash } from 'node:crypto';
import { after, afterEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import {
  connectionConfig,
  type Database,
  type EmbeddedServer,
  migrate,
  openDatabase,
  readMigrations,
  sqlState,
  startEmbedded,
} from '../../server/platform/db/index.ts';

export interface FreshDatabase extends Database {
  name: string;
  /** Give these to `openDatabase`, `connectionConfig` or a child process. */
  socketDir: string;
  /** The same as DATABASE_URL. */
  url: string;
  /** Closes the pool and drops the database; called by itself when the test file has passed. */
  drop(): Promise<void>;
}

const dataDir = fileURLToPath(new URL('../../.cache/test-pg', import.meta.url));
/** A lost test database costs nothing, so nothing waits for the disk. */
const fastSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '256MB' };
const buildLock = 1022_0002;

let server: Promise<EmbeddedServer> | null = null;
let failed = false;
let counter = 0;

/** The cluster of the test run: started by the first test file, adopted by the others, stopped by the last to end. */
export function testServer(): Promise<EmbeddedServer> {
  server ??= startEmbedded({ dataDir, settings: fastSettings }).then((started) => {
    // After a failure the server stays, so that the kept database can be looked at; the next run adopts it.
    process.once('exit', () => failed || started.stopNow());
    return started;
  });
  return server;
}

/**
 * A migrated, empty database of its own. Call it in a test file (top level, `before`, or inside a test); it is dropped
 * when the file ends, or kept for a look when a test failed (the next run removes it).
 * @param label part of the database's name, to tell several apart
 */
export async function freshDatabase(label = ''): Promise<FreshDatabase> {
  const database = await createDatabase(label);
  afterEach((t) => {
    if ('passed' in t && !t.passed) failed = true;
  });
  after(async () => {
    failed ||= process.exitCode !== undefined && process.exitCode !== 0;
    if (!failed) return await database.drop();
    await database.close();
    console.error(`kept for a look: psql -h ${database.socketDir} -U tongdai ${database.name}`);
  });
  return database;
}

/** The same without a test around it (generators, benches): call `drop` yourself. */
export async function createDatabase(label = ''): Promise<FreshDatabase> {
  const { socketDir } = await testServer();
  counter += 1;
  const suffix = label === '' ? '' : `_${label.replaceAll(/[^a-z0-9]/gi, '_').toLowerCase()}`;
  const name = `t_${process.pid}_${counter}${suffix}`.slice(0, 63);
  await cloneTemplate(socketDir, name);
  const database = openDatabase({ socketDir, database: name, applicationName: 'test', max: 8 });
  const drop = async () => {
    await database.close();
    await asAdmin(socketDir, (admin) => admin.query(`drop database if exists ${name} with (force)`));
  };
  const url = `postgres://tongdai@/${name}?host=${encodeURIComponent(socketDir)}`;
  return { ...database, name, socketDir, url, drop };
}

/** Name of the migrated template; builds it when the migrations have changed, and clears what earlier runs left. */
async function ensureTemplate(socketDir: string): Promise<string> {
  const state = readMigrations().map(({ name, checksum }) => `${name} ${checksum}`);
  const name = `template_${createHash('sha256').update(state.join('\n')).digest('hex').slice(0, 16)}`;
  await asAdmin(socketDir, async (admin) => {
    const exists = async () =>
      (await admin.query('select 1 from pg_database where datname = $1', [name])).rowCount === 1;
    if (await exists()) return;
    // Test files run in parallel processes: one builds, under a name that nobody clones, the others wait.
    await admin.query('select pg_advisory_lock($1)', [buildLock]);
    if (await exists()) return;
    await dropLeftOvers(admin);
    await admin.query(`drop database if exists ${name}_building with (force)`);
    await admin.query(`create database ${name}_building`);
    const building = openDatabase({
      socketDir,
      database: `${name}_building`,
      applicationName: 'test template',
      max: 1,
    });
    try {
      await migrate(building.pool);
    } finally {
      await building.close();
    }
    await admin.query(`alter database ${name}_building rename to ${name}`);
  });
  return name;
}

/** Template missing or in use: another process has just rebuilt it. */
const templateMoved = new Set(['3D000', '55006']);

async function cloneTemplate(socketDir: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const template = await ensureTemplate(socketDir);
    try {
      await asAdmin(socketDir, async (admin) => {
        await admin.query(`drop database if exists ${name} with (force)`);
        // On a quiet machine copying files takes 35 ms, WAL_LOG 65 ms.
        await admin.query(`create database ${name} template ${template} strategy file_copy`);
      });
      return;
    } catch (error) {
      if (attempt === 5 || !templateMoved.has(sqlState(error))) throw error;
    }
  }
}

/** Leaves the server running when this process ends, as a failed test does. */
export function keepTestServer(): void {
  failed = true;
}

/** Removes what failed or killed runs have left. Called when a whole test run begins. */
export async function dropLeftOverDatabases(): Promise<void> {
  const { socketDir } = await testServer();
  await asAdmin(socketDir, dropLeftOvers);
}

/** Databases of processes that are gone, and templates of other migrations that nobody is cloning. */
async function dropLeftOvers(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^(t_[0-9]+_|template_[0-9a-f]{16})'`,
  );
  for (const { datname } of rows) {
    const pid = Number(/^t_(\d+)_/.exec(datname)?.[1] ?? 0);
    if (pid !== 0 && isRunning(pid)) continue;
    await admin.query(`drop database if exists ${datname} with (force)`);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function asAdmin<T>(socketDir: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client(
    connectionConfig({ socketDir, database: 'postgres', applicationName: 'test admin', statementTimeoutMs: 0 }),
  );
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
