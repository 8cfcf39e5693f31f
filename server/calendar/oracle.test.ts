import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { describeTrace } from './describe-trace.ts';
import { referenceCalendar } from './reference.ts';
import { workingCalendar } from './working-calendar.ts';
import { addWorkingMinutes, type DayTrace, isWorkingTime, workingMinutesBetween } from './working-time.ts';

/**
 * The oracle knows nothing of our code: it reads the list of holidays itself and marks every minute of 2019–2027 by
 * plain arithmetic on UTC+7, then counts minute by minute.
 */
const START = Date.UTC(2018, 11, 31, 17);
const END = Date.UTC(2027, 11, 31, 17);
const MINUTES = (END - START) / 60_000;
const working = new Uint8Array(MINUTES);
const file = JSON.parse(readFileSync(new URL('../../db/reference/holidays-vn.json', import.meta.url), 'utf8'));
const kinds = new Map<string, string>(file.days.map((d: { date: string; kind: string }) => [d.date, d.kind]));
for (let m = 0; m < MINUTES; m++) {
  const local = new Date(START + m * 60_000 + 7 * 3_600_000);
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  const inHours = (minute >= 420 && minute < 690) || (minute >= 810 && minute < 1020);
  if (!inHours) continue;
  const kind = kinds.get(local.toISOString().slice(0, 10));
  const weekend = local.getUTCDay() % 6 === 0;
  working[m] = kind === 'working-saturday' || (kind === undefined && !weekend) ? 1 : 0;
}

/** The end of the `minutes`-th working minute that starts at or after `from` (a whole minute). */
function slowAdd(from: number, minutes: number): number {
  let m = from;
  for (let left = minutes; left > 0; m++) left -= working[m] as number;
  return m;
}

function slowBetween(from: number, to: number): number {
  let sum = 0;
  for (let m = from; m < to; m++) sum += working[m] as number;
  return sum;
}

const office = workingCalendar(referenceCalendar('hanh-chinh'));
const date = (minute: number, seconds = 0) => new Date(START + minute * 60_000 + seconds * 1000);
/** Any minute, with the edges of ranges and of years drawn far more often than chance would. */
const edge = fc.tuple(
  fc.integer({ min: 0, max: MINUTES / 1440 - 120 }),
  fc.constantFrom(420, 690, 810, 1020, 0, 1439),
  fc.integer({ min: -1, max: 1 }),
);
const minuteOfYears = fc.oneof(
  fc.integer({ min: 0, max: MINUTES - 120 * 1440 }),
  // The oracle ends with the nine years; the longest span of a test must fit behind every start.
  edge.map(([day, minute, off]) => Math.min(Math.max(0, day * 1440 + minute + off), MINUTES - 120 * 1440)),
);
const amount = fc.oneof(fc.integer({ min: 1, max: 14_400 }), fc.constantFrom(1, 210, 270, 480, 960, 2400, 4800));

test('add equals the oracle', () => {
  fc.assert(
    fc.property(minuteOfYears, amount, (from, minutes) => {
      assert.equal(addWorkingMinutes(office, date(from), minutes).getTime(), date(slowAdd(from, minutes)).getTime());
    }),
    { numRuns: 1500 },
  );
});

test('between equals the oracle, backwards too', () => {
  fc.assert(
    fc.property(minuteOfYears, fc.integer({ min: 0, max: 120 * 1440 }), (from, length) => {
      const sum = slowBetween(from, from + length);
      assert.equal(workingMinutesBetween(office, date(from), date(from + length)), sum);
      assert.equal(workingMinutesBetween(office, date(from + length), date(from)), sum === 0 ? 0 : -sum);
    }),
    { numRuns: 500 },
  );
});

test('every minute of nine years is working time or not, as the oracle says', () => {
  // Each edge shows twice: the first minute that differs, and the one before it.
  for (let m = 1; m < MINUTES; m++) {
    if (working[m] === working[m - 1] && m % 1440 !== 0) continue;
    assert.equal(isWorkingTime(office, date(m)), working[m] === 1);
    assert.equal(isWorkingTime(office, date(m, -1)), working[m - 1] === 1);
  }
  assert.equal(workingMinutesBetween(office, date(0), date(MINUTES)), slowBetween(0, MINUTES));
});

test('add and between are inverse, to the second', () => {
  const instant = fc.tuple(minuteOfYears, fc.integer({ min: 0, max: 59 })).map(([m, s]) => date(m, s));
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 14_400 * 60 }), (from, seconds) => {
      const end = addWorkingMinutes(office, from, seconds / 60);
      assert.equal(workingMinutesBetween(office, from, end), seconds / 60);
      // Earliest: a second sooner, the sum is not reached.
      const sooner = new Date(end.getTime() - 1000);
      assert.equal(Math.round(workingMinutesBetween(office, from, sooner) * 60), seconds - 1);
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(instant, instant, (a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      const end = addWorkingMinutes(office, from, Math.min(workingMinutesBetween(office, from, to), 14_400));
      assert.ok(end <= to);
    }),
    { numRuns: 500 },
  );
});

test('two parts add up to the whole: splitting a sum anywhere changes nothing', () => {
  fc.assert(
    fc.property(minuteOfYears, amount, fc.double({ min: 0, max: 1, noNaN: true }), (m, minutes, share) => {
      const first = Math.round(minutes * share);
      const middle = addWorkingMinutes(office, date(m, 7), first);
      const end = addWorkingMinutes(office, middle, minutes - first);
      assert.equal(end.getTime(), addWorkingMinutes(office, date(m, 7), minutes).getTime());
    }),
    { numRuns: 1000 },
  );
});

test('the trace is the sum: its parts add up, its last line ends at the result', () => {
  fc.assert(
    fc.property(minuteOfYears, amount, fc.integer({ min: 0, max: 59_999 }), (m, minutes, ms) => {
      const trace: DayTrace[] = [];
      const end = addWorkingMinutes(office, new Date(date(m).getTime() + ms), minutes, trace);
      const counted = trace.flatMap((t) => t.counted);
      assert.equal(
        counted.reduce((sum, r) => sum + r.end - r.start, 0),
        minutes * 60_000,
      );
      assert.equal(counted.at(-1)?.end, end.getTime());
      for (const [i, t] of trace.entries()) assert.equal(t.day.index, (trace[0] as DayTrace).day.index + i);
      assert.match(describeTrace(office, trace, minutes).at(-1)?.vi ?? '', /; còn 0 phút$/);
    }),
    { numRuns: 500 },
  );
});
