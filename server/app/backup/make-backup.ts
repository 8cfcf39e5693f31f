import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, link, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { create } from 'tar';
import { recordingStore } from '../../hotline/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { FILES_LOCK, type FileStore } from '../../platform/files/index.ts';
import { randomToken } from '../../platform/ids.ts';
import type { Manifest, WaitingJob } from './manifest.ts';
import { primaryKeys, readLines, sequenceStates, type TableShape, tableShapes } from './tables.ts';

type Source = Pick<Ctx, 'config' | 'database' | 'files' | 'clock'>;

/**
 * Writes everything the installation consists of into one .tar, as it was at one moment, while it goes on working: all
 * tables from one snapshot, waiting jobs, the files they name and, unless left out, the key of sealed secrets.
 * The archive appears under its name when it is complete; only its owner can read it.
 * @throws AppError `conflict` when a file that the database names is missing or damaged
 */
export async function makeBackup(ctx: Source, target: string, options: { withKey: boolean }): Promise<Manifest> {
  const staging = join(ctx.config.dataDir, `backup-${randomToken(6)}`);
  const partial = `${resolve(target)}.partial`;
  await mkdir(join(staging, 'tables'), { recursive: true, mode: 0o700 });
  await mkdir(join(staging, 'files'));
  await mkdir(join(staging, 'recordings'));
  try {
    const manifest = await holdingFiles(ctx.database.pool, async () => {
      const copied = await inSnapshot(ctx.database.pool, (client) => copyOut(client, ctx, staging));
      for (const file of copied.files) await stageFile(ctx.files, file, join(staging, 'files', file.sha256));
      return copied;
    });
    manifest.recordings = await stageRecordings(ctx, manifest.recordings, join(staging, 'recordings'));
    manifest.hasKey = options.withKey && ctx.config.secretKey === null;
    if (manifest.hasKey) await copyFile(join(ctx.config.dataDir, 'secret.key'), join(staging, 'secret.key'));
    await writeFile(join(staging, 'manifest.json'), JSON.stringify(manifest, null, 2));
    await mkdir(dirname(partial), { recursive: true });
    const entries = ['manifest.json', ...(manifest.hasKey ? ['secret.key'] : []), 'tables', 'files', 'recordings'];
    await pipeline(create({ cwd: staging, portable: true }, entries), createWriteStream(partial, { mode: 0o600 }));
    const handle = await open(partial, 'r');
    await handle.sync().finally(() => handle.close());
    await rename(partial, resolve(target));
    return manifest;
  } finally {
    await rm(staging, { recursive: true, force: true });
    await rm(partial, { force: true });
  }
}

/** Nothing that the snapshot names is taken away before it is copied. */
async function holdingFiles<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock_shared($1)', [FILES_LOCK]);
    const result = await work();
    await client.query('select pg_advisory_unlock_shared($1)', [FILES_LOCK]);
    client.release();
    return result;
  } catch (error) {
    // The lock goes with the connection.
    client.release(true);
    throw error;
  }
}

async function inSnapshot<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query('set local statement_timeout = 0');
    await client.query('set local idle_in_transaction_session_timeout = 0');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function copyOut(client: pg.PoolClient, ctx: Source, staging: string): Promise<Manifest> {
  const keys = await primaryKeys(client);
  const tables: Manifest['tables'] = [];
  for (const table of await tableShapes(client)) {
    tables.push(await copyTable(client, table, keys.get(table.name) ?? [], join(staging, 'tables')));
  }
  const rows = async <T extends pg.QueryResultRow>(sql: string) => (await client.query<T>(sql)).rows;
  const facts = await rows<{ key: string; value: unknown }>('select key, value from installation');
  const head = await rows<{ seq: number; hash: string }>(
    `select seq, encode(hash, 'hex') as hash from event_log order by seq desc limit 1`,
  );
  return {
    format: 'tong-dai-1022 backup 1',
    createdAt: isoLocal(ctx.clock.now()),
    installation: {
      id: String(facts.find((f) => f.key === 'instance_id')?.value),
      demo: facts.find((f) => f.key === 'demo')?.value === true,
    },
    migrations: await rows('select name, checksum from schema_migrations order by name'),
    tables,
    jobs: await waitingJobs(client),
    sequences: await sequenceStates(client),
    files: await rows('select sha256, size from files order by sha256'),
    recordings: await rows('select sha256, size from recording_files where erased_at is null order by sha256'),
    hasKey: false,
    chain: head[0] ?? { seq: 0, hash: '0'.repeat(64) },
  };
}

