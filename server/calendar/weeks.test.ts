import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutOut, datedWeeks, dayBeside, replaceWeek, type Week, weekOn } from './weeks.ts';
import type { WeeklyRange } from './working-calendar.ts';

const OFFICE: WeeklyRange[] = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  range: '07:00-11:30',
  validFrom: null,
  validTo: null,
}));
const SUMMER: Week = [['06:30-11:00'], [], [], [], [], [], []];

test('a week for a summer lies between the weeks before and after it', () => {
  const ranges = replaceWeek(OFFICE, { from: '2027-05-01', to: '2027-08-31', week: SUMMER });
  assert.deepEqual(weekOn(ranges, '2027-04-30')[0], ['07:00-11:30']);
  assert.deepEqual(weekOn(ranges, '2027-05-01'), SUMMER);
  assert.deepEqual(weekOn(ranges, '2027-08-31'), SUMMER);
  assert.deepEqual(weekOn(ranges, '2027-09-01')[4], ['07:00-11:30']);
  assert.deepEqual(
    datedWeeks(ranges).map((w) => [w.from, w.to]),
    [
      [null, '2027-04-30'],
      ['2027-05-01', '2027-08-31'],
      ['2027-09-01', null],
    ],
  );
});

test('a week from a day on ends what held, and what was planned later', () => {
  const planned = replaceWeek(OFFICE, { from: '2028-01-01', to: null, week: SUMMER });
  const ranges = replaceWeek(planned, {
    from: '2027-01-01',
    to: null,
    week: [[], [], [], [], [], ['08:00-12:00'], []],
  });
  assert.deepEqual(weekOn(ranges, '2026-12-31')[0], ['07:00-11:30']);
  assert.deepEqual(weekOn(ranges, '2029-01-01')[0], []);
  assert.deepEqual(weekOn(ranges, '2029-01-01')[5], ['08:00-12:00']);
});

test('cutting out keeps every other day and no day of the hole', () => {
  const day = fc
    .integer({ min: 0, max: 40 })
    .map((n) => Temporal.PlainDate.from('2027-01-01').add({ days: n }).toString());
  const open = fc.option(day);
  fc.assert(
    fc.property(open, open, day, open, (from, to, holeFrom, holeTo) => {
      fc.pre((from === null || to === null || from <= to) && (holeTo === null || holeFrom <= holeTo));
      const parts = cutOut({ from, to }, { from: holeFrom, to: holeTo });
      const within = (d: string, p: { from: string | null; to: string | null }) =>
        (p.from === null || p.from <= d) && (p.to === null || d <= p.to);
      for (let d = '2026-12-25'; d < '2027-02-20'; d = dayBeside(d, 1)) {
        const wanted = within(d, { from, to }) && !within(d, { from: holeFrom, to: holeTo });
        assert.equal(parts.filter((p) => within(d, p)).length, wanted ? 1 : 0, d);
      }
    }),
  );
});
