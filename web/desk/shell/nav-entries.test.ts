import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type NavEntry, workGroups } from './nav-entries.ts';

const entry = (group: NavEntry['group'], label: string): NavEntry => ({
  icon: 'list',
  label,
  link: { to: '/day' },
  group,
});
const many = (group: NavEntry['group'], count: number) =>
  Array.from({ length: count }, (_, i) => entry(group, `${group} ${i}`));

test('a short navigation stands without headings, in its own order', () => {
  const entries = [entry('whole', 'a'), entry('own', 'b'), ...many('lookup', 7), ...many('system', 3)];
  const groups = workGroups(entries);
  assert.deepEqual(
    groups.map((one) => one.group),
    [null],
  );
  assert.deepEqual(groups[0]?.entries, entries.slice(0, 9));
});

test('a long one stands under headings, none of them empty, every entry once', () => {
  const entries = [...many('whole', 4), ...many('own', 5), entry('lookup', 'a'), ...many('system', 3)];
  const groups = workGroups(entries);
  assert.deepEqual(
    groups.map((one) => [one.group, one.entries.length]),
    [
      ['own', 5],
      ['whole', 4],
      ['lookup', 1],
    ],
  );
});
