/** Which account the server runs as, and where its files can live. PostgreSQL refuses to run as root. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseStartError, type DbLog } from './start-error.ts';

export interface Account {
  uid: number;
  gid: number;
}

/** Where the parts of one embedded cluster live. */
export interface Place {
  /** Directory that holds everything below; readable by the server's account. */
  home: string;
  pgdata: string;
  logFile: string;
  lockFile: string;
  ownersDir: string;
  /** null = the account of this process. */
  account: Account | null;
}

/** Home of clusters and program copies when root's own directories are closed to other accounts. */
const systemHome = '/var/lib/tong-dai-1022';

/**
 * Chooses account and place for the cluster of an installation. As root, the cluster's owner (or nobody for a new one)
 * runs it. When that account cannot reach `dataDir` (below /root, for example), the files live in /var/lib instead, and
 * `dataDir/postgres.location` names the place, so the data stay with the directory even if that is moved.
 */
export function choosePlace(dataDir: string, log: DbLog): Place {
  mkdirOwn(dataDir);
  const real = realpathSync(dataDir);
  if (process.getuid?.() !== 0) return placeAt(join(real, 'postgres'), null);

  const pointer = join(real, 'postgres.location');
  if (existsSync(pointer)) {
    const home = readFileSync(pointer, 'utf8').trim();
    return placeAt(home, accountFor(join(home, 'data')));
  }
  const home = join(real, 'postgres');
  const account = accountFor(join(home, 'data'));
  if (canTraverse(dirname(real), account)) {
    // Our own directory: others may pass through it but not list it; secrets in it are readable by their owner only.
    if (!canTraverse(real, account)) chmodSync(real, (statSync(real).mode & 0o777) | 0o011);
    return placeAt(home, account);
  }
  const elsewhere = join(systemHome, randomBytes(6).toString('hex'));
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  writeFileSync(pointer, `${elsewhere}\n`);
  log.warn(
    { dataDir: real, database: elsewhere },
    'the database cannot run as root below a closed directory; it lives elsewhere',
  );
  return placeAt(elsewhere, account);
}

/** Directory for a copy of the programs when node_modules is closed to the server's account. */
export function programCopyDir(): string {
  return join(systemHome, 'programs');
}

/**
 * Directory of the unix socket, mode 0700: whoever can enter it is the database's administrator, so there is no
 * password. A socket's path must stay below 107 bytes; a long data directory gets a short one in the temporary directory.
 */
export function socketDirFor(place: Place, hash: string): string {
  const beside = join(place.home, 'run');
  return Buffer.byteLength(join(beside, '.s.PGSQL.5432.lock')) < 104
    ? beside
    : join(tmpdir(), `tongdai-${hash.slice(0, 12)}`);
}

function placeAt(home: string, account: Account | null): Place {
  return {
    home,
    pgdata: join(home, 'data'),
    logFile: join(home, 'postgres.log'),
    lockFile: join(home, 'start.lock'),
    ownersDir: join(home, 'owners'),
    account,
  };
}

function accountFor(pgdata: string): Account {
  if (existsSync(join(pgdata, 'PG_VERSION'))) {
    const { uid, gid } = statSync(pgdata);
    if (uid !== 0) return { uid, gid };
  }
  return nobody();
}

function nobody(): Account {
  const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  const uid = id('-u');
  const gid = id('-g');
  return uid > 0 && gid > 0 ? { uid, gid } : { uid: 65534, gid: 65534 };
}

function canTraverse(directory: string, { uid, gid }: Account): boolean {
  const { uid: owner, gid: group, mode } = statSync(directory);
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
  const here = (mode & bit) !== 0;
  return here && (dirname(directory) === directory || canTraverse(dirname(directory), { uid, gid }));
}

/** Creates a directory of ours, or says what to do. */
export function mkdirOwn(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw new DatabaseStartError(
      `Cannot create the data directory ${directory}: ${(error as Error).message}.`,
      'Set DATA_DIR to a directory that this user may write.',
      error,
    );
  }
}
