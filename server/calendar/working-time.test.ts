import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../platform/errors.ts';
import { referenceCalendar } from './reference.ts';
import { type CalendarSpec, workingCalendar } from './working-calendar.ts';
import {
  addWorkingMinutes,
  isWorkingTime,
  nextWorkingInstant,
  workingDays,
  workingMinutesBetween,
} from './working-time.ts';

const officeSpec = referenceCalendar('hanh-chinh');
const office = workingCalendar(officeSpec);
const around = workingCalendar(referenceCalendar('24-7'));

const at = (local: string) => new Date(`${local}+07:00`);
const add = (from: string, minutes: number, cal = office) => addWorkingMinutes(cal, at(from), minutes);
const between = (from: string, to: string, cal = office) => workingMinutesBetween(cal, at(from), at(to));
const variant = (change: Partial<CalendarSpec>) => workingCalendar({ ...officeSpec, code: 'thu', ...change });
const refusal = (code: string, words: RegExp) => (e: unknown) =>
  e instanceof AppError && e.code === code && words.test(e.message);

test('known dates: adding working minutes', () => {
  // [from, minutes, end, why]
  const table: [string, number, string, string][] = [
    ['2026-11-23T07:00', 480, '2026-11-23T17:00', 'a full day ends at its last range, not next morning'],
    ['2026-11-23T07:00', 481, '2026-11-24T07:01', 'one minute more is the next morning'],
    ['2026-11-23T07:00', 270, '2026-11-23T11:30', 'the morning ends at the lunch break'],
    ['2026-11-23T07:00', 271, '2026-11-23T13:31', 'lunch is not working time'],
    ['2026-11-23T12:00', 30, '2026-11-23T14:00', 'starting during lunch'],
    ['2026-11-23T11:30', 1, '2026-11-23T13:31', 'starting as lunch begins'],
    ['2026-11-23T05:00', 10, '2026-11-23T07:10', 'before hours'],
    ['2026-11-23T17:00', 10, '2026-11-24T07:10', 'at closing time'],
    ['2026-11-23T22:00', 480, '2026-11-24T17:00', 'after hours'],
    ['2026-11-28T10:00', 480, '2026-11-30T17:00', 'Saturday'],
    ['2026-11-29T10:00', 1, '2026-11-30T07:01', 'Sunday'],
    ['2026-11-27T16:59', 2, '2026-11-30T07:01', 'over a weekend'],
    ['2026-11-23T09:00', 2400, '2026-11-30T09:00', 'five working days over 24/11, which is not applied'],
    ['2026-11-23T09:00:15', 480, '2026-11-24T09:00:15', 'seconds are kept'],
    ['2026-11-28T09:00:15', 480, '2026-11-30T17:00', 'seconds outside working time do not count'],
    ['2026-11-23T09:00', 0, '2026-11-23T09:00', 'nothing'],
    ['2026-11-28T09:00', 0, '2026-11-28T09:00', 'nothing on a Saturday'],
    ['2025-12-31T16:00', 120, '2026-01-05T08:00', 'year end 2026: holiday and swapped Friday'],
    ['2026-01-09T16:00', 120, '2026-01-10T08:00', 'swapped working Saturday 10/01/2026'],
    ['2026-08-21T16:00', 600, '2026-08-24T08:00', 'swapped working Saturday 22/08/2026 is worked in full'],
    ['2026-08-28T16:00', 120, '2026-09-03T08:00', 'National Day 2026: 31/08 swapped off, 01/09, 02/09'],
    ['2019-04-26T16:00', 120, '2019-05-02T08:00', '29/04/2019 swapped off'],
    ['2019-05-03T16:00', 120, '2019-05-04T08:00', 'Saturday 04/05/2019 worked'],
    ['2024-05-03T16:00', 120, '2024-05-04T08:00', 'Saturday 04/05/2024 worked'],
    ['2025-04-25T16:00', 120, '2025-04-26T08:00', 'Saturday 26/04/2025 worked'],
    ['2025-04-29T16:00', 120, '2025-05-05T08:00', '30/04, 01/05, swapped 02/05/2025'],
    ['2018-12-31T16:00', 120, '2019-01-02T08:00', 'year end 2019'],
    ['2019-12-31T16:00', 120, '2020-01-02T08:00', 'year end 2020'],
    ['2021-12-31T16:00', 120, '2022-01-04T08:00', 'New Year 2022 on Saturday: Monday is compensatory'],
    ['2022-12-30T16:00', 120, '2023-01-03T08:00', 'New Year 2023 on Sunday: Monday is compensatory'],
  ];
  for (const [from, minutes, end, why] of table)
    assert.equal(add(from, minutes).toISOString(), at(end).toISOString(), why);
});

