import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseRow } from '../../../contract/cases.ts';
import { compareLists } from './compare-lists.ts';

const rows = (...codes: string[]) => codes.map((code) => ({ code }) as CaseRow);

test('a new case is only counted, a known one renewed', () => {
  const seen = compareLists(rows('a', 'b'), { items: rows('n', 'a', 'b'), nextCursor: null });
  assert.deepEqual(seen.fresh, ['n']);
  assert.deepEqual([...seen.gone], []);
  assert.deepEqual([...seen.renewed.keys()], ['n', 'a', 'b']);
});

test('on a whole list every missing row has left', () => {
  assert.deepEqual([...compareLists(rows('a', 'b', 'c'), { items: rows('b'), nextCursor: null }).gone], ['a', 'c']);
});

test('a row pushed below the end of the page has not left, one above a known row has', () => {
  const seen = compareLists(rows('a', 'b', 'c'), { items: rows('n', 'b'), nextCursor: 'more' });
  assert.deepEqual([...seen.gone], ['a']);
});
