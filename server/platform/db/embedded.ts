/**
 * The embedded database: a real PostgreSQL under DATA_DIR, reached through a unix socket that only its owner can enter.
 * It survives the death of the process that started it; the next start adopts it or recovers from what is left.
 */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { choosePlace, mkdirOwn, type Place, programCopyDir, socketDirFor } from './account.ts';
import { prepareBinaries } from './binaries.ts';
import { tryLock, unlock, withLockFile } from './lock-file.ts';
import { registerOwner, releaseOwner } from './owners.ts';
import { createCluster, launch, serverState, serverUser, socketPort, stopServer } from './postmaster.ts';
import { defaultSettings } from './settings.ts';
import { DatabaseStartError, type DbLog, silentLog } from './start-error.ts';

export interface EmbeddedOptions {
  /** DATA_DIR; the cluster lives in its folder `postgres`. */
  dataDir: string;
  log?: DbLog;
  /** PostgreSQL settings over the defaults, such as `{ shared_buffers: '1GB' }`. Ignored when a server is adopted. */
  settings?: Record<string, string>;
}

export interface EmbeddedServer {
  /** Host to give to `openDatabase`. */
  socketDir: string;
  port: number;
  user: string;
  pid: number;
  /** True when the server was already running. */
  adopted: boolean;
  /** Directory of the cluster (PGDATA), for backups. */
  pgdata: string;
  /** Leaves the server; stops it unless another living process of this installation uses it. */
  stop(): Promise<'stopped' | 'in use'>;
  /** The same for exit handlers: sends the signal and does not wait. */
  stopNow(): void;
}

/** Longest wait for another starter: it may be creating the cluster on a slow disk or replaying a long log. */
const lockWaitMs = 120_000;

/**
 * Starts or adopts the server of `dataDir`.
 * @throws DatabaseStartError with advice: disk full, wrong owner, other version, damaged data, unsupported machine
 */
export async function startEmbedded({
  dataDir,
  log = silentLog,
  settings = {},
}: EmbeddedOptions): Promise<EmbeddedServer> {
  if (process.platform === 'win32') {
    throw new DatabaseStartError('The embedded database does not run on Windows.', 'Set DATABASE_URL, or use WSL.');
  }
  const place = choosePlace(dataDir, log);
  openHome(place);
  return await withLockFile(place.lockFile, lockWaitMs, async () => {
    const running = await livingServer(place, log);
    if (running !== null) {
      log.info({ pid: running.pid }, 'adopted the running database');
      return handle(place, running, true, log);
    }
    const binaries = prepareBinaries(place.account, programCopyDir());
    const merged = { ...defaultSettings(), ...settings };
    if (createCluster(place, binaries, merged.fsync !== 'off'))
      log.info({ pgdata: place.pgdata }, 'created the database');
    const socketDir = socketDirFor(place, createHash('sha256').update(place.pgdata).digest('hex'));
    const startedAt = performance.now();
    const pid = await launch(place, binaries, socketDir, merged, log);
    log.info({ pid, ms: Math.round(performance.now() - startedAt) }, 'started the database');
    return handle(place, { pid, socketDir }, false, log);
  });
}

/** A server that accepts connections, after waiting for one that is just starting or ending. */
async function livingServer(place: Place, log: DbLog): Promise<{ pid: number; socketDir: string } | null> {
  for (let rounds = 0; ; rounds += 1) {
    const now = serverState(place.pgdata);
    if (now.state === 'ready') return now;
    if (now.state === 'none' || now.state === 'stale') return null;
    if (rounds % 500 === 499) log.info({ pid: now.pid }, `waiting for the running database (${now.state})`);
    await wait(10);
  }
}

function handle(
  place: Place,
  { pid, socketDir }: { pid: number; socketDir: string },
  adopted: boolean,
  log: DbLog,
): EmbeddedServer {
  registerOwner(place.ownersDir);
  let left = false;
  const stop = async () => {
    if (left) return 'in use' as const;
    left = true;
    return await withLockFile(place.lockFile, lockWaitMs, async () => {
      if (!releaseOwner(place.ownersDir)) return 'in use';
      await stopServer(place.pgdata, log);
      return 'stopped';
    });
  };
  const stopNow = () => {
    // Somebody is starting right now: then the server is theirs.
    if (left || !tryLock(place.lockFile)) return;
    left = true;
    try {
      const now = releaseOwner(place.ownersDir) ? serverState(place.pgdata) : null;
      if (now?.state === 'ready' || now?.state === 'starting') process.kill(now.pid, 'SIGINT');
    } finally {
      unlock(place.lockFile);
    }
  };
  return { socketDir, port: socketPort, user: serverUser, pid, adopted, pgdata: place.pgdata, stop, stopNow };
}

/** The server's account passes through `home`; the rest of it stays with us. */
function openHome({ home, pgdata, account }: Place): void {
  mkdirOwn(home);
  if (account !== null) chmodSync(home, 0o711);
  const owner = existsSync(pgdata) ? statSync(pgdata).uid : null;
  const self = account?.uid ?? process.getuid?.() ?? null;
  if (owner !== null && self !== null && owner !== self) {
    throw new DatabaseStartError(
      `The database in ${pgdata} belongs to user ${owner}, but this process is user ${self}.`,
      'Start as that user or as root, or set another DATA_DIR.',
    );
  }
}