async function copyTable(
  client: pg.PoolClient,
  table: TableShape,
  key: readonly string[],
  folder: string,
): Promise<Manifest['tables'][number]> {
  const out = createWriteStream(join(folder, `${table.name}.jsonl`));
  const hash = createHash('sha256');
  let count = 0;
  let bytes = 0;
  for await (const lines of readLines(client, table, key)) {
    const text = Buffer.from(`${lines.join('\n')}\n`);
    count += lines.length;
    bytes += text.length;
    hash.update(text);
    if (!out.write(text)) await new Promise((go) => out.once('drain', go));
  }
  out.end();
  await finished(out);
  const columns = table.columns.map((c) => c.name);
  return { name: table.name, columns, rows: count, bytes, sha256: hash.digest('hex') };
}

/** Jobs that still have to be done; those being worked on count, because they may not finish. */
async function waitingJobs(client: pg.PoolClient): Promise<WaitingJob[]> {
  const there = await client.query<{ yes: boolean }>(`select to_regclass('pgboss.job') is not null as yes`);
  if (!there.rows[0]?.yes) return [];
  const { rows } = await client.query<{ name: string; payload: object | null; at: Date; key: string | null }>(
    `select name, data as payload, start_after as at, singleton_key as key from pgboss.job
     where state::text in ('created', 'retry', 'active') and name not like '\\_\\_pgboss\\_\\_%' order by created_on, id`,
  );
  return rows.map((r) => ({
    name: r.name,
    payload: (r.payload ?? {}) as Record<string, unknown>,
    runAfter: r.at.toISOString(),
    key: r.key,
  }));
}

/** A second name for the same bytes where the disk allows it, else a copy; either way the bytes are looked at. */
async function stageFile(store: FileStore, file: { sha256: string; size: number }, target: string): Promise<void> {
  const source = store.path(file.sha256);
  try {
    await link(source, target).catch(() => copyFile(source, target));
    if ((await hashOf(target)) === file.sha256) return;
  } catch (cause) {
    throw new AppError('conflict', {
      detail: {
        vi: `Thiếu tệp ${file.sha256} mà cơ sở dữ liệu nhắc đến (a file that the database names is missing in ${source}). Restore it from an older backup.`,
        en: `File ${file.sha256}, which the database names, is missing in ${source}. Restore it from an older backup.`,
      },
      cause,
    });
  }
  throw new AppError('conflict', {
    detail: { vi: `Tệp ${source} đã bị hỏng (a stored file is damaged).`, en: `The stored file ${source} is damaged.` },
  });
}

/** Recordings come along encrypted as they lie. One that was erased since the snapshot stays erased. */
async function stageRecordings(ctx: Source, wanted: Manifest['recordings'], folder: string) {
  const store = recordingStore(ctx.config.dataDir);
  const staged: Manifest['recordings'] = [];
  for (const file of wanted) {
    try {
      await stageFile(store, file, join(folder, file.sha256));
      staged.push(file);
    } catch (error) {
      await rm(join(folder, file.sha256), { force: true });
      const erased = await ctx.database.db
        .selectFrom('recording_files')
        .select('id')
        .where('sha256', '=', file.sha256)
        .where('erased_at', 'is not', null)
        .executeTakeFirst();
      if (!erased) throw error;
    }
  }
  return staged;
}

/** SHA-256 of a file's bytes. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest('hex');
}

/** The key of sealed secrets as it lies beside the data, or null. */
export async function keyIn(dataDir: string): Promise<string | null> {
  return readFile(join(dataDir, 'secret.key'), 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
}
