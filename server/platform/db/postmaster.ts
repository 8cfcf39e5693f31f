/** Starting, recognising and stopping one PostgreSQL server process. */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Account, Place } from './account.ts';
import type { Binaries } from './binaries.ts';
import { explainFailure } from './explain-failure.ts';
import { isServerOf, serverProcesses, startMoment } from './process-identity.ts';
import { DatabaseStartError, type DbLog } from './start-error.ts';

/** The cluster's administrator: the only role; whoever enters the socket directory is trusted. */
export const serverUser = 'tongdai';
/** Not a TCP port (nothing listens on TCP): PostgreSQL names its socket file after it. */
export const socketPort = 5432;

const pollMs = 5;
const orphansMs = 15_000;
const fastShutdownMs = 30_000;
const maxLogBytes = 10_000_000;

export type ServerState =
  | { state: 'none' }
  | { state: 'stale'; pid: number }
  | { state: 'starting' | 'ready' | 'stopping'; pid: number; socketDir: string };

/** What postmaster.pid says, checked against the process table. */
export function serverState(pgdata: string): ServerState {
  let lines: string[];
  try {
    lines = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { state: 'none' };
    throw error;
  }
  const pid = Math.abs(Number(lines[0]));
  if (!isServerOf(pid, pgdata)) return { state: 'stale', pid };
  const word = (lines[7] ?? '').trim();
  const state = word === 'ready' || word === 'stopping' ? word : 'starting';
  return { state, pid, socketDir: (lines[4] ?? '').trim() };
}

/** Creates the cluster when there is none. It appears under its name only when complete, so a kill leaves no half. */
export function createCluster(place: Place, { initdb, major }: Binaries, durable: boolean): boolean {
  const versionFile = join(place.pgdata, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const found = readFileSync(versionFile, 'utf8').trim();
    if (found === major) return false;
    throw new DatabaseStartError(
      `The data in ${place.pgdata} were written by PostgreSQL ${found}; this release brings PostgreSQL ${major}.`,
      'Restore the last backup into a new DATA_DIR, or go back to the release that wrote them.',
    );
  }
  const unfinished = `${place.pgdata}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirFor(place.account, unfinished, 0o700);
  const options = ['--auth=trust', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const result = spawnSync(
    initdb,
    ['-D', unfinished, '-U', serverUser, ...options, '--locale=C', '--data-checksums', '--no-instructions'].concat(
      durable ? [] : ['--no-sync'],
    ),
    { ...(place.account ?? {}), cwd: '/', env: serverEnv(), encoding: 'utf8' },
  );
  if (result.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw explainFailure('create the database', result.stderr || (result.error?.message ?? ''), place.logFile);
  }
  renameSync(unfinished, place.pgdata);
  return true;
}

/** Starts the server and waits until it accepts connections. Only for a cluster on which no server runs. */
export async function launch(
  place: Place,
  binaries: Binaries,
  socketDir: string,
  settings: Record<string, string>,
  log: DbLog,
): Promise<number> {
  await clearStaleLock(place.pgdata, socketDir);
  prepareSocketDir(place.account, socketDir);
  const logFrom = rotateLog(place.logFile);
  const file = openSync(place.logFile, 'a', 0o600);
  const fixed = { listen_addresses: '', port: String(socketPort), unix_socket_directories: socketDir };
  const config = Object.entries({ ...settings, ...fixed, unix_socket_permissions: '0700' });
  const child = spawn(binaries.postgres, ['-D', place.pgdata, ...config.flatMap(([k, v]) => ['-c', `${k}=${v}`])], {
    ...(place.account ?? {}),
    cwd: '/',
    env: serverEnv(),
    // Its own session: Ctrl-C in the terminal reaches us only, and we stop it in order.
    detached: true,
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  child.unref();
  let ended: string | null = null;
  child.once('exit', (code, signal) => {
    ended = signal ?? String(code);
  });
  child.once('error', (error) => {
    ended = error.message;
  });

  const startedAt = performance.now();
  for (let told = 0; ; await wait(pollMs)) {
    const now = serverState(place.pgdata);
    if (now.state === 'ready' && now.pid === child.pid) return now.pid;
    if (ended !== null) {
      const text = readFileSync(place.logFile, 'utf8').slice(logFrom);
      throw explainFailure('start the database', text || ended, place.logFile);
    }
    const seconds = Math.floor((performance.now() - startedAt) / 5000) * 5;
    if (seconds > told) {
      told = seconds;
      log.info({ seconds }, 'the database is still starting (it replays its log after a crash)');
    }
  }
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. Waits until it is gone. */
export async function stopServer(pgdata: string, log: DbLog): Promise<void> {
  const now = serverState(pgdata);
  if (now.state === 'none' || now.state === 'stale') return;
  process.kill(now.pid, 'SIGINT');
  const slowAt = performance.now() + fastShutdownMs;
  let forced = false;
  while (isServerOf(now.pid, pgdata)) {
    if (!forced && performance.now() > slowAt) {
      log.warn({ pid: now.pid }, 'the database did not stop in 30 s; stopping it at once (its log will be replayed)');
      process.kill(now.pid, 'SIGQUIT');
      forced = true;
    }
    await wait(pollMs);
  }
}

/**
 * After a crash. A dead pid in postmaster.pid is PostgreSQL's own business; but a pid that now belongs to any other
 * living process (or a zombie) makes it refuse, so then the files go. Children that outlive a killed postmaster are
 * waited for: they end by themselves within about a second, and none may write beside the new server.
 */
async function clearStaleLock(pgdata: string, socketDir: string): Promise<void> {
  const giveUpAt = performance.now() + orphansMs;
  for (let left = serverProcesses(pgdata); left.length > 0; left = serverProcesses(pgdata)) {
    if (performance.now() > giveUpAt) {
      throw new DatabaseStartError(
        `Processes of a database server that was killed are still running (${left.join(', ')}).`,
        'End them, then start again.',
      );
    }
    await wait(50);
  }
  if (serverState(pgdata).state === 'stale') rmSync(join(pgdata, 'postmaster.pid'), { force: true });
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(socketDir, name), { force: true });
}

function prepareSocketDir(account: Account | null, directory: string): void {
  if (!existsSync(directory)) mkdirFor(account, directory, 0o700);
  const { uid, mode } = statSync(directory);
  // In the shared temporary directory somebody else could have been there first.
  if (uid !== (account?.uid ?? process.getuid?.() ?? uid) || (mode & 0o077) !== 0) {
    throw new DatabaseStartError(
      `The socket directory ${directory} belongs to another user or is open to others.`,
      'Remove it, then start again.',
    );
  }
}

function mkdirFor(account: Account | null, directory: string, mode: number): void {
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, mode);
  if (account !== null) chownSync(directory, account.uid, account.gid);
}

function rotateLog(logFile: string): number {
  const size = existsSync(logFile) ? statSync(logFile).size : 0;
  if (size <= maxLogBytes) return size;
  renameSync(logFile, `${logFile}.1`);
  return 0;
}

/** A clean environment: PG* variables and locales of the caller must not change the server. */
function serverEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/** Whether the process named here is alive; for messages and tests. */
export function isAlive(pid: number): boolean {
  return startMoment(pid) !== null;
}
