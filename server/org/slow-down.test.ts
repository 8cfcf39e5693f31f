import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failuresLeft, type LimitKind, waitBefore } from './slow-down.ts';

const start = new Date('2026-11-23T08:00:00+07:00');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

const waits: [LimitKind, failures: number, secondsLater: number, waitSeconds: number][] = [
  ['user', 0, 0, 0],
  ['user', 4, 0, 0],
  ['user', 5, 0, 1],
  ['user', 5, 1, 0],
  ['user', 6, 0, 2],
  ['user', 10, 0, 32],
  ['user', 10, 30, 2],
  ['user', 13, 0, 256],
  ['user', 14, 0, 300],
  ['user', 1_000_000, 0, 300],
  ['address', 29, 0, 0],
  ['address', 30, 0, 1],
  ['address', 36, 0, 60],
  ['address', 500, 0, 60],
];

for (const [kind, failures, later, wait] of waits) {
  test(`${failures} failures of a ${kind}, ${later} s after the last: wait ${wait} s`, () => {
    assert.equal(waitBefore(kind, { failures, lastAt: start }, after(later)), wait * 1_000);
  });
}

test('failures leak away: one a minute for an address, one in half an hour for a user name', () => {
  assert.equal(failuresLeft('address', { failures: 40, lastAt: start }, after(59)), 40);
  assert.equal(failuresLeft('address', { failures: 40, lastAt: start }, after(600)), 30);
  assert.equal(failuresLeft('user', { failures: 8, lastAt: start }, after(3_600)), 6);
  assert.equal(failuresLeft('user', { failures: 8, lastAt: start }, after(86_400)), 0);
});
