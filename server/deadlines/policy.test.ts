import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CASE_TYPES, URGENCIES } from '../../contract/cases.ts';
import { addWorkingMinutes, describeInstant, referenceCalendar, workingCalendar } from '../calendar/index.ts';
import { AppError } from '../platform/errors.ts';
import { choosePolicy, computeDue, type DeadlinePolicy, requirePolicy, STAGES } from './policy.ts';
import { referencePolicies } from './reference.ts';

const office = workingCalendar(referenceCalendar('hanh-chinh'));
const around = workingCalendar(referenceCalendar('24-7'));
const defaults = referencePolicies();
const at = (local: string) => new Date(`${local}+07:00`);
const now = at('2026-11-23T09:00');

function rule(change: Partial<DeadlinePolicy>): DeadlinePolicy {
  const any = {
    type: null,
    urgency: null,
    category: null,
    calendar: null,
    warnShares: [50, 80],
    note: '',
    validTo: null,
  };
  return { id: 1, stage: 'handle', amount: 1, unit: 'working_days', validFrom: '2020-01-01', ...any, ...change };
}

test('the defaults cover every type, urgency and stage, on any day since the line opened', () => {
  for (const type of CASE_TYPES) {
    for (const urgency of URGENCIES) {
      for (const stage of STAGES) {
        for (const day of ['2019-01-01', '2026-11-23', '2035-01-01']) {
          const policy = requirePolicy(defaults, { type, urgency, stage, at: at(`${day}T09:00`) });
          assert.equal(policy.stage, stage);
          assert.match(policy.note, /^mặc định – chờ quy chế của tỉnh$/);
        }
      }
    }
  }
});

test('the defaults are those of the service description', () => {
  const handle = (type: (typeof CASE_TYPES)[number], urgency: (typeof URGENCIES)[number] = 'normal') => {
    const policy = requirePolicy(defaults, { type, urgency, stage: 'handle', at: now });
    return `${policy.amount} ${policy.unit}`;
  };
  assert.equal(handle('inquiry'), '1 working_days');
  assert.equal(handle('procedure_inquiry'), '2 working_days');
  assert.equal(handle('site_report'), '5 working_days');
  assert.equal(handle('site_report', 'low'), '5 working_days');
  assert.equal(handle('site_report', 'urgent'), '1 working_days');
  assert.equal(handle('site_report', 'emergency'), '180 clock_minutes');
  assert.equal(handle('service_report'), '5 working_days');
  assert.equal(handle('procedure_report'), '5 working_days');
  assert.equal(handle('regulation_feedback'), '10 working_days');
  assert.equal(handle('conduct_report'), '7 working_days');
  assert.equal(handle('business_report'), '5 working_days');
  const stage = (s: (typeof STAGES)[number]) => {
    const policy = requirePolicy(defaults, { type: 'inquiry', urgency: 'normal', stage: s, at: now });
    return `${policy.amount} ${policy.unit} ${policy.calendar}`;
  };
  assert.equal(stage('first_response'), '5 working_minutes 24-7');
  assert.equal(stage('accept'), '240 working_minutes null');
  assert.equal(stage('deliver'), '1 working_days hanh-chinh');
  assert.equal(stage('escalated_3'), '2 working_days null');
  assert.equal(stage('escalated_4'), '2 working_days hanh-chinh');
  assert.equal(stage('awaiting_citizen'), '5 working_days hanh-chinh');
  assert.equal(stage('reopen_window'), '5 working_days hanh-chinh');
});

