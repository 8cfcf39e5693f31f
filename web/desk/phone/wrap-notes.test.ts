import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notesOf } from './wrap-notes.ts';

const saved = { disposition: 'answered', note: 'Đã hướng dẫn' };

test('what is on record shows until somebody types; what he empties stays empty', () => {
  assert.deepEqual(notesOf({ disposition: null, note: null }, saved), saved);
  assert.deepEqual(notesOf({ disposition: null, note: '' }, saved), { disposition: 'answered', note: '' });
  assert.deepEqual(notesOf({ disposition: '', note: 'Hẹn lại' }, saved), { disposition: '', note: 'Hẹn lại' });
  assert.deepEqual(notesOf({ disposition: null, note: null }, { disposition: null, note: null }), {
    disposition: '',
    note: '',
  });
});