test('known dates: Tết and National Day of every year', () => {
  // [last working day before, first working day after]
  const breaks: [string, string][] = [
    ['2019-02-01', '2019-02-11'],
    ['2020-01-22', '2020-01-30'],
    ['2021-02-09', '2021-02-17'],
    ['2022-01-28', '2022-02-07'],
    ['2023-01-19', '2023-01-27'],
    ['2024-02-07', '2024-02-15'],
    ['2025-01-24', '2025-02-03'],
    ['2026-02-13', '2026-02-23'],
    ['2027-02-03', '2027-02-11'],
    ['2019-08-30', '2019-09-03'],
    ['2020-09-01', '2020-09-03'],
    ['2021-09-01', '2021-09-06'],
    ['2022-08-31', '2022-09-05'],
    ['2023-08-31', '2023-09-05'],
    ['2024-08-30', '2024-09-04'],
    ['2025-08-29', '2025-09-03'],
    ['2026-08-28', '2026-09-03'],
    ['2027-09-01', '2027-09-06'],
  ];
  for (const [before, after] of breaks) {
    assert.equal(add(`${before}T16:00`, 61).toISOString(), at(`${after}T07:01`).toISOString(), before);
    assert.equal(between(`${before}T17:00`, `${after}T07:00`), 0, before);
    assert.equal(between(`${before}T00:00`, `${after}T23:59`), 960, before);
  }
});

test('known dates: between, and whole years in working days', () => {
  assert.equal(between('2026-11-23T09:00', '2026-11-23T14:00'), 180);
  assert.equal(between('2026-11-23T11:45', '2026-11-23T13:00'), 0);
  assert.equal(between('2026-11-23T14:00', '2026-11-23T09:00'), -180);
  assert.equal(between('2026-11-23T09:00', '2026-11-23T09:00:30'), 0.5);
  assert.equal(between('2026-11-28T00:00', '2026-11-29T23:59'), 0);
  // Mon–Fri days of the year less the holidays, compensatory and swapped days on them, plus working Saturdays.
  const years = { 2019: 252, 2020: 252, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 250, 2026: 250, 2027: 250 };
  for (const [year, days] of Object.entries(years)) {
    assert.equal(workingDays(office, at(`${year}-01-01T00:00`), at(`${Number(year) + 1}-01-01T00:00`)), days, year);
  }
});

test('working instants', () => {
  const table: [string, boolean, string][] = [
    ['2026-11-23T07:00', true, '2026-11-23T07:00'],
    ['2026-11-23T06:59:59', false, '2026-11-23T07:00'],
    ['2026-11-23T11:30', false, '2026-11-23T13:30'],
    ['2026-11-23T16:59:59', true, '2026-11-23T16:59:59'],
    ['2026-11-23T17:00', false, '2026-11-24T07:00'],
    ['2026-02-14T10:00', false, '2026-02-23T07:00'],
    ['2026-08-22T10:00', true, '2026-08-22T10:00'],
  ];
  for (const [when, working, next] of table) {
    assert.equal(isWorkingTime(office, at(when)), working, when);
    assert.equal(nextWorkingInstant(office, at(when)).toISOString(), at(next).toISOString(), when);
  }
});

test('round the clock: working time is elapsed time, also over Tết', () => {
  assert.equal(add('2026-02-16T23:58', 5, around).toISOString(), at('2026-02-17T00:03').toISOString());
  assert.equal(add('2026-02-16T10:00', 3 * 1440, around).toISOString(), at('2026-02-19T10:00').toISOString());
  assert.equal(between('2019-01-01T00:00', '2028-01-01T00:00', around), 3287 * 1440);
  assert.equal(isWorkingTime(around, at('2026-11-29T00:00')), true);
});

test('dated weekly rules, half days, shifts over midnight, special ranges', () => {
  const weekly = [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, range: '07:00-11:30', validFrom: null, validTo: '2026-11-22' },
    { weekday, range: '08:00-12:00', validFrom: '2026-11-23', validTo: null },
  ]);
  const changed = variant({ weekly, dayMinutes: 240, days: [] });
  assert.equal(add('2026-11-20T00:00', 300, changed).toISOString(), at('2026-11-23T08:30').toISOString());

  const shift = variant({
    weekly: [
      { weekday: 5, range: '22:00-24:00', validFrom: null, validTo: null },
      { weekday: 6, range: '00:00-06:00', validFrom: null, validTo: null },
    ],
    days: [],
  });
  assert.equal(add('2026-11-27T10:00', 480, shift).toISOString(), at('2026-11-28T06:00').toISOString());

  const half = {
    date: '2026-11-24',
    kind: 'working_day',
    name: 'Họp',
    ranges: ['07:00-10:00'],
    swappedWith: null,
    verified: true,
  } as const;
  const halfDay = variant({ days: [half] });
  assert.equal(add('2026-11-24T07:00', 240, halfDay).toISOString(), at('2026-11-25T08:00').toISOString());
});

