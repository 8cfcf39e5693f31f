import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { referenceCalendar, workingCalendar } from '../calendar/index.ts';
import type { DeadlinePolicy } from './policy.ts';
import { type Extension, mergePauses, type Pause, pausedMinutes, pauseEnd, substanceDue } from './substance.ts';

/**
 * The slow way, minute by minute over 2019–2027: a minute counts when it is working time (read from the list of holidays
 * by plain arithmetic on UTC+7, without our calendar code) and lies in no pause.
 */
const START = Date.UTC(2018, 11, 31, 17);
const MINUTES = (Date.UTC(2027, 11, 31, 17) - START) / 60_000;
const file = JSON.parse(readFileSync(new URL('../../db/reference/holidays-vn.json', import.meta.url), 'utf8'));
const kinds = new Map<string, string>(file.days.map((d: { date: string; kind: string }) => [d.date, d.kind]));
/** A unit of its own: no holidays but Tết, a lunch break from 12:00, and Saturday mornings; changed in mid-2023. */
const own = (local: Date, minute: number, day: string): boolean => {
  if (day >= '2023-07-01' && local.getUTCDay() === 6) return minute >= 450 && minute < 690;
  return local.getUTCDay() % 6 !== 0 && ((minute >= 450 && minute < 720) || (minute >= 780 && minute < 1050));
};
const officeMinutes = new Uint8Array(MINUTES);
const ownMinutes = new Uint8Array(MINUTES);
const everyMinute = new Uint8Array(MINUTES).fill(1);
for (let m = 0; m < MINUTES; m++) {
  const local = new Date(START + m * 60_000 + 7 * 3_600_000);
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  const day = local.toISOString().slice(0, 10);
  const kind = kinds.get(day);
  const hours = (minute >= 420 && minute < 690) || (minute >= 810 && minute < 1020);
  const works = kind === 'working-saturday' || (kind === undefined && local.getUTCDay() % 6 !== 0);
  officeMinutes[m] = hours && works ? 1 : 0;
  ownMinutes[m] = own(local, minute, day) ? 1 : 0;
}

const office = workingCalendar(referenceCalendar('hanh-chinh'));
const range = (weekday: number, hours: string, validFrom: string | null = null) => ({
  weekday,
  range: hours,
  validFrom,
  validTo: null,
});
const unit = workingCalendar({
  ...referenceCalendar('hanh-chinh'),
  code: 'rieng',
  dayMinutes: 540,
  days: [],
  weekly: [
    ...[1, 2, 3, 4, 5].flatMap((d) => [range(d, '07:30-12:00'), range(d, '13:00-17:30')]),
    range(6, '07:30-11:30', '2023-07-01'),
  ],
});

const policy = (change: Partial<DeadlinePolicy> = {}): DeadlinePolicy => ({
  id: 1,
  stage: 'handle',
  type: null,
  urgency: null,
  category: null,
  amount: 5,
  unit: 'working_days',
  calendar: null,
  warnShares: [50, 80],
  validFrom: '2000-01-01',
  validTo: null,
  note: '',
  ...change,
});
const at = (minute: number) => new Date(START + minute * 60_000);
const minuteOf = (date: Date) => Math.round((date.getTime() - START) / 60_000);

type Slow = { counts: Uint8Array; pauses: { from: number; to: number }[] };

/** The end of the `amount`-th counted minute from `from` on; the clock may already stand still when it begins. */
function slowDue({ counts, pauses }: Slow, from: number, amount: number): number {
  const still = (m: number) => pauses.some((p) => p.from <= m && m < p.to);
  let m = from;
  for (let left = amount; left > 0; m++) if (counts[m] === 1 && !still(m)) left -= 1;
  return m;
}

/** Around year ends, Tết, swapped days and lunch far more often than chance would. */
const days = [...kinds.keys()].map((d) => (Date.parse(`${d}T00:00:00+07:00`) - START) / 60_000);
const LAST = MINUTES - 200 * 1440;
const begin = fc
  .oneof(
    fc.integer({ min: 0, max: LAST }),
    fc
      .tuple(fc.constantFrom(...days), fc.integer({ min: -6, max: 1 }), fc.constantFrom(420, 690, 810, 1020, 0, 1439))
      .map(([day, off, minute]) => day + off * 1440 + minute),
  )
  .map((m) => Math.min(Math.max(0, m), LAST));
/** Pauses relative to the beginning; they may touch, overlap or lie in one another. */
const stretches = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 12 * 1440 }), length: fc.integer({ min: 1, max: 8 * 1440 }) }),
  { maxLength: 4 },
);