test('the most specific rule in force is chosen', () => {
  const policies = [
    rule({ id: 1 }),
    rule({ id: 2, type: 'site_report' }),
    rule({ id: 3, urgency: 'emergency' }),
    rule({ id: 4, category: 'giao-thong' }),
    rule({ id: 5, category: 'den-duong' }),
    rule({ id: 6, type: 'site_report', urgency: 'emergency' }),
    rule({ id: 7, type: 'site_report', category: 'giao-thong' }),
    rule({ id: 8, stage: 'accept' }),
  ];
  const choose = (type: 'site_report' | 'inquiry', urgency: 'normal' | 'emergency', category: string[]) =>
    choosePolicy(policies, { type, urgency, category, stage: 'handle', at: now })?.id;
  assert.equal(choose('inquiry', 'normal', []), 1);
  assert.equal(choose('site_report', 'normal', []), 2);
  assert.equal(choose('inquiry', 'emergency', []), 3);
  assert.equal(choose('inquiry', 'normal', ['den-duong', 'giao-thong']), 5, 'the nearer category');
  assert.equal(choose('inquiry', 'normal', ['o-ga', 'giao-thong']), 4, 'the category above');
  assert.equal(choose('inquiry', 'emergency', ['giao-thong']), 3, 'urgency before category');
  assert.equal(choose('site_report', 'normal', ['den-duong', 'giao-thong']), 7, 'two named before one');
  assert.equal(choose('site_report', 'emergency', ['giao-thong']), 6, 'type and urgency before type and category');
});

test('rules are dated by local days, both included; the later start wins', () => {
  const policies = [
    rule({ id: 1, validFrom: '2020-01-01' }),
    rule({ id: 2, validFrom: '2026-11-23', validTo: '2026-11-30' }),
    rule({ id: 3, validFrom: '2027-01-01' }),
  ];
  const on = (local: string) =>
    choosePolicy(policies, { type: 'inquiry', urgency: 'low', stage: 'handle', at: at(local) });
  assert.equal(on('2019-12-31T23:59'), null);
  assert.equal(on('2020-01-01T00:00')?.id, 1);
  assert.equal(on('2026-11-22T23:59')?.id, 1);
  assert.equal(on('2026-11-23T00:00')?.id, 2);
  assert.equal(on('2026-11-30T23:59')?.id, 2);
  assert.equal(on('2026-12-01T00:00')?.id, 1);
  assert.equal(on('2027-01-01T00:00')?.id, 3);
  const question = { type: 'inquiry', urgency: 'low', stage: 'handle', at: at('2019-01-01T00:00') } as const;
  assert.throws(
    () => requirePolicy(policies, question),
    (e) => e instanceof AppError && e.code === 'bad_setting' && /handle.*inquiry.*2019-01-01/.test(e.message),
  );
});

const SUM = [
  [
    'Phản ánh hiện trường, mức độ khẩn: thời hạn trả lời 2 ngày làm việc (mặc định – chờ quy chế của tỉnh).',
    'Site report, urgent: time to answer 2 working days (default – until the province has rules of its own).',
  ],
  [
    'Tính từ 16:00 Thứ Sáu 28/08/2026 theo lịch “Giờ hành chính”: 2 ngày × 480 phút = 960 phút làm việc.',
    'Counted from 16:00 Fri 28/08/2026 by the calendar “Giờ hành chính”: 2 days × 480 min = 960 min of working time.',
  ],
  ['Thứ Sáu 28/08: 16:00–17:00 → 60 phút; còn 900 phút', 'Fri 28/08: 16:00–17:00 → 60 min; 900 min left'],
  ['Thứ Bảy 29/08: nghỉ cuối tuần', 'Sat 29/08: weekend'],
  ['Chủ Nhật 30/08: nghỉ cuối tuần', 'Sun 30/08: weekend'],
  ['Thứ Hai 31/08: nghỉ hoán đổi dịp Quốc khánh', 'Mon 31/08: closed, Nghỉ hoán đổi dịp Quốc khánh'],
  ['Thứ Ba 01/09: nghỉ Quốc khánh (ngày liền kề)', 'Tue 01/09: closed, Quốc khánh (ngày liền kề)'],
  ['Thứ Tư 02/09: nghỉ Quốc khánh', 'Wed 02/09: closed, Quốc khánh'],
  [
    'Thứ Năm 03/09: 07:00–11:30, 13:30–17:00 → 480 phút; còn 420 phút',
    'Thu 03/09: 07:00–11:30, 13:30–17:00 → 480 min; 420 min left',
  ],
  [
    'Thứ Sáu 04/09: 07:00–11:30, 13:30–16:00 → 420 phút; còn 0 phút',
    'Fri 04/09: 07:00–11:30, 13:30–16:00 → 420 min; 0 min left',
  ],
  ['Hạn: 16:00 Thứ Sáu 04/09/2026.', 'Due: 16:00 Fri 04/09/2026.'],
] as const;

