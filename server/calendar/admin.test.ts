import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importDays } from '../../contract/calendar-import.ts';
import * as contract from '../../contract/calendars.ts';
import { startApp } from '../../test/support/app.ts';
import { refusalOf } from '../../test/support/client.ts';
import type { Said } from '../platform/said.ts';
import { calendarForUnit, loadCalendar, registerCalendars, seedCalendars, workingMinutesBetween } from './index.ts';
import { referenceCalendar } from './reference.ts';

const reasons: Said[] = [];
const app = await startApp({
  now: '2026-11-23T08:00:00+07:00',
  register: async (fastify, ctx) => {
    await seedCalendars(ctx.db);
    registerCalendars(fastify, ctx, {
      recompute: (_tx, why) => void reasons.push(why),
      preview: async (_ctx, after) => {
        // The door is handed the calendars as they would be; here it only tells what a day would have.
        const cal = after.byCode('hanh-chinh');
        const open = workingMinutesBetween(
          cal,
          new Date('2027-08-21T00:00:00+07:00'),
          new Date('2027-08-22T00:00:00+07:00'),
        );
        return { open, affected: 0, moves: [], examples: [] };
      },
    });
  },
});
const admin = await app.as({ role: 'admin' });
const OFFICE = { code: 'hanh-chinh' };
const minutesOn = async (date: string, code = 'hanh-chinh') => {
  const start = new Date(`${date}T00:00:00+07:00`);
  return workingMinutesBetween(await loadCalendar(app.ctx.db, code), start, new Date(start.getTime() + 86_400_000));
};
const kindOn = async (date: string, code = 'hanh-chinh') => {
  const view = await admin.call(contract.getCalendar, { params: { code }, query: { year: Number(date.slice(0, 4)) } });
  return view.days.find((d) => d.date === date)?.kind ?? null;
};

test('only administrators come in', async () => {
  assert.equal((await app.anonymous.get('/calendars')).status, 401);
  for (const role of ['agent', 'supervisor', 'officer', 'unit_leader', 'province_leader', 'publisher'] as const) {
    const other = await app.as({ role });
    assert.equal((await other.get('/calendars')).body.needs, 'admin.calendars', role);
    assert.equal((await other.delete('/calendars/hanh-chinh/days/2026-01-01')).status, 403, role);
    assert.equal((await other.post('/calendars/hanh-chinh/preview', {})).status, 403, role);
  }
});

test('the list, and a year of days with the hours of each', async () => {
  const { items } = await admin.call(contract.listCalendars);
  assert.deepEqual(
    items.map((c) => [c.code, c.isDefault, c.week[0], c.next?.date]),
    [
      ['hanh-chinh', true, ['07:00-11:30', '13:30-17:00'], '2027-01-01'],
      ['24-7', false, ['00:00-24:00'], undefined],
    ],
  );
  const view = await admin.call(contract.getCalendar, { params: OFFICE, query: { year: 2026 } });
  assert.equal(view.hoursOfDays.length, 365);
  // A swapped Saturday is the 234th day of the year; the Monday that it stands for is free.
  assert.deepEqual(view.hoursOfDays[233], ['07:00-11:30', '13:30-17:00']);
  assert.deepEqual(view.hoursOfDays[242], []);
  assert.equal(view.days.find((d) => d.date === '2026-08-22')?.swappedWith, '2026-08-31');
  assert.equal((await admin.get('/calendars/khong-co')).status, 404);
});

