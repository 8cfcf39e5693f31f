import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { tryLock, unlock, withLockFile } from './lock-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'lock-'));
after(() => rmSync(directory, { recursive: true }));

test('one at a time, in this process and among several', async () => {
  const path = join(directory, 'order.lock');
  let inside = 0;
  let most = 0;
  await Promise.all(
    [1, 2, 3, 4, 5].map(() =>
      withLockFile(path, 10_000, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
      }),
    ),
  );
  assert.equal(most, 1);
  assert.equal(existsSync(path), false);
});

test('the lock of a dead process is taken over, that of a living one is not', () => {
  const path = join(directory, 'dead.lock');
  const { pid } = spawnSync('true');
  writeFileSync(path, `${pid} 1\n${hostname()}\n`);
  assert.equal(tryLock(path), true);
  assert.equal(tryLock(path), false);
  unlock(path);
});

test('a reused pid does not keep a dead lock alive', () => {
  const path = join(directory, 'reused.lock');
  // This process lives, but it did not start at moment 1.
  writeFileSync(path, `${process.pid} 1\n${hostname()}\n`);
  assert.equal(tryLock(path), true);
  unlock(path);
});

test('waiting ends with a message that names the holder', async () => {
  const path = join(directory, 'held.lock');
  assert.equal(tryLock(path), true);
  await assert.rejects(
    withLockFile(path, 1, async () => {}),
    /started or stopped by another process/,
  );
  unlock(path);
});
