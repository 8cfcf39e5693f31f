import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceCalendar, workingCalendar } from '../calendar/index.ts';
import { remaining } from './remaining.ts';

const office = workingCalendar(referenceCalendar('hanh-chinh'));
const at = (local: string) => new Date(`${local}+07:00`);

test('time left and time overdue, in working time', () => {
  // [now, due, words, minutes]
  const table: [string, string, string, number][] = [
    ['2026-11-23T14:45', '2026-11-23T17:00', 'còn 2 giờ 15 phút làm việc', 135],
    ['2026-11-23T11:00', '2026-11-23T14:00', 'còn 1 giờ làm việc', 60],
    ['2026-11-20T16:00', '2026-11-24T08:00', 'còn 1 ngày 2 giờ làm việc', 600],
    ['2026-11-24T08:00', '2026-11-20T16:00', 'quá hạn 1 ngày 2 giờ làm việc', -600],
    ['2026-11-24T08:10', '2026-11-20T16:00', 'quá hạn 1 ngày 2 giờ làm việc', -610],
    ['2026-11-23T08:10', '2026-11-20T16:00', 'quá hạn 2 giờ 10 phút làm việc', -130],
    ['2026-11-23T07:00', '2026-11-30T07:00', 'còn 5 ngày làm việc', 2400],
    ['2026-11-23T16:59:30', '2026-11-23T17:00', 'còn dưới 1 phút làm việc', 0.5],
    ['2026-11-23T16:58:30', '2026-11-23T17:00', 'còn 1 phút làm việc', 1.5],
    ['2026-11-28T09:00', '2026-11-27T17:00', 'quá hạn dưới 1 phút làm việc', 0],
    ['2026-11-28T09:00', '2026-11-28T17:00', 'không còn giờ làm việc trước hạn', 0],
  ];
  for (const [now, due, words, minutes] of table) {
    const left = remaining(office, at(now), at(due));
    assert.deepEqual(
      { ...left, text: left.text.vi },
      { text: words, minutes, overdue: at(now) > at(due) },
      `${now} → ${due}`,
    );
  }
});

test('the same in English', () => {
  const english = (now: string, due: string) => remaining(office, at(now), at(due)).text.en;
  assert.equal(english('2026-11-23T14:45', '2026-11-23T17:00'), '2 h 15 min left of working time');
  assert.equal(english('2026-11-28T09:00', '2026-11-27T17:00'), 'overdue by less than 1 min of working time');
  assert.equal(english('2026-11-28T09:00', '2026-11-28T17:00'), 'no working time left before it is due');
});

test('clock time, and the due instant itself', () => {
  assert.equal(remaining(null, at('2026-11-28T22:00'), at('2026-11-29T00:30')).text.vi, 'còn 2 giờ 30 phút');
  assert.equal(remaining(null, at('2026-11-30T02:30'), at('2026-11-29T00:30')).text.vi, 'quá hạn 1 ngày 2 giờ');
  assert.equal(remaining(office, at('2026-11-23T17:00'), at('2026-11-23T17:00')).overdue, false);
  assert.equal(remaining(office, at('2026-11-23T17:00:00.001'), at('2026-11-23T17:00')).overdue, true);
});