test('a swapped day: previewed, saved, on record, and both days reckoned', async () => {
  const swap = { off: '2027-08-30', working: '2027-08-21', name: 'Nghỉ dịp Quốc khánh', source: 'Công văn 1' };
  const tried = await admin.call(contract.previewChange, { params: OFFICE, body: { do: 'swap', ...swap } });
  assert.equal(tried.open, 480, 'the preview has seen the Saturday worked');
  assert.equal(await minutesOn('2027-08-21'), 0, 'and nothing was saved');
  for (const [wrong, path] of [
    [{ ...swap, working: '2027-08-23' }, 'working'],
    [{ ...swap, off: '2027-08-29' }, 'off'],
    [{ ...swap, working: swap.off }, 'working'],
  ] as const) {
    const refused = await refusalOf(admin.call(contract.createSwap, { params: OFFICE, body: wrong }));
    assert.deepEqual([refused.status, refused.fields[0]?.path], [422, path]);
  }
  reasons.length = 0;
  const events = await app.eventsDuring(() => admin.call(contract.createSwap, { params: OFFICE, body: swap }));
  assert.deepEqual([await minutesOn('2027-08-21'), await minutesOn('2027-08-30')], [480, 0]);
  assert.deepEqual(
    events.map((e) => [e.type, e.data.code, e.data.what, e.actorId]),
    [['calendar.changed', 'hanh-chinh', 'swap', admin.user.id]],
  );
  assert.deepEqual(events[0]?.data.after, {
    off: '2027-08-30',
    working: '2027-08-21',
    called: 'Nghỉ dịp Quốc khánh',
    source: 'Công văn 1',
  });
  assert.deepEqual(reasons, [
    {
      vi: 'Lịch “Giờ hành chính”: nghỉ Thứ Hai 30/08/2027, làm bù Thứ Bảy 21/08/2027 (Nghỉ dịp Quốc khánh).',
      en: 'Calendar “Giờ hành chính”: Monday 30/08/2027 off, Saturday 21/08/2027 worked instead (Nghỉ dịp Quốc khánh).',
    },
  ]);
  await admin.call(contract.deleteDay, { params: { ...OFFICE, date: '2027-08-21' } });
  assert.deepEqual([await minutesOn('2027-08-21'), await minutesOn('2027-08-30')], [0, 480], 'both halves go');
});

test('a reference day that was taken back stays away after a restart, until it is restored', async () => {
  const date = '2027-01-01';
  const params = { ...OFFICE, date };
  assert.equal(await minutesOn(date), 0);
  await admin.call(contract.deleteDay, { params });
  assert.equal(await minutesOn(date), 480);
  await seedCalendars(app.ctx.db);
  assert.deepEqual([await kindOn(date), await minutesOn(date)], ['ordinary', 480]);
  assert.equal((await refusalOf(admin.call(contract.deleteDay, { params }))).brief, '409 not_now');
  await admin.call(contract.restoreDay, { params });
  assert.deepEqual([await kindOn(date), await minutesOn(date)], ['holiday', 0]);
  assert.deepEqual(await seedCalendars(app.ctx.db), { calendars: 0, days: 0 });
  assert.equal(
    (await refusalOf(admin.call(contract.restoreDay, { params: { ...OFFICE, date: '2027-03-03' } }))).status,
    404,
  );
});

test('a day of several ranges; what makes no sense is refused in words at its field', async () => {
  const put = (date: string, day: object) =>
    admin.call(contract.putDay, { params: { ...OFFICE, date }, body: { name: 'Trực', ...day } as never });
  await put('2027-03-06', { kind: 'working_day', hours: ['13:00-15:00', '07:00-09:00', '09:30-11:00'] });
  assert.equal(await minutesOn('2027-03-06'), 330);
  const fieldOf = async (day: object) => (await refusalOf(put('2027-03-07', day))).fields[0]?.path;
  assert.equal(await fieldOf({ kind: 'working_day', hours: ['07:00-09:00', '08:00-10:00'] }), 'hours');
  assert.equal(await fieldOf({ kind: 'working_day', hours: ['22:00-06:00'] }), 'hours');
  assert.equal(await fieldOf({ kind: 'working_day' }), 'hours');
  assert.equal(await fieldOf({ kind: 'working_day', swappedWith: '2027-03-13' }), 'swappedWith');
  assert.equal(await fieldOf({ kind: 'holiday', hours: ['07:00-09:00'] }), 'hours');
  assert.equal(await fieldOf({ kind: 'swapped_off', swappedWith: '2027-03-07' }), 'swappedWith');
  assert.equal(await fieldOf({ kind: 'holiday', name: ' ' }), 'name');
  assert.equal(await fieldOf({ kind: 'fête' }), 'kind');
  assert.equal((await admin.put('/calendars/hanh-chinh/days/2027-02-30', { kind: 'holiday', name: 'x' })).status, 422);
});