test('a zone that changes its offset: working time is elapsed time', () => {
  const paris = variant({
    zone: 'Europe/Paris',
    days: [],
    weekly: [7, 1].map((weekday) => ({ weekday, range: '00:00-24:00', validFrom: null, validTo: null })),
  });
  const from = new Date('2026-03-29T00:00+01:00');
  assert.equal(workingMinutesBetween(paris, from, new Date('2026-03-30T00:00+02:00')), 23 * 60);
  assert.equal(addWorkingMinutes(paris, from, 23 * 60 + 1).toISOString(), '2026-03-29T22:01:00.000Z');
});

test('a calendar without enough working time ends in a clear error, quickly', () => {
  const empty = variant({ weekly: [] });
  const started = performance.now();
  assert.throws(
    () => add('2026-11-23T09:00', 1, empty),
    refusal('bad_setting', /“thu” không có giờ làm việc.*2026-11-23/),
  );
  assert.throws(() => nextWorkingInstant(empty, at('2026-11-23T09:00')), refusal('bad_setting', /thu/));
  assert.equal(between('2026-11-23T09:00', '2031-11-23T09:00', empty), 0);
  const ended = variant({ weekly: officeSpec.weekly.map((w) => ({ ...w, validTo: '2026-11-30' })) });
  assert.throws(() => add('2026-11-30T16:59', 2, ended), refusal('bad_setting', /không đủ 2 phút/));
  assert.throws(() => add('2026-11-23T09:00', 480 * 2000), refusal('bad_setting', /không đủ/));
  assert.throws(() => add('2026-11-23T09:00', 1e300), refusal('bad_setting', /không đủ/));
  assert.throws(() => between('0001-01-01T00:00', '9999-01-01T00:00'), refusal('bad_input', /100 năm/));
  assert.ok(performance.now() - started < 5000);
});

test('bad amounts and instants are refused', () => {
  for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => add('2026-11-23T09:00', bad), refusal('bad_input', /không âm/));
  }
  assert.throws(() => addWorkingMinutes(office, new Date(Number.NaN), 1), refusal('bad_input', /không hợp lệ/));
});

test('a damaged calendar is refused when it is made, with the place of the fault', () => {
  const day = officeSpec.days[0];
  assert.ok(day);
  const weekly = { weekday: 1, range: '07:00-11:30', validFrom: null, validTo: null };
  const bad: [Partial<CalendarSpec>, RegExp][] = [
    [{ zone: 'Asia/Nowhere' }, /calendar thu:.*Asia\/Nowhere/i],
    [{ dayMinutes: 0 }, /dayMinutes 0/],
    [{ weekly: [{ ...weekly, weekday: 8 }] }, /weekday 8/],
    [{ weekly: [{ ...weekly, range: '7:00-11:30' }] }, /HH:MM-HH:MM/],
    [{ weekly: [{ ...weekly, range: '11:30-07:00' }] }, /after the start/],
    [{ weekly: [weekly, { ...weekly, range: '11:00-12:00' }] }, /overlap/],
    [{ days: [day, day] }, /two exceptions on 2019-01-01/],
    [{ days: [{ ...day, date: '2019-02-30' }] }, /./],
    [{ days: [{ ...day, ranges: ['07:00-08:00'] }] }, /is off but has ranges/],
  ];
  for (const [change, words] of bad) assert.throws(() => variant(change), words);
  const later = { ...weekly, range: '11:00-12:00', validFrom: '2027-01-01' };
  assert.doesNotThrow(() => variant({ weekly: [{ ...weekly, validTo: '2026-12-31' }, later] }));
});

test('100,000 deadlines take a few seconds at most', () => {
  const started = performance.now();
  const base = at('2019-01-01T00:00').getTime();
  for (let i = 0; i < 100_000; i++) addWorkingMinutes(office, new Date(base + i * 2_600_000), 2400);
  assert.ok(performance.now() - started < 5000, `${performance.now() - started} ms`);
});
