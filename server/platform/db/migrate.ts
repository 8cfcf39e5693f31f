/** Plain SQL migrations: db/migrations/NNNN_name.sql, applied in order, each once, each in its own transaction. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { DatabaseStartError, type DbLog, silentLog } from './start-error.ts';

export interface Migration {
  name: string;
  checksum: string;
  sql: string;
}

/** Where the migrations of this release are. */
export const migrationsDir = fileURLToPath(new URL('../../../db/migrations', import.meta.url));

/** One number for all who migrate this database; any constant does. */
const advisoryLock = 1022_0001;

const createRecord = `create table if not exists schema_migrations (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default now()
)`;

/** The migrations of this release in order. Line ends do not count for the checksum. */
export function readMigrations(dir = migrationsDir): Migration[] {
  const names = readdirSync(dir)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const numbers = names.map((name) => /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1] ?? `${name} is not NNNN_name.sql`);
  const wrong = numbers.find((number, i) => number.length !== 4 || number === numbers[i - 1]);
  if (wrong !== undefined)
    throw new Error(`db/migrations: ${wrong.length === 4 ? `two files numbered ${wrong}` : wrong}`);
  return names.map((name) => {
    const sql = readFileSync(join(dir, name), 'utf8').replaceAll('\r\n', '\n');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * Brings the database up to this release. Several processes may call it at once: one works, the others wait.
 * @returns names of the migrations applied now
 * @throws DatabaseStartError when an applied file has changed, or the database is newer than this release
 */
export async function migrate(
  pool: pg.Pool,
  { dir = migrationsDir, log = silentLog as DbLog } = {},
): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    await client.query(createRecord);
    const pending = comparePending(readMigrations(dir), await readApplied(client));
    for (const migration of pending) {
      await applyOne(client, migration);
      log.info({ migration: migration.name }, 'migrated the database');
    }
    return pending.map(({ name }) => name);
  } finally {
    // The session ends with its lock and its settings.
    client.release(true);
  }
}

/** Names of the migrations that this release would apply; changes nothing. Throws as `migrate` does. */
export async function pendingMigrations(pool: pg.Pool, dir = migrationsDir): Promise<string[]> {
  const client = await pool.connect();
  try {
    const exists = await client.query(`select to_regclass('schema_migrations') is not null as yes`);
    const applied = exists.rows[0].yes === true ? await readApplied(client) : [];
    return comparePending(readMigrations(dir), applied).map(({ name }) => name);
  } finally {
    client.release();
  }
}

interface Applied {
  name: string;
  checksum: string;
}

async function readApplied(client: pg.PoolClient): Promise<Applied[]> {
  return (await client.query<Applied>('select name, checksum from schema_migrations order by name')).rows;
}

function comparePending(known: Migration[], applied: Applied[]): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = byName.get(name);
    if (migration === undefined) {
      throw new DatabaseStartError(
        `The database is newer than this release: it has the migration ${name}, which is unknown here.`,
        'Start the newer release, or restore a backup made before the upgrade.',
      );
    }
    if (migration.checksum !== checksum) {
      throw new DatabaseStartError(
        `db/migrations/${name} has changed since it was applied to this database.`,
        'Put the file back as it was and write a new migration for the change.',
      );
    }
    byName.delete(name);
  }
  return [...byName.values()];
}

async function applyOne(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`db/migrations/${name}${lineOf(sql, error)}: ${(error as Error).message}`, { cause: error });
  }
}

function lineOf(sql: string, error: unknown): string {
  const position = Number((error as { position?: string }).position);
  return Number.isInteger(position) && position > 0 ? `:${sql.slice(0, position - 1).split('\n').length}` : '';
}
