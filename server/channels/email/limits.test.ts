import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SentAutomatic } from './limits.ts';
import { mayAutomate, reconnectDelay, retryDelay } from './limits.ts';

const NOW = new Date('2026-11-23T08:00:00+07:00');
const ago = (minutes: number, conversationId = 1, acknowledgement = false): SentAutomatic => ({
  at: new Date(NOW.getTime() - minutes * 60_000),
  conversationId,
  acknowledgement,
});
const next = { now: NOW, conversationId: 1, acknowledgement: false, suppressed: false };

test('one acknowledgement per conversation, however long ago', () => {
  assert.deepEqual(mayAutomate([], { ...next, acknowledgement: true }), { allowed: true });
  assert.deepEqual(mayAutomate([ago(100_000, 1, true)], { ...next, acknowledgement: true }), {
    allowed: false,
    why: 'acknowledged_before',
  });
  assert.deepEqual(mayAutomate([ago(100_000, 2, true)], { ...next, acknowledgement: true }), { allowed: true });
  assert.deepEqual(mayAutomate([ago(100_000, 1, true)], next), { allowed: true });
});

test('five in an hour, twenty in a day, none to a suppressed address', () => {
  assert.deepEqual(
    mayAutomate(
      [1, 2, 3, 4].map((minutes) => ago(minutes)),
      next,
    ),
    { allowed: true },
  );
  assert.deepEqual(
    mayAutomate(
      [1, 2, 3, 4, 59].map((minutes) => ago(minutes)),
      next,
    ),
    { allowed: false, why: 'hour' },
  );
  assert.deepEqual(
    mayAutomate(
      [1, 2, 3, 4, 60].map((minutes) => ago(minutes)),
      next,
    ),
    { allowed: true },
  );
  const day = Array.from({ length: 20 }, (_, index) => ago(61 + index * 60));
  assert.deepEqual(mayAutomate(day, next), { allowed: false, why: 'day' });
  assert.deepEqual(mayAutomate(day.slice(1), next), { allowed: true });
  assert.deepEqual(mayAutomate([], { ...next, suppressed: true }), { allowed: false, why: 'suppressed' });
});

test('retries after 1, 5, 15, 60 minutes and 4 hours, then never', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(retryDelay), [60_000, 300_000, 900_000, 3_600_000, 14_400_000, null]);
});

test('connections come back after 1 s to 5 min, spread by a quarter', () => {
  assert.equal(reconnectDelay(1, 0.5), 1000);
  assert.equal(reconnectDelay(4, 0), 6000);
  assert.equal(reconnectDelay(50, 1), 375_000);
});
