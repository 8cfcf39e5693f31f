/**
 * Who is using the server: one file per process. The last one to leave stops it, so that a command line that ran beside
 * the service never pulls the database away from under it, and Ctrl-C leaves nothing behind.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSignatureAlive, ownSignature } from './process-identity.ts';

/** Counts how often this process has joined each directory, as a process may start the same server twice. */
const joined = new Map<string, number>();

/** Registers this process as a user of the server whose owners live in `directory`. */
export function registerOwner(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  joined.set(directory, (joined.get(directory) ?? 0) + 1);
  writeFileSync(join(directory, String(process.pid)), ownSignature());
}

/** Removes this process; returns whether nobody living is left. Call it while holding the start lock. */
export function releaseOwner(directory: string): boolean {
  const times = (joined.get(directory) ?? 1) - 1;
  joined.set(directory, times);
  if (times > 0) return false;
  rmSync(join(directory, String(process.pid)), { force: true });
  return livingOwners(directory) === 0;
}

function livingOwners(directory: string): number {
  let living = 0;
  for (const name of readdirSync(directory)) {
    const file = join(directory, name);
    try {
      if (isSignatureAlive(readFileSync(file, 'utf8'))) living += 1;
      else rmSync(file, { force: true });
    } catch {
      // Gone in between: its process has just left.
    }
  }
  return living;
}