test('hours of a summer, from a day to a day; a calendar without any working time is refused', async () => {
  const morning = [['06:30-11:00'], [], [], [], [], [], []];
  await admin.call(contract.putWeek, {
    params: OFFICE,
    body: { from: '2028-05-01', to: '2028-08-31', week: morning },
  });
  assert.deepEqual(
    [await minutesOn('2028-04-24'), await minutesOn('2028-05-08'), await minutesOn('2028-09-04')],
    [480, 270, 480],
  );
  const refused = await refusalOf(
    admin.call(contract.putWeek, {
      params: OFFICE,
      body: { from: '2028-05-01', week: [['07:00-12:00', '11:00-13:00'], ['12:00-09:00'], [], [], [], [], []] },
    }),
  );
  assert.deepEqual(
    refused.fields.map((f) => f.path),
    ['week.0', 'week.1'],
  );
  const never = await refusalOf(
    admin.call(contract.putWeek, {
      params: { code: '24-7' },
      body: { from: '2026-11-23', week: [[], [], [], [], [], [], []] },
    }),
  );
  assert.match(never.message, /không có giờ làm việc nào/);
  assert.equal(await minutesOn('2026-11-29', '24-7'), 1440);
});

test('a unit with exceptions of its own over the common calendar', async () => {
  const unit = 'so-xay-dung';
  const params = { code: 'so-xay-dung-lich' };
  await admin.call(contract.createCalendar, {
    body: {
      ...params,
      name: 'Lịch Sở Xây dựng',
      dayMinutes: 480,
      base: 'hanh-chinh',
      unit: { unit, from: '2026-12-01' },
    },
  });
  await admin.call(contract.putDay, {
    params: { ...params, date: '2026-12-19' },
    body: { kind: 'working_day', name: 'Trực cuối năm', hours: ['07:00-11:00'] },
  });
  await admin.call(contract.putDay, {
    params: { ...params, date: '2027-01-01' },
    body: { kind: 'ordinary', name: 'Đơn vị trực Tết Dương lịch' },
  });
  assert.deepEqual(
    [await minutesOn('2026-12-19', params.code), await minutesOn('2027-01-01', params.code)],
    [240, 480],
  );
  assert.deepEqual([await minutesOn('2026-12-19'), await minutesOn('2027-01-01')], [0, 0]);
  const unitId = (await app.ctx.db.selectFrom('units').select('id').where('code', '=', unit).executeTakeFirstOrThrow())
    .id;
  const kept = async (day: string) =>
    (await calendarForUnit(app.ctx.db, unitId, new Date(`${day}T12:00:00+07:00`))).code;
  assert.deepEqual([await kept('2026-11-30'), await kept('2026-12-01')], ['hanh-chinh', params.code]);

  await admin.call(contract.assignUnit, {
    params: { code: '24-7' },
    body: { unit, from: '2027-02-01', to: '2027-02-28' },
  });
  assert.deepEqual(
    [await kept('2027-01-31'), await kept('2027-02-01'), await kept('2027-02-28'), await kept('2027-03-01')],
    [params.code, '24-7', '24-7', params.code],
  );
  const again = { unit, from: '2027-01-15' };
  assert.equal(
    (await refusalOf(admin.call(contract.assignUnit, { params: OFFICE, body: again }))).brief,
    '422 invalid from overlap',
  );
  assert.equal(
    (
      await refusalOf(
        admin.call(contract.assignUnit, { params: OFFICE, body: { unit: 'khong-co', from: '2027-01-15' } }),
      )
    ).brief,
    '422 invalid unit unknown_unit',
  );
  await admin.call(contract.unassignUnit, { params: { code: '24-7', unit, from: '2027-02-01' } });
  assert.equal(await kept('2027-02-10'), 'hanh-chinh', 'a hole is the default calendar');
  for (const [code, why] of [
    [params.code, /đơn vị làm việc theo/],
    ['hanh-chinh', /lịch mặc định/],
    ['24-7', /dữ liệu gốc/],
  ] as const)
    assert.match((await refusalOf(admin.call(contract.deleteCalendar, { params: { code } }))).message, why);
});

