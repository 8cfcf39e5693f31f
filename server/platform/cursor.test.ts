import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutPage, idCursor, momentCursor } from './cursor.ts';
import { AppError } from './errors.ts';

const refused = (error: unknown) => error instanceof AppError && error.code === 'bad_request';

test('a cursor is what the list has given out, or refused', () => {
  assert.equal(idCursor(undefined), null);
  assert.equal(idCursor('42'), 42);
  for (const cursor of ['', 'x', '-1', '1.5', '1e3', ' 7', '9999999999999999'])
    assert.throws(() => idCursor(cursor), refused, cursor);
  assert.equal(momentCursor(undefined), null);
  assert.deepEqual(momentCursor('1795860000000_7'), { at: new Date(1_795_860_000_000), id: 7 });
  for (const cursor of ['', 'x_y', '1795860000000', '1795860000000_', '_7', '-5_7', '1_2_3'])
    assert.throws(() => momentCursor(cursor), refused, cursor);
});

test('one row more than the page holds tells that another page follows', () => {
  assert.deepEqual(cutPage([], 2), { shown: [], last: null });
  assert.deepEqual(cutPage([1, 2], 2), { shown: [1, 2], last: null });
  assert.deepEqual(cutPage([1, 2, 3], 2), { shown: [1, 2], last: 2 });
});
