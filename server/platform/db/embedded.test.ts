import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, afterEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { until } from '../../../test/support/until.ts';
import { connectionConfig, DatabaseStartError, type EmbeddedServer, startEmbedded } from './index.ts';
import { isAlive, serverState } from './postmaster.ts';

const asRoot = process.getuid?.() === 0;
const base = mkdtempSync(join(tmpdir(), 'db-'));
// mkdtemp closes the directory; the server's account must pass through.
chmodSync(base, 0o755);
const children = new Set<ChildProcess>();
const servers = new Set<EmbeddedServer>();
let directories = 0;

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  for (const server of servers) await server.stop();
  servers.clear();
});
after(() => rmSync(base, { recursive: true, force: true }));

function newDataDir(): string {
  directories += 1;
  return join(base, String(directories));
}

async function start(dataDir: string): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, settings: { shared_buffers: '16MB' } });
  servers.add(server);
  return server;
}

interface Starter {
  child: ChildProcess;
  server: { pid: number; adopted: boolean; socketDir: string };
  /** Every line printed after the first. */
  lines: string[];
  ended: Promise<void>;
  /** Resolves when that many lines have come. */
  printed(count: number): Promise<void>;
}

async function startElsewhere(dataDir: string, mode: 'stay' | 'write'): Promise<Starter> {
  const script = fileURLToPath(new URL('fixtures/starter.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir, mode], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.add(child);
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  const ended = new Promise<void>((resolve) => reader.once('close', resolve));
  const first = await new Promise<string>((resolve, reject) => {
    reader.once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the starter ended with ${code}`)));
  });
  reader.on('line', (line) => lines.push(line));
  const printed = async (count: number) => {
    while (lines.length < count) await once(reader, 'line');
  };
  return { child, server: JSON.parse(first), lines, ended, printed };
}

async function query(socketDir: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connectionConfig({ socketDir, database: 'postgres', applicationName: 'test' }));
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const acknowledgedIds = async (socketDir: string) =>
  new Set((await query(socketDir, 'select id from acknowledged')).map(({ id }) => String(id)));

test('a cluster is created, durable, checksummed and reached by its socket only', async () => {
  const server = await start(newDataDir());
  assert.equal(server.adopted, false);
  const names = ['listen_addresses', 'fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'jit'];
  const rows = await query(
    server.socketDir,
    `select name, setting from pg_settings where name in ('${names.join("','")}')`,
  );
  assert.deepEqual(Object.fromEntries(rows.map(({ name, setting }) => [name, setting])), {
    data_checksums: 'on',
    fsync: 'on',
    full_page_writes: 'on',
    jit: 'off',
    listen_addresses: '',
    synchronous_commit: 'on',
  });
  assert.equal(statSync(server.socketDir).mode & 0o777, 0o700);
  assert.deepEqual(await query(server.socketDir, `select lower('ĐÈN ĐƯỜNG') as text`), [{ text: 'đèn đường' }]);
});

test('a starter killed with -9 leaves the server running; the next one adopts it and nothing is lost', async () => {
  const dataDir = newDataDir();
  const writer = await startElsewhere(dataDir, 'write');
  await writer.printed(50);
  writer.child.kill('SIGKILL');
  await writer.ended;

  const server = await start(dataDir);
  assert.equal(server.adopted, true);
  assert.equal(server.pid, writer.server.pid);
  const stored = await acknowledgedIds(server.socketDir);
  assert.deepEqual(
    writer.lines.filter((id) => !stored.has(id)),
    [],
  );
});

test('a server killed with -9 recovers at the next start and nothing acknowledged is lost', async () => {
  const dataDir = newDataDir();
  for (let round = 0; round < 3; round += 1) {
    const writer = await startElsewhere(dataDir, 'write');
    await writer.printed(50);
    process.kill(writer.server.pid, 'SIGKILL');
    writer.child.kill('SIGKILL');
    await writer.ended;
    // On a busy machine a killed process may still be leaving; adopting it then is right, but not what is meant here.
    await until('the server is gone', async () => !isAlive(writer.server.pid));

    const server = await start(dataDir);
    assert.equal(server.adopted, false);
    const stored = await acknowledgedIds(server.socketDir);
    assert.deepEqual(
      writer.lines.filter((id) => !stored.has(id)),
      [],
    );
    assert.equal(await server.stop(), 'stopped');
  }
});

test('of several starters at the same moment one starts the server and the others adopt it', async () => {
  const dataDir = newDataDir();
  const starters = await Promise.all([1, 2, 3, 4].map(() => startElsewhere(dataDir, 'stay')));
  assert.equal(starters.filter(({ server }) => !server.adopted).length, 1);
  assert.equal(new Set(starters.map(({ server }) => server.pid)).size, 1);
  // The last to leave stops it.
  for (const { child, ended } of starters) {
    child.stdin?.end();
    await ended;
  }
  assert.deepEqual(
    starters.map(({ lines }) => lines.at(-1)),
    ['in use', 'in use', 'in use', 'stopped'],
  );
  assert.equal(isAlive(starters[0]?.server.pid ?? 0), false);
});

test('a pid file whose pid now belongs to another living process does not stop the start', async () => {
  const dataDir = newDataDir();
  const first = await start(dataDir);
  const pidFile = join(first.pgdata, 'postmaster.pid');
  const content = readFileSync(pidFile, 'utf8');
  await first.stop();
  writeFileSync(pidFile, content.replace(/^\d+/, String(process.ppid)));
  mkdirSync(first.socketDir, { recursive: true });
  writeFileSync(join(first.socketDir, '.s.PGSQL.5432.lock'), content.replace(/^\d+/, String(process.ppid)));
  assert.equal(serverState(first.pgdata).state, 'stale');

  const second = await start(dataDir);
  assert.equal(second.adopted, false);
  assert.deepEqual(await query(second.socketDir, 'select 1 as one'), [{ one: 1 }]);
});

test('a data directory with a long path gets its socket in a short one', async () => {
  const dataDir = join(newDataDir(), 'a'.repeat(60), 'b'.repeat(60));
  const server = await start(dataDir);
  assert.ok(server.socketDir.length < 90, server.socketDir);
  assert.deepEqual(await query(server.socketDir, 'select 1 as one'), [{ one: 1 }]);
  await server.stop();
  const again = await start(dataDir);
  assert.equal(again.socketDir, server.socketDir);
  await again.stop();
  rmSync(server.socketDir, { recursive: true, force: true });
});

test('data of another PostgreSQL version are refused with advice', async () => {
  const dataDir = newDataDir();
  const server = await start(dataDir);
  await server.stop();
  writeFileSync(join(server.pgdata, 'PG_VERSION'), '15\n');
  await assert.rejects(start(dataDir), (error) => {
    assert.ok(error instanceof DatabaseStartError);
    assert.match(error.message, /written by PostgreSQL 15; this release brings PostgreSQL 18/);
    return true;
  });
});

test('started as root, the server runs as another account', { skip: !asRoot && 'needs root' }, async () => {
  const server = await start(newDataDir());
  assert.notEqual(statSync(server.pgdata).uid, 0);
  assert.equal(statSync(`/proc/${server.pid}`).uid, statSync(server.pgdata).uid);
});

test('started as root below a closed directory, the data live elsewhere and are found again', {
  skip: !asRoot && 'needs root',
}, async () => {
  const closed = newDataDir();
  mkdirSync(closed, { mode: 0o700 });
  const dataDir = join(closed, 'data');
  const server = await start(dataDir);
  const home = readFileSync(join(dataDir, 'postgres.location'), 'utf8').trim();
  assert.equal(server.pgdata, join(home, 'data'));
  await query(server.socketDir, 'create table kept (id int)');
  await server.stop();

  const again = await start(dataDir);
  assert.deepEqual(await query(again.socketDir, 'select count(*) as n from kept'), [{ n: 0 }]);
  await again.stop();
  rmSync(home, { recursive: true });
  assert.equal(existsSync(home), false);
});