test('a due date with its sum, line by line, in both languages', () => {
  const policy = rule({ type: 'site_report', urgency: 'urgent', amount: 2, note: 'mặc định – chờ quy chế của tỉnh' });
  assert.deepEqual(computeDue(policy, office, at('2026-08-28T16:00')), {
    dueAt: at('2026-09-04T16:00'),
    warnings: [
      { share: 50, at: at('2026-09-03T16:00') },
      { share: 80, at: at('2026-09-04T10:48') },
    ],
    explanation: SUM.map(([vi, en]) => ({ vi, en })),
  });
});

test('clock minutes run through nights and holidays', () => {
  const policy = rule({ type: 'site_report', urgency: 'emergency', amount: 180, unit: 'clock_minutes' });
  const due = computeDue(policy, office, at('2026-02-16T22:30:20'));
  assert.equal(due.dueAt.toISOString(), at('2026-02-17T01:30:20').toISOString());
  assert.equal(due.warnings[1]?.at.toISOString(), at('2026-02-17T00:54:20').toISOString());
  assert.deepEqual(due.explanation.slice(1), [
    {
      vi: 'Tính theo giờ liên tục, kể cả đêm và ngày nghỉ: 3 giờ kể từ 22:30:20 Thứ Hai 16/02/2026.',
      en: 'Counted around the clock, nights and days off included: 3 h from 22:30:20 Mon 16/02/2026.',
    },
    { vi: 'Hạn: 01:30:20 Thứ Ba 17/02/2026.', en: 'Due: 01:30:20 Tue 17/02/2026.' },
  ]);
});

test('a day is what the calendar says it is; warning shares are those of the policy', () => {
  const short = workingCalendar({ ...referenceCalendar('hanh-chinh'), code: 'ngan', dayMinutes: 240 });
  assert.equal(
    computeDue(rule({ amount: 2 }), short, at('2026-11-23T07:00')).dueAt.getTime(),
    at('2026-11-23T17:00').getTime(),
  );
  const round = computeDue(rule({ warnShares: [90, 10] }), around, now);
  assert.deepEqual(round.warnings, [
    { share: 10, at: at('2026-11-23T11:24') },
    { share: 90, at: at('2026-11-24T06:36') },
  ]);
});

test('the last line of every explanation is the due date; warnings lie in order before it', () => {
  const policy = fc.constantFrom(...defaults);
  const from = fc.integer({
    min: at('2019-01-01T00:00').getTime() / 1000,
    max: at('2027-06-01T00:00').getTime() / 1000,
  });
  fc.assert(
    fc.property(policy, from, (p, seconds) => {
      const begin = new Date(seconds * 1000);
      const cal = p.calendar === '24-7' ? around : office;
      const { dueAt, warnings, explanation } = computeDue(p, cal, begin);
      const warnAt = warnings.map((w) => w.at);
      assert.equal(explanation.at(-1)?.vi, `Hạn: ${describeInstant(cal, dueAt, 'vi')}.`);
      assert.ok(explanation.every(({ vi, en }) => vi !== '' && en !== '' && vi !== en));
      assert.deepEqual(
        warnAt.toSorted((a, b) => a.getTime() - b.getTime()),
        warnAt,
      );
      assert.ok(warnAt.every((w) => w >= begin && w <= dueAt));
      if (p.unit === 'working_minutes') assert.deepEqual(dueAt, addWorkingMinutes(cal, begin, p.amount));
    }),
    { numRuns: 500 },
  );
});
