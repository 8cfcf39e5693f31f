import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { CASE_TYPES, URGENCIES } from '../../contract/cases.ts';
import { freshDatabase } from '../../test/support/db.ts';
import { forgetCalendars, seedCalendars } from '../calendar/index.ts';
import { inTransaction, sqlState } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import {
  deadlineText,
  dueFor,
  forgetDeadlines,
  loadDeadlines,
  runDeadline,
  STAGES,
  seedDeadlinePolicies,
} from './index.ts';
import { referencePolicies } from './reference.ts';

const database = await freshDatabase('deadlines');
const { db } = database;
const at = (local: string) => new Date(`${local}+07:00`);
const from = at('2026-11-23T09:00');
const question = { type: 'service_report', urgency: 'normal', stage: 'handle', from } as const;

before(async () => {
  await seedCalendars(db);
  await assert.rejects(dueFor(db, question), (e) => e instanceof AppError && e.code === 'bad_setting');
  assert.equal(await seedDeadlinePolicies(db), referencePolicies().length);
});

async function addUnitWithCalendar(code: string): Promise<number> {
  const unit = await db
    .insertInto('units')
    .values({ code, name: code, short_name: code, kind: 'so', valid_from: '2020-01-01' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const around = await db.selectFrom('calendars').select('id').where('code', '=', '24-7').executeTakeFirstOrThrow();
  const row = { unit_id: unit.id, calendar_id: around.id, valid_from: '2026-01-01' };
  await db.insertInto('calendar_units').values(row).execute();
  forgetCalendars(db);
  return unit.id;
}

async function addCategory(code: string, parentId: number | null): Promise<number> {
  const names = { code, name: code, name_en: code, default_type: 'site_report', default_urgency: 'normal' };
  const row = { ...names, parent_id: parentId, position: 1, valid_from: '2020-01-01' };
  return (await db.insertInto('categories').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

const manual = { stage: 'handle', unit: 'working_days', origin: 'manual', note: 'quy chế' };

test('every type, urgency and stage has a due date', async () => {
  const book = await loadDeadlines(db);
  for (const type of CASE_TYPES) {
    for (const urgency of URGENCIES) {
      for (const stage of STAGES) {
        const due = book.dueFor({ type, urgency, stage, from });
        assert.ok(due.dueAt > from);
        assert.match(due.explanation.at(-1)?.vi ?? '', /^Hạn: /);
        const share = book.policies.find((p) => p.id === due.policyId)?.unit === 'percent';
        if (!share) assert.deepEqual(book.dueBy(due.policyId, { from }), due, 'the same again by the policy alone');
      }
    }
  }
});

test('seeding again writes nothing; defaults follow the release, people’s policies stay', async () => {
  const { versions } = await loadDeadlines(db);
  assert.equal(await seedDeadlinePolicies(db), 0);
  assert.deepEqual((await loadDeadlines(db)).versions, versions);
  const change = (type: 'compliment' | 'suggestion', values: { amount: number; origin?: 'manual' }) =>
    db.updateTable('deadline_policies').set(values).where('type', '=', type).where('stage', '=', 'handle').execute();
  await change('compliment', { amount: 9 });
  await change('suggestion', { amount: 9, origin: 'manual' });
  assert.equal(await seedDeadlinePolicies(db), 1);
  const { policies } = await loadDeadlines(db);
  assert.equal(policies.find((p) => p.type === 'compliment')?.amount, 5);
  assert.equal(policies.find((p) => p.type === 'suggestion')?.amount, 9);
});

test('a new dated policy counts from its day on; cases before keep the old one', async () => {
  await db
    .insertInto('deadline_policies')
    .values({ ...manual, type: 'service_report', amount: 3, valid_from: '2026-12-01' })
    .execute();
  forgetDeadlines(db);
  const old = await dueFor(db, question);
  assert.equal(old.dueAt.toISOString(), at('2026-11-30T09:00').toISOString());
  const next = await dueFor(db, { ...question, from: at('2026-12-01T09:00') });
  assert.equal(next.dueAt.toISOString(), at('2026-12-04T09:00').toISOString());
  assert.match(next.explanation[0]?.vi ?? '', /3 ngày làm việc \(quy chế\)/);
});

test('a policy for a category covers the categories below it', async () => {
  const roads = await addCategory('giao-thong', null);
  await addCategory('den-duong', roads);
  await addCategory('y-te', null);
  const row = { ...manual, type: 'site_report', category_id: roads, amount: 2, valid_from: '2026-01-01' };
  await db.insertInto('deadline_policies').values(row).execute();
  forgetDeadlines(db);
  const days = async (category: string | null) => {
    const due = await dueFor(db, { ...question, type: 'site_report', category });
    return /(\d+) ngày làm việc/.exec(due.explanation[0]?.vi ?? '')?.[1];
  };
  assert.equal(await days('giao-thong'), '2');
  assert.equal(await days('den-duong'), '2');
  assert.equal(await days('y-te'), '5');
  assert.equal(await days('khong-co'), '5');
  assert.equal(await days(null), '5');
});

test('the unit’s calendar counts where the policy says “of the unit”, and nowhere else', async () => {
  const unitId = await addUnitWithCalendar('truc-ban');
  const ask = (stage: 'handle' | 'deliver') => dueFor(db, { type: 'inquiry', urgency: 'normal', stage, unitId, from });
  assert.equal((await ask('handle')).dueAt.toISOString(), at('2026-11-24T09:00').toISOString());
  assert.match((await ask('handle')).explanation[1]?.vi ?? '', /Trực 24\/7.*1440 phút/);
  assert.match((await ask('deliver')).explanation[1]?.vi ?? '', /Giờ hành chính.*480 phút/);
  const book = await loadDeadlines(db);
  const left = { unitId, now: at('2026-11-23T22:00'), dueAt: at('2026-11-24T09:00') };
  assert.equal(book.remaining(left).text.vi, 'còn 11 giờ làm việc');
  assert.equal(book.remaining({ ...left, unitId: null }).text.vi, 'còn 2 giờ làm việc');
  const clock = book.policies.find((p) => p.unit === 'clock_minutes');
  assert.equal(book.remaining({ ...left, unitId: null, policyId: clock?.id }).text.vi, 'còn 11 giờ');
});

test('an edited calendar moves due dates, and the versions say so', async () => {
  const before = await loadDeadlines(db);
  const office = await db
    .selectFrom('calendars')
    .select('id')
    .where('code', '=', 'hanh-chinh')
    .executeTakeFirstOrThrow();
  const day = {
    calendar_id: office.id,
    date: '2026-11-24',
    kind: 'holiday',
    name: 'Ngày Văn hóa Việt Nam',
    origin: 'manual',
  };
  await db.insertInto('calendar_days').values(day).execute();
  forgetCalendars(db);
  const after = await loadDeadlines(db);
  assert.notEqual(after.versions.calendars, before.versions.calendars);
  assert.equal(after.versions.policies, before.versions.policies);
  const moved = after.dueFor(question);
  assert.equal(moved.dueAt.toISOString(), at('2026-12-01T09:00').toISOString());
  assert.match(moved.explanation[3]?.vi ?? '', /^Thứ Ba 24\/11: nghỉ Ngày Văn hóa Việt Nam/);
  await db.deleteFrom('calendar_days').where('date', '=', '2026-11-24').execute();
  forgetCalendars(db);
});

test('the database refuses what makes no sense', async () => {
  const row = { ...manual, type: 'inquiry', amount: 1, valid_from: '2026-01-01' };
  const add = (change: object) =>
    db
      .insertInto('deadline_policies')
      .values({ ...row, ...change })
      .execute();
  const office = await db
    .selectFrom('calendars')
    .select('id')
    .where('code', '=', 'hanh-chinh')
    .executeTakeFirstOrThrow();
  const refused: [object, string][] = [
    [{ amount: 0 }, '23514'],
    [{ amount: 751 }, '23514'],
    [{ unit: 'weeks' }, '23514'],
    [{ type: 'khac' }, '23514'],
    [{ warn_shares: [50, 100] }, '23514'],
    [{ unit: 'clock_minutes', calendar_id: office.id }, '23514'],
    [{ valid_to: '2025-01-01' }, '23514'],
    [{ valid_from: '2000-01-01' }, '23505'],
  ];
  for (const [change, state] of refused) {
    await assert.rejects(add(change), (e) => sqlState(e) === state, JSON.stringify(change));
  }
});

test('the hot path: no query per due date, also in a transaction; thousands a second', async () => {
  let queries = 0;
  const counted = db.withPlugin({
    transformQuery: ({ node }) => {
      queries++;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const started = performance.now();
  await dueFor(counted, question);
  queries = 0;
  await inTransaction(counted, async (tx) => {
    for (let i = 0; i < 2000; i++) await dueFor(tx, { ...question, from: new Date(from.getTime() + i * 7_000_000) });
  });
  const ms = performance.now() - started;
  // Each of the two versions is looked at once in two seconds at most, however fast the machine is.
  assert.ok(queries <= 2 * Math.ceil(ms / 2000), `${queries} queries in ${ms} ms`);
});

test('the command: due date with offset and its explanation', async () => {
  const run = (line: string) => runDeadline(db, line.split(' '));
  const answer = await run('--from 2026-11-23T09:00 --type inquiry --urgency normal --json');
  assert.equal(answer.dueAt, '2026-11-24T09:00:00+07:00');
  assert.deepEqual(Object.keys(answer), ['dueAt', 'explanation']);
  assert.equal(deadlineText(answer).split('\n').at(-1), 'Hạn: 09:00 Thứ Ba 24/11/2026.');
  assert.deepEqual(await run('--from 2026-11-23T02:00:00Z --type inquiry --urgency normal'), answer);
  assert.deepEqual(await run('--from 2026-11-23T10:00+08:00 --type inquiry --urgency normal'), answer);
  const emergency = await run('--from 2026-02-17T22:30:00+07:00 --type site_report --urgency emergency');
  assert.equal(emergency.dueAt, '2026-02-18T01:30:00+07:00');
  await addUnitWithCalendar('truc-dem');
  const unit = await run('--from 2026-11-28T09:00 --type inquiry --urgency normal --unit truc-dem');
  assert.equal(unit.dueAt, '2026-11-29T09:00:00+07:00');
});

test('the command refuses bad input in words', async () => {
  const good = { from: '2026-11-23T09:00', type: 'inquiry', urgency: 'normal' };
  const bad: [Record<string, string | undefined>, RegExp][] = [
    [{ from: undefined }, /Thiếu --from/],
    [{ type: undefined }, /Thiếu --type/],
    [{ urgency: undefined }, /Thiếu --urgency/],
    [{ from: 'hôm nay' }, /"hôm nay" không đúng.*ISO 8601/],
    [{ from: '2026-02-30T09:00' }, /không đúng/],
    [{ from: '2026-11-23T25:00' }, /không đúng/],
    [{ from: '0026-11-23T09:00' }, /2000–2199/],
    [{ from: '9999-12-31T23:59' }, /2000–2199/],
    [{ from: '2026-11-23T09:00[Asia/Tokyo]' }, /không đúng/],
    [{ type: 'Inquiry' }, /--type: "Inquiry".*inquiry, procedure_inquiry/],
    [{ urgency: 'toString' }, /--urgency: "toString".*low, normal/],
    [{ unit: 'khong-co' }, /--unit: không có đơn vị "khong-co"/],
    [{ colour: 'red' }, /--colour/],
  ];
  for (const [change, words] of bad) {
    const options = Object.entries({ ...good, ...change }).filter(([, v]) => v !== undefined);
    const args = options.flatMap(([name, value]) => [`--${name}`, value as string]);
    await assert.rejects(
      runDeadline(db, args),
      (e) => e instanceof AppError && e.code === 'bad_input' && words.test(e.message),
    );
  }
});
