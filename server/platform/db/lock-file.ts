/**
 * A lock between processes on one machine: a file created with O_EXCL that holds the owner's signature.
 * A lock whose owner has died is taken over. Held only for seconds, around starting and stopping the server.
 */
import { closeSync, linkSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { isSignatureAlive, ownSignature } from './process-identity.ts';
import { DatabaseStartError } from './start-error.ts';

/** A lock of another machine on a shared disk cannot be looked up; nobody holds one for longer than this. */
const foreignLockMs = 120_000;
const pollMs = 20;

/** Runs `work` while holding the lock; waits up to `timeoutMs` for whoever holds it now. */
export async function withLockFile<T>(path: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + timeoutMs;
  while (!tryLock(path)) {
    if (performance.now() > giveUpAt) {
      throw new DatabaseStartError(
        `The database is being started or stopped by another process (${holder(path) ?? 'unknown'}).`,
        `Wait for it to finish; if there is none, delete ${path}.`,
      );
    }
    await wait(pollMs);
  }
  try {
    return await work();
  } finally {
    unlock(path);
  }
}

/** One attempt, without waiting: for exit handlers, which cannot wait. Pair with `unlock`. */
export function tryLock(path: string): boolean {
  const claim = () => {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, `${ownSignature()}\n${hostname()}\n${performance.now()}`);
    closeSync(file);
    return true;
  };
  try {
    return claim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (!clearIfDead(path)) return false;
  try {
    return claim();
  } catch {
    return false;
  }
}

/** Gives the lock back. */
export function unlock(path: string): void {
  rmSync(path, { force: true });
}

function holder(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Removes the lock of a dead owner. Two processes may see the same dead lock; the one that manages to create the hard
 * link `<lock>.dead` may remove it, and only if the linked file is still the dead one, so that a fresh lock survives.
 */
function clearIfDead(path: string): boolean {
  const seen = holder(path);
  if (seen === null) return true;
  if (!isDead(seen, path)) return false;
  const grave = `${path}.dead`;
  try {
    linkSync(path, grave);
  } catch {
    removeAbandoned(grave);
    return false;
  }
  const mayRemove = holder(grave) === seen;
  if (mayRemove) rmSync(path, { force: true });
  rmSync(grave, { force: true });
  return mayRemove;
}

function isDead(content: string, path: string): boolean {
  const [signature = '', host = ''] = content.split('\n');
  // Between creation and writing the file is empty for a moment.
  if (host !== hostname()) return ageMs(path) > (content === '' ? 2000 : foreignLockMs);
  return !isSignatureAlive(signature);
}

function removeAbandoned(grave: string): void {
  if (ageMs(grave) > 5000) rmSync(grave, { force: true });
}

function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).ctimeMs;
  } catch {
    return 0;
  }
}
