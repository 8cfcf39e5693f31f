import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSweep } from './sweep-clock.ts';

/** A log that keeps what was said, and a look that a test lets end. */
function bench() {
  const said: string[] = [];
  const log = { error: (_: object, message: string) => said.push(message) } as never;
  let looks = 0;
  let ends = Promise.withResolvers<void>();
  let begun = Promise.withResolvers<void>();
  return {
    said,
    log,
    looks: () => looks,
    begun: () => begun.promise,
    end(error?: Error) {
      const now = ends;
      ends = Promise.withResolvers();
      begun = Promise.withResolvers();
      if (error) now.reject(error);
      else now.resolve();
    },
    look() {
      looks += 1;
      begun.resolve();
      return ends.promise;
    },
  };
}

test('a failed look is told and followed by another; never two at once; stopping waits for the one that runs', async () => {
  const b = bench();
  const clock = startSweep({ log: b.log }, { everyMs: 1, look: b.look, failed: 'no luck', atOnce: true });
  // A timer of this process keeps it awake: the sweep itself does not.
  const awake = setInterval(() => {}, 1_000);
  assert.equal(b.looks(), 1, 'at once');
  b.end(new Error('x'));
  await b.begun();
  assert.deepEqual([b.said, b.looks()], [['no luck'], 2]);
  let stopped = false;
  const stopping = clock.stop().then(() => {
    stopped = true;
  });
  await Promise.resolve();
  assert.equal(stopped, false);
  b.end();
  await stopping;
  clearInterval(awake);
  assert.equal(b.looks(), 2);
});
