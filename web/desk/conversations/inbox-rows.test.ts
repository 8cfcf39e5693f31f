import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshAbove } from './inbox-rows.ts';

const rows = (...ids: string[]) => ids.map((id) => ({ id, unread: 0 }));

test('new conversations and those moved up by a message are news, our own replies and standing ones are not', () => {
  assert.equal(freshAbove(rows('a', 'b', 'c'), rows('a', 'b', 'c')), 0);
  assert.equal(freshAbove(rows('a', 'b', 'c'), rows('x', 'a', 'b', 'c')), 1);
  assert.equal(freshAbove(rows('a', 'b', 'c'), [{ id: 'c', unread: 1 }, ...rows('a', 'b')]), 1);
  assert.equal(freshAbove(rows('a', 'b', 'c'), [{ id: 'c', unread: 0 }, ...rows('a', 'b')]), 0);
  assert.equal(freshAbove(rows('a', 'b', 'c'), rows('b', 'c')), 0, 'what has left is no news');
});
