import { createReadStream } from 'node:fs';
import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordingStore } from '../../hotline/index.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/db/index.ts';
import { migrate, migrationsDir, readMigrations } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import { type ChainReport, verifyChain } from '../../platform/events/index.ts';
import { createFileStore, type FileStore } from '../../platform/files/index.ts';
import { loadTables } from './load-tables.ts';
import { keyIn } from './make-backup.ts';
import type { Manifest } from './manifest.ts';
import { badArchive } from './open-archive.ts';

export interface Restored {
  manifest: Manifest;
  chain: ChainReport;
  /** What became of the key of sealed secrets. */
  key: 'restored' | 'same' | 'from settings' | 'not in the archive';
}

/**
 * Puts an opened archive (`folder`) into an installation that is not running. All tables change in one transaction, so
 * a failure leaves what was there. Files come first: a file too many does no harm, one too few would.
 * @throws AppError `not_now` when the service runs, or the installation holds data and `force` is not set
 */
export async function restoreBackup(
  { config, database }: { config: Config; database: Database },
  manifest: Manifest,
  folder: string,
  { force }: { force: boolean },
): Promise<Restored> {
  await mustStandStill(database);
  await prepareSchema(database, manifest, folder, force);
  await putFiles(createFileStore(join(config.dataDir, 'files')), manifest.files, join(folder, 'files'));
  await putFiles(recordingStore(config.dataDir), manifest.recordings, join(folder, 'recordings'));
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    await client.query('set local statement_timeout = 0');
    await client.query('set local idle_in_transaction_session_timeout = 0');
    await loadTables(client, manifest, folder);
    // Taken up by the next start, when the queues exist.
    await client.query(
      `insert into installation (key, value) values ('jobs_to_resume', $1)
      on conflict (key) do update set value = excluded.value`,
      [JSON.stringify(manifest.jobs)],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
  await database.pool.query('drop schema if exists pgboss cascade');
  await migrate(database.pool);
  const chain = await verifyChain(database.db);
  if (!chain.ok || chain.head !== manifest.chain.hash)
    throw new AppError('conflict', {
      detail: {
        vi: `Chuỗi nhật ký không khớp sau khi phục hồi (the audit chain does not match): ${chain.broken?.why ?? 'another head'}.`,
        en: `The audit chain does not match after the restore: ${chain.broken?.why ?? 'another head'}.`,
      },
    });
  return { manifest, chain, key: await restoreKey(config, manifest, folder) };
}

async function putFiles(store: FileStore, files: Manifest['files'], folder: string): Promise<void> {
  for (const { sha256, size } of files) {
    const stored = await store.put(createReadStream(join(folder, sha256)), size);
    if (stored.sha256 !== sha256) throw badArchive(`the file ${sha256} could not be stored`);
  }
}

async function mustStandStill(database: Database): Promise<void> {
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = 'tong-dai-1022'`,
  );
  if ((rows[0]?.n ?? 0) > 0)
    throw new AppError('not_now', {
      detail: {
        vi: 'Dịch vụ đang chạy (the service is running). Stop it, then restore.',
        en: 'The service is running. Stop it, then restore.',
      },
    });
}

/** Brings an empty database to exactly the schema the archive was made with. */
async function prepareSchema(database: Database, manifest: Manifest, folder: string, force: boolean): Promise<void> {
  const known = new Map(readMigrations().map((m) => [m.name, m.checksum]));
  const unknown = manifest.migrations.find((m) => known.get(m.name) !== m.checksum);
  if (unknown) throw badArchive(`it was made by a newer release (it has the migration ${unknown.name}, unknown here)`);
  const dir = join(folder, 'migrations');
  await mkdir(dir);
  for (const { name } of manifest.migrations) await copyFile(join(migrationsDir, name), join(dir, name));
  const there = await database.pool.query<{ yes: boolean }>(
    `select to_regclass('schema_migrations') is not null as yes`,
  );
  if (there.rows[0]?.yes) {
    const applied = await database.pool.query<{ name: string }>('select name from schema_migrations order by name');
    const extra = applied.rows.find((a) => !manifest.migrations.some((m) => m.name === a.name));
    if (extra)
      throw new AppError('not_now', {
        detail: {
          vi: `Cơ sở dữ liệu mới hơn bản sao lưu (the database already has ${extra.name}, the archive has not). Restore into a new DATA_DIR or an empty database.`,
          en: `The database already has ${extra.name}, the archive has not. Restore into a new DATA_DIR or an empty database.`,
        },
      });
  }
  await migrate(database.pool, { dir });
  const { rows } = await database.pool.query<{ used: boolean }>(
    'select exists (select from users) or exists (select from events) as used',
  );
  if (rows[0]?.used && !force)
    throw new AppError('not_now', {
      detail: {
        vi: 'Hệ thống này đã có dữ liệu (this installation holds data). Set DATA_DIR to a new folder (or DATABASE_URL to an empty database), or say --force to replace everything in it.',
        en: 'This installation holds data. Set DATA_DIR to a new folder (or DATABASE_URL to an empty database), or say --force to replace everything in it.',
      },
    });
}

async function restoreKey(config: Config, manifest: Manifest, folder: string): Promise<Restored['key']> {
  if (!manifest.hasKey) return config.secretKey === null ? 'not in the archive' : 'from settings';
  const key = await readFile(join(folder, 'secret.key'), 'utf8');
  if (config.secretKey !== null) return config.secretKey === key.trim() ? 'same' : 'from settings';
  const present = await keyIn(config.dataDir);
  if (present === key.trim()) return 'same';
  const file = join(config.dataDir, 'secret.key');
  if (present !== null) await cp(file, `${file}.before-restore`);
  await mkdir(config.dataDir, { recursive: true });
  await rm(file, { force: true });
  await writeFile(file, key, { mode: 0o600 });
  return 'restored';
}
