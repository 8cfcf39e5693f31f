import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoursField, minutesOf, readHours } from './hours-text.ts';

test('hours as people type them', () => {
  assert.deepEqual(readHours('7h-11h30, 13:30 – 17:00'), ['07:00-11:30', '13:30-17:00']);
  assert.deepEqual(readHours(''), []);
  assert.deepEqual(readHours('0-24'), ['00:00-24:00']);
  for (const wrong of ['7', '7-25', 'sáng', '7:00-11:70']) assert.equal(readHours(wrong), null, wrong);
  assert.equal(hoursField(['07:00-11:30', '13:30-17:00']), '07:00-11:30, 13:30-17:00');
  assert.equal(minutesOf(['07:00-11:30', '13:30-17:00']), 480);
});