const kindsOfTime = [
  { calendar: office, counts: officeMinutes, day: 480, unit: 'working_days' as const },
  { calendar: unit, counts: ownMinutes, day: 540, unit: 'working_days' as const },
  { calendar: office, counts: everyMinute, day: 1, unit: 'clock_minutes' as const },
];

test('due date, warnings and second threshold equal the oracle: holidays, exceptions of a unit, pauses in pauses', () => {
  fc.assert(
    fc.property(
      begin,
      stretches,
      fc.integer({ min: 1, max: 10 }),
      fc.constantFrom(...kindsOfTime),
      (from, pauses, amount, time) => {
        const slow: Slow = {
          counts: time.counts,
          pauses: pauses.map((p) => ({ from: from + p.after, to: from + p.after + p.length })),
        };
        const days = time.unit === 'clock_minutes' ? amount * 200 : amount;
        const minutes = time.unit === 'clock_minutes' ? days : days * time.day;
        const promise = policy({ amount: days, unit: time.unit });
        const serious = policy({ stage: 'serious', amount: time.unit === 'clock_minutes' ? 90 : 2, unit: time.unit });
        const due = substanceDue(
          { policy: promise, calendar: time.calendar, serious: { policy: serious, calendar: time.calendar } },
          { from: at(from), pauses: slow.pauses.map(toPause), extension: null, notes: [] },
        );
        assert.equal(minuteOf(due.dueAt), slowDue(slow, from, minutes), 'due');
        assert.deepEqual(
          due.warnings.map((w) => minuteOf(w.at)),
          [50, 80].map((share) => slowDue(slow, from, (minutes * share) / 100)),
          'warnings',
        );
        const further = time.unit === 'clock_minutes' ? 90 : 2 * time.day;
        assert.equal(minuteOf(due.seriousAt), slowDue(slow, minuteOf(due.dueAt), further), 'seriously late');
      },
    ),
    { numRuns: 1200 },
  );
});

const toPause = (p: { from: number; to: number }): Pause => ({ from: at(p.from), to: at(p.to) });

test('reopening: a clock of its own from that moment, whatever was before', () => {
  fc.assert(
    fc.property(begin, stretches, (from, earlier) => {
      // The caller hands over the pauses since the clock began; those of the first life are not among them.
      const reopened = from + 30 * 1440;
      const old = earlier.map((p) => ({ from: from + p.after, to: from + p.after + p.length }));
      const live = old.filter((p) => p.from >= reopened);
      const due = dueWith(reopened, live, null);
      assert.equal(minuteOf(due.dueAt), slowDue({ counts: officeMinutes, pauses: live }, reopened, 5 * 480));
      assert.ok(due.dueAt > at(reopened) && due.warnings.every((w) => w.at > at(reopened)), 'never late at once');
    }),
    { numRuns: 200 },
  );
});

function dueWith(from: number, pauses: { from: number; to: number }[], extension: Extension | null) {
  const serious = { policy: policy({ stage: 'serious', amount: 2 }), calendar: office };
  return substanceDue(
    { policy: policy(), calendar: office, serious },
    { from: at(from), pauses: pauses.map(toPause), extension, notes: [] },
  );
}

test('an extension stands as it was given and moves only by later pauses', () => {
  fc.assert(
    fc.property(begin, stretches, fc.integer({ min: 1, max: 3000 }), (from, pauses, more) => {
      const list = pauses.map((p) => ({ from: from + p.after, to: from + p.after + p.length }));
      const granted = from + 14 * 1440;
      const slow = { counts: officeMinutes, pauses: list };
      const before = slowDue(slow, from, 5 * 480);
      // Granted during working time, to a date that lies after the present one and ends a working minute.
      const base = Math.max(before, slowDue({ counts: officeMinutes, pauses: [] }, granted, 1));
      const to = slowDue({ counts: officeMinutes, pauses: [] }, base, more);
      const due = dueWith(from, list, { at: at(granted), dueAt: at(to), by: 'Giám đốc' });
      const counted = count(officeMinutes, granted, to);
      const later = list.map((p) => ({ from: Math.max(p.from, granted), to: p.to })).filter((p) => p.to > p.from);
      assert.equal(minuteOf(due.dueAt), slowDue({ counts: officeMinutes, pauses: later }, granted, counted));
      assert.ok(due.warnings.every((w) => w.at >= at(granted) && w.at <= due.dueAt));
    }),
    { numRuns: 300 },
  );
});

function count(counts: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let m = from; m < to; m++) sum += counts[m] as number;
  return sum;
}