test('settings: default, circles, unknown base; a calendar of nobody can go', async () => {
  const body = { code: 'thu-nghiem', name: 'Thử', dayMinutes: 240 };
  assert.equal((await refusalOf(admin.call(contract.createCalendar, { body }))).fields[0]?.path, 'week');
  await admin.call(contract.createCalendar, { body: { ...body, base: 'hanh-chinh' } });
  assert.equal(
    (await refusalOf(admin.call(contract.createCalendar, { body: { ...body, base: 'hanh-chinh' } }))).status,
    409,
  );
  const office = { name: 'Giờ hành chính', dayMinutes: 480, isDefault: true };
  const put = (code: string, settings: object) =>
    admin.call(contract.updateCalendar, { params: { code }, body: settings as never });
  assert.equal((await refusalOf(put('hanh-chinh', { ...office, base: body.code }))).brief, '422 invalid base cycle');
  assert.equal(
    (await refusalOf(put('hanh-chinh', { ...office, isDefault: false }))).brief,
    '409 not_now isDefault needs_default',
  );
  assert.equal(
    (await put(body.code, { name: 'Thử', dayMinutes: 300, base: 'hanh-chinh', isDefault: true })).isDefault,
    true,
  );
  await put('hanh-chinh', office);
  assert.equal((await admin.call(contract.listCalendars)).items.filter((c) => c.isDefault).length, 1);
  await admin.call(contract.deleteCalendar, { params: { code: body.code } });
  assert.equal((await admin.get(`/calendars/${body.code}`)).status, 404);
});

test('a year of real holidays from a file: tried, brought in once, then nothing new', async () => {
  const year = referenceCalendar('hanh-chinh').days.filter((d) => d.date.startsWith('2026-'));
  const csv = [
    'ngày;loại;tên;hoán đổi với',
    ...year.map((d) => `${d.date};${d.kind};"${d.name}";${d.swappedWith ?? ''}`),
  ];
  await admin.call(contract.createCalendar, {
    body: {
      code: 'nhap',
      name: 'Nhập',
      dayMinutes: 480,
      week: [1, 2, 3, 4, 5, 6, 7].map((d) => (d < 6 ? ['07:00-15:00'] : [])),
    },
  });
  const send = (text: string, dryRun: boolean, fileName = 'nghi-2026.csv') =>
    admin.call(importDays, {
      params: { code: 'nhap' },
      body: { fileName, data: Buffer.from(text).toString('base64'), dryRun },
    });
  const tried = await send(csv.join('\n'), true);
  assert.deepEqual([tried.applied, tried.counts.new, tried.counts.error], [false, year.length, 0]);
  assert.equal(await kindOn('2026-02-17', 'nhap'), null);
  const events = await app.eventsDuring(() => send(csv.join('\n'), false));
  assert.deepEqual(
    events.map((e) => e.data.what),
    ['import'],
  );
  const office = await admin.call(contract.getCalendar, { params: OFFICE, query: { year: 2026 } });
  const own = await admin.call(contract.getCalendar, { params: { code: 'nhap' }, query: { year: 2026 } });
  assert.deepEqual(
    own.hoursOfDays.map((h) => h.length > 0),
    office.hoursOfDays.map((h) => h.length > 0),
    'the same days are worked',
  );
  const none = await app.eventsDuring(async () => {
    assert.deepEqual((await send(csv.join('\n'), false)).counts, { new: 0, changed: 0, same: year.length, error: 0 });
  });
  assert.deepEqual(none, []);

  const bad = 'ngày,tên\n2026-09-02,Ngày khác\n2026-12-24,A\n24/12/2026,B\n2026-13-01,C';
  const told = await send(bad, true);
  assert.deepEqual(
    told.lines.map((l) => [l.line, l.what]),
    [
      [2, 'changed'],
      [3, 'new'],
      [4, 'error'],
      [5, 'error'],
    ],
  );
  assert.match(told.lines[0]?.detail ?? '', /nghỉ lễ \(Quốc khánh\)/);
  assert.match(told.lines[2]?.detail ?? '', /dòng 3/);
  const refused = await refusalOf(send(bad, false));
  assert.deepEqual([refused.status, refused.fields.map((f) => f.path)], [422, ['data.4', 'data.5']]);
  assert.equal(await kindOn('2026-12-24', 'nhap'), null, 'all or nothing');
  const ics = 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261224\nSUMMARY:Nghỉ bù\nEND:VEVENT\nEND:VCALENDAR';
  assert.equal((await send(ics, false, 'x.ics')).format, 'ical');
  assert.equal(await kindOn('2026-12-24', 'nhap'), 'compensatory_off');
  for (const empty of ['ngày,tên\n', '\u0000\u0001', 'BEGIN:VCALENDAR\nEND:VCALENDAR'])
    assert.equal((await refusalOf(send(empty, true))).fields[0]?.path, 'data');
});
