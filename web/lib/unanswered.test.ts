import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiProblem, NetworkLost } from './problem.ts';
import { createUnanswered } from './unanswered.ts';

const problem = (status: number) => new ApiProblem({ type: 'about:blank', title: 'x', status, code: 'x' });

/** Keys under which two sendings of the same went, the first of which ended with `error` (null: well). */
async function twice(error: Error | null, pauseMs = 0): Promise<[string, string]> {
  let clock = 0;
  const unanswered = createUnanswered(() => clock);
  const keys: string[] = [];
  const work = (key: string) => {
    keys.push(key);
    return error && keys.length === 1 ? Promise.reject(error) : Promise.resolve('done');
  };
  await unanswered.send('approve A', work).catch(() => {});
  clock += pauseMs;
  await unanswered.send('approve A', work);
  return keys as [string, string];
}

const CASES: [name: string, error: Error | null, pauseMs: number, same: boolean][] = [
  ['a lost network', new NetworkLost(null), 0, true],
  ['a gateway that gave up', problem(504), 0, true],
  ['a server that broke', problem(500), 0, true],
  ['a lost network long ago', new NetworkLost(null), 16 * 60_000, false],
  ['a refusal', problem(409), 0, false],
  ['success', null, 0, false],
];

for (const [name, error, pauseMs, same] of CASES) {
  test(`after ${name} the same again goes under ${same ? 'the same' : 'another'} key`, async () => {
    const [first, second] = await twice(error, pauseMs);
    assert.match(first, /^[0-9a-f]{32}$/);
    assert.equal(first === second, same);
  });
}

test('something else has a key of its own while the first is unanswered', async () => {
  const unanswered = createUnanswered();
  const keys: string[] = [];
  const lose = (key: string) => {
    keys.push(key);
    return Promise.reject(new NetworkLost(null));
  };
  for (const what of ['approve A', 'approve B', 'approve A']) await unanswered.send(what, lose).catch(() => {});
  assert.deepEqual([new Set(keys).size, keys[0] === keys[2]], [2, true]);
});