test('what the clock stood still is what the pauses hold, each minute once', () => {
  fc.assert(
    fc.property(begin, stretches, (from, pauses) => {
      const list = pauses.map((p) => ({ from: from + p.after, to: from + p.after + p.length }));
      let slow = 0;
      for (let m = from; m < from + 21 * 1440; m++)
        if (officeMinutes[m] === 1 && list.some((p) => p.from <= m && m < p.to)) slow += 1;
      assert.equal(pausedMinutes({ policy: policy(), calendar: office }, list.map(toPause)), slow);
      const merged = mergePauses(list.map(toPause));
      for (const [i, p] of merged.entries()) assert.ok(i === 0 || p.from > (merged[i - 1] as { to: Date }).to);
    }),
    { numRuns: 300 },
  );
});

test('one pause ends after its limit, all together at their cap', () => {
  const one = { policy: policy({ stage: 'awaiting_citizen' }), calendar: office };
  const total = { policy: policy({ stage: 'paused_total', amount: 10 }), calendar: office };
  const t = (local: string) => new Date(`${local}+07:00`);
  const first = pauseEnd(one, total, t('2026-11-23T08:00'), []);
  assert.deepEqual(first, { until: t('2026-11-30T08:00'), capped: false });
  const used = [
    { from: t('2026-11-23T08:00'), to: t('2026-11-30T08:00') },
    { from: t('2026-12-01T08:00'), to: t('2026-12-07T08:00') },
  ];
  assert.deepEqual(pauseEnd(one, total, t('2026-12-08T08:00'), used), { until: t('2026-12-09T08:00'), capped: true });
  const all = [...used, { from: t('2026-12-08T08:00'), to: t('2026-12-09T08:00') }];
  assert.deepEqual(pauseEnd(one, total, t('2026-12-10T08:00'), all), { until: null, capped: true });
});

test('the explanation says what moved the date, in order of time, and ends with it', () => {
  const t = (local: string) => new Date(`${local}+07:00`);
  const pauses = [
    { from: t('2026-11-24T09:00'), to: t('2026-11-25T09:00') },
    { from: t('2026-12-10T08:00'), to: t('2026-12-11T08:00') },
  ];
  const extension = { at: t('2026-11-26T08:00'), dueAt: t('2026-12-04T16:00'), by: 'Nguyễn Giám Đốc' };
  const serious = { policy: policy({ stage: 'serious', amount: 2 }), calendar: office };
  const { explanation, dueAt } = substanceDue(
    { policy: policy(), calendar: office, serious },
    { from: t('2026-11-23T08:00'), pauses, extension, notes: [{ vi: 'Ghi chú.', en: 'A note.' }] },
  );
  assert.equal(dueAt.toISOString(), extension.dueAt.toISOString());
  assert.deepEqual(explanation.slice(-6), [
    {
      vi: 'Hạn: 08:00 Thứ Hai 30/11/2026.',
      en: 'Due: 08:00 Mon 30/11/2026.',
    },
    {
      vi: 'Tạm dừng chờ người dân bổ sung thông tin từ 09:00 Thứ Ba 24/11/2026 đến 09:00 Thứ Tư 25/11/2026: cộng 480 phút làm việc.',
      en: 'Stood still for an answer of the citizen from 09:00 Tue 24/11/2026 to 09:00 Wed 25/11/2026: 480 min of working time added.',
    },
    {
      vi: 'Gia hạn đến 16:00 Thứ Sáu 04/12/2026 theo quyết định của Nguyễn Giám Đốc. Ngày do người có thẩm quyền ấn định: không dời khi lịch làm việc thay đổi.',
      en: 'Extended to 16:00 Fri 04/12/2026 by decision of Nguyễn Giám Đốc. A date that a person has fixed does not move with the calendars.',
    },
    {
      vi: 'Tạm dừng chờ người dân bổ sung thông tin từ 08:00 Thứ Năm 10/12/2026 đến 08:00 Thứ Sáu 11/12/2026: bắt đầu sau khi đã quá hạn nên không cộng vào hạn.',
      en: 'Stood still for an answer of the citizen from 08:00 Thu 10/12/2026 to 08:00 Fri 11/12/2026: began after the due date, so nothing is added.',
    },
    {
      vi: 'Ghi chú.',
      en: 'A note.',
    },
    {
      vi: 'Hạn hiện nay: 16:00 Thứ Sáu 04/12/2026.',
      en: 'Due now: 16:00 Fri 04/12/2026.',
    },
  ]);
});
