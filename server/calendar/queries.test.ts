import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { freshDatabase } from '../../test/support/db.ts';
import { inTransaction, openDatabase, sqlState } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import { calendarForUnit, forgetCalendars, loadCalendar, loadCalendars, seedCalendars } from './index.ts';
import { referenceCalendar } from './reference.ts';
import { versionedCache } from './versioned-cache.ts';
import { workingCalendar } from './working-calendar.ts';
import { isWorkingTime, workingMinutesBetween } from './working-time.ts';

const at = (local: string) => new Date(`${local}+07:00`);
const database = await freshDatabase('calendar');

before(async () => {
  await assert.rejects(calendarForUnit(database.db, null, at('2026-11-23T09:00')), /Chưa có lịch làm việc mặc định/);
  assert.deepEqual(await seedCalendars(database.db), {
    calendars: 2,
    days: referenceCalendar('hanh-chinh').days.length,
  });
});

async function addUnit(code: string): Promise<number> {
  const { id } = await database.db
    .insertInto('units')
    .values({ code, name: code, short_name: code, kind: 'so', valid_from: '2020-01-01' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function addCalendar(code: string, base: string | null, hours: string | null): Promise<number> {
  const { db } = database;
  const found = base && (await db.selectFrom('calendars').select('id').where('code', '=', base).executeTakeFirst());
  const baseId = found ? found.id : null;
  const { id } = await db
    .insertInto('calendars')
    .values({ code, name: code, day_minutes: 480, base_calendar_id: baseId })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (hours) await db.insertInto('calendar_ranges').values({ calendar_id: id, weekday: 6, hours }).execute();
  forgetCalendars(db);
  return id;
}

test('what is stored is what the reference says, to the minute', async () => {
  for (const code of ['hanh-chinh', '24-7']) {
    const stored = await loadCalendar(database.db, code);
    const reference = workingCalendar(referenceCalendar(code));
    assert.equal(stored.dayMinutes, reference.dayMinutes);
    for (let day = at('2019-01-01T00:00'); day < at('2028-01-01T00:00'); day = new Date(day.getTime() + 86_400_000)) {
      const [a, b] = [stored.dayAt(day.getTime()), reference.dayAt(day.getTime())];
      assert.deepEqual([a.starts, a.ends, a.exception?.name], [b.starts, b.ends, b.exception?.name], a.date);
    }
  }
  assert.equal((await calendarForUnit(database.db, null, at('2026-11-23T09:00'))).code, 'hanh-chinh');
  await assert.rejects(loadCalendar(database.db, 'khong-co'), (e) => e instanceof AppError && e.code === 'bad_setting');
});

test('24/11 is listed as unresolved and stays a working day', async () => {
  const office = await loadCalendar(database.db, 'hanh-chinh');
  assert.equal(workingMinutesBetween(office, at('2026-11-24T00:00'), at('2026-11-25T00:00')), 480);
});

test('seeding again changes nothing; reference days follow the release, people’s days stay', async () => {
  const { db } = database;
  const { version } = await loadCalendars(db);
  assert.deepEqual(await seedCalendars(db), { calendars: 0, days: 0 });
  assert.equal((await loadCalendars(db)).version, version);

  const { id } = await db
    .selectFrom('calendars')
    .select('id')
    .where('code', '=', 'hanh-chinh')
    .executeTakeFirstOrThrow();
  await db.updateTable('calendars').set({ name: 'Giờ của tỉnh' }).where('id', '=', id).execute();
  await db.updateTable('calendar_days').set({ name: 'cũ' }).where('date', '=', '2027-02-04').execute();
  await db
    .updateTable('calendar_days')
    .set({ name: 'tự sửa', origin: 'manual' })
    .where('date', '=', '2027-02-05')
    .execute();
  const day = { calendar_id: id, kind: 'holiday', name: 'thêm', verified: true };
  await db
    .insertInto('calendar_days')
    .values({ ...day, date: '2027-03-01', origin: 'reference' })
    .execute();
  await db
    .insertInto('calendar_days')
    .values({ ...day, date: '2027-03-02', origin: 'manual' })
    .execute();
  assert.deepEqual(await seedCalendars(db), { calendars: 0, days: 2 });
  const rows = await db
    .selectFrom('calendar_days')
    .select(['date', 'name'])
    .where('date', '>=', '2027-02-04')
    .where('date', '<=', '2027-03-02')
    .orderBy('date')
    .execute();
  assert.equal(rows[0]?.name, 'Tết Nguyên đán (28 tháng Chạp)');
  assert.equal(rows[1]?.name, 'tự sửa');
  assert.deepEqual(rows.at(-1), { date: '2027-03-02', name: 'thêm' });
  assert.equal(
    rows.some((r) => r.date === '2027-03-01'),
    false,
  );
  const office = await loadCalendar(db, 'hanh-chinh');
  assert.equal(office.name, 'Giờ của tỉnh');
  await db.deleteFrom('calendar_days').where('date', '=', '2027-03-02').execute();
});

test('a unit keeps its own calendar within its dates; a base lends hours and days', async () => {
  const { db } = database;
  const unit = await addUnit('tram-y-te');
  const other = await addUnit('so-khac');
  const clinic = await addCalendar('tram-y-te', 'hanh-chinh', '07:00-11:00');
  const closed = await addCalendar('chi-nghi-them', 'hanh-chinh', null);
  const day = { kind: 'holiday', name: 'Kiểm kê', origin: 'manual', date: '2026-11-25' };
  await db
    .insertInto('calendar_days')
    .values({ ...day, calendar_id: closed })
    .execute();
  const dates = { valid_from: '2026-06-01', valid_to: '2026-12-31' };
  await db
    .insertInto('calendar_units')
    .values({ unit_id: unit, calendar_id: clinic, ...dates })
    .execute();
  forgetCalendars(db);

  assert.equal((await calendarForUnit(db, unit, at('2026-05-31T23:59'))).code, 'hanh-chinh');
  assert.equal((await calendarForUnit(db, unit, at('2026-06-01T00:00'))).code, 'tram-y-te');
  assert.equal((await calendarForUnit(db, unit, at('2026-12-31T23:59'))).code, 'tram-y-te');
  assert.equal((await calendarForUnit(db, unit, at('2027-01-01T00:00'))).code, 'hanh-chinh');
  assert.equal((await calendarForUnit(db, other, at('2026-11-23T09:00'))).code, 'hanh-chinh');

  const own = await loadCalendar(db, 'tram-y-te');
  assert.equal(isWorkingTime(own, at('2026-11-28T08:00')), true, 'its own Saturday');
  assert.equal(isWorkingTime(own, at('2026-11-23T08:00')), false, 'own hours replace the hours of the base');
  assert.equal(isWorkingTime(own, at('2024-02-10T08:00')), false, 'Tết of the base, a Saturday');
  const stocktaking = await loadCalendar(db, 'chi-nghi-them');
  assert.equal(isWorkingTime(stocktaking, at('2026-11-24T08:00')), true, 'hours of the base');
  assert.equal(isWorkingTime(stocktaking, at('2026-11-25T08:00')), false, 'its own day off');
});

test('bases in a circle are refused when the calendar is used, and harm no other', async () => {
  const { db } = database;
  const a = await addCalendar('vong-a', null, '07:00-11:00');
  const b = await addCalendar('vong-b', 'vong-a', null);
  await db.updateTable('calendars').set({ base_calendar_id: b }).where('id', '=', a).execute();
  forgetCalendars(db);
  await assert.rejects(loadCalendar(db, 'vong-a'), /“vong-a” bị lỗi: its bases run in a circle/);
  assert.equal((await loadCalendar(db, 'hanh-chinh')).code, 'hanh-chinh');
  await db.updateTable('calendars').set({ base_calendar_id: null }).where('id', '=', a).execute();
});

test('the database refuses what makes no sense', async () => {
  const { db } = database;
  const { id } = await db.selectFrom('calendars').select('id').where('code', '=', '24-7').executeTakeFirstOrThrow();
  const range = { calendar_id: id, weekday: 1, hours: '07:00-11:30' };
  const day = {
    calendar_id: id,
    date: '2026-12-24',
    kind: 'working_day',
    name: 'x',
    origin: 'manual',
    ranges: ['07:00-08:00'],
  };
  const unit = await addUnit('hai-lich');
  const unitRow = { unit_id: unit, calendar_id: id, valid_from: '2026-01-01', valid_to: '2026-06-30' };
  await db.insertInto('calendar_units').values(unitRow).execute();
  const refused: [string, { execute(): Promise<unknown> }, string][] = [
    ['overlapping hours', db.insertInto('calendar_ranges').values(range), '23P01'],
    ['weekday 8', db.insertInto('calendar_ranges').values({ ...range, weekday: 8 }), '23514'],
    ['no hours', db.insertInto('calendar_ranges').values({ ...range, hours: '11:30-11:30' }), '23514'],
    ['backwards', db.insertInto('calendar_ranges').values({ ...range, hours: '11:30-07:00' }), '22000'],
    ['a working day without hours', db.insertInto('calendar_days').values({ ...day, ranges: [] }), '23514'],
    ['a day off with hours', db.insertInto('calendar_days').values({ ...day, kind: 'holiday' }), '23514'],
    ['bad hours', db.insertInto('calendar_days').values({ ...day, ranges: ['7h-8h'] }), '23514'],
    [
      'two calendars at once',
      db.insertInto('calendar_units').values({ ...unitRow, valid_from: '2026-06-30' }),
      '23P01',
    ],
    ['two defaults', db.updateTable('calendars').set({ is_default: true }).where('id', '=', id), '23505'],
  ];
  for (const [what, attempt, state] of refused)
    await assert.rejects(attempt.execute(), (e) => sqlState(e) === state, what);
});

test('the version: one step per changing transaction, seen by others after the commit, never reused', async () => {
  const { db } = database;
  // Another pool has its own copy, as another process would.
  const elsewhere = openDatabase({ ...database, database: database.name, applicationName: 'elsewhere', max: 2 });
  try {
    let loads = 0;
    const readNames = async (from: typeof db) => {
      loads++;
      return (await from.selectFrom('calendars').select('name').where('code', '=', '24-7').executeTakeFirstOrThrow())
        .name;
    };
    const cache = versionedCache({ stateTable: 'calendar_state', load: readNames, maxAgeMs: 0 });
    const rename = (on: typeof db, name: string) =>
      on.updateTable('calendars').set({ name }).where('code', '=', '24-7').execute();
    const first = await cache.get(elsewhere.db);
    assert.equal((await cache.get(elsewhere.db)).version, first.version);
    assert.equal(loads, 1, 'an unchanged version is not loaded again');

    const lost = inTransaction(db, async (tx) => {
      await rename(tx, 'nháp');
      assert.equal((await cache.get(tx)).value, 'nháp', 'a transaction sees its own change');
      assert.equal((await cache.get(elsewhere.db)).value, 'Trực 24/7', 'others do not');
      throw new Error('rolled back');
    });
    await assert.rejects(lost, /rolled back/);
    assert.equal((await cache.get(db)).value, 'Trực 24/7', 'nothing uncommitted was kept');

    await inTransaction(db, async (tx) => {
      await rename(tx, 'Trực một');
      await rename(tx, 'Trực hai');
    });
    const second = await cache.get(elsewhere.db);
    assert.equal(second.value, 'Trực hai');
    assert.ok(second.version > first.version + 1, 'the number of the rolled back change is not used again');
    await rename(db, 'Trực 24/7');
  } finally {
    await elsewhere.close();
  }
});

test('calendars come from memory: no query per look-up, also inside a transaction', async () => {
  let queries = 0;
  const counted = database.db.withPlugin({
    transformQuery: ({ node }) => {
      queries++;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const started = performance.now();
  await calendarForUnit(counted, null, at('2026-11-23T09:00'));
  queries = 0;
  for (let i = 0; i < 500; i++) await calendarForUnit(counted, null, at('2026-11-23T09:00'));
  await inTransaction(counted, async (tx) => {
    for (let i = 0; i < 500; i++) await loadCalendar(tx, 'hanh-chinh');
  });
  assert.ok(queries <= Math.floor((performance.now() - started) / 2000), `${queries} queries`);
});
