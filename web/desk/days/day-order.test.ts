import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DayGroup, DayItem } from '../../../contract/days.ts';
import { inOrder, nextAfter } from './day-order.ts';

const item = (code: string, dueAt: string | null, askedDueAt: string | null = null) =>
  ({ code, dueAt, askedDueAt }) as DayItem;
const group = (part: DayGroup['part'], ...items: DayItem[]) => ({ part, items }) as DayGroup;

const day = [
  group('now', item('b', '2026-11-25T10:00:00+07:00'), item('d', null)),
  group('others', item('a', '2026-11-30T10:00:00+07:00', '2026-11-24T10:00:00+07:00')),
  group('waits', item('z', '2026-11-01T10:00:00+07:00')),
  group('now', item('c', '2026-11-26T10:00:00+07:00')),
];

test('the day runs by what is asked for first, whoever asks; what I wait for is no work', () => {
  assert.deepEqual(
    inOrder(day).map((i) => i.code),
    ['a', 'b', 'c', 'd'],
  );
});

const NEXT: [current: string | null, next: string | null][] = [
  [null, 'a'],
  ['a', 'b'],
  ['c', 'd'],
  ['d', 'a'],
  ['done', 'a'],
];
for (const [current, next] of NEXT)
  test(`after ${current ?? 'nothing'} comes ${next}`, () => {
    assert.equal(nextAfter(inOrder(day), current)?.code ?? null, next);
  });

test('behind the only one, and behind nothing, comes nothing', () => {
  assert.equal(nextAfter([item('a', null)], 'a'), null);
  assert.equal(nextAfter([], null), null);
});
