import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase } from '../../../test/support/db.ts';
import { connectionConfig, inTransaction, openDatabase } from './index.ts';

const database = await freshDatabase();
const { pool, db } = database;

test('columns arrive in the types that rows promise', async () => {
  const { rows } =
    await pool.query(`select 9007199254740991::int8 as big, '{1,null}'::int8[] as bigs, 1.50::numeric as exact,
    date '2026-02-28' as day, '{2026-02-28}'::date[] as days, interval '90 min' as span,
    timestamptz '2026-02-28 23:30+07' as moment, '{"a":[1]}'::jsonb as json`);
  assert.deepEqual(rows[0], {
    big: 9007199254740991,
    bigs: [1, null],
    exact: '1.50',
    day: '2026-02-28',
    days: ['2026-02-28'],
    span: 'PT1H30M',
    moment: new Date('2026-02-28T16:30:00Z'),
    json: { a: [1] },
  });
});

test('a bigint that JavaScript cannot hold is refused, not rounded', async () => {
  await assert.rejects(pool.query('select 9007199254740993::int8'), /9007199254740993 does not fit/);
  assert.equal((await pool.query('select 1 as one')).rows[0].one, 1);
});

test('sessions have no jit, a time limit and the local zone', async () => {
  const { rows } =
    await pool.query(`select current_setting('jit') as jit, current_setting('statement_timeout') as timeout,
    current_setting('TimeZone') as zone, current_setting('idle_in_transaction_session_timeout') as idle`);
  assert.deepEqual(rows[0], { jit: 'off', timeout: '30s', zone: 'Asia/Ho_Chi_Minh', idle: '1min' });
});

test('a statement beyond its time is ended', async () => {
  const hasty = openDatabase({ url: database.url, applicationName: 'test', statementTimeoutMs: 20 });
  await assert.rejects(hasty.pool.query('select pg_sleep(5)'), { code: '57014' });
  await hasty.close();
  await hasty.close();
});

test('options of the URL come after ours', () => {
  const config = connectionConfig({
    url: 'postgres://h/d?options=-c%20jit%3Don&sslmode=disable',
    applicationName: 'test',
  });
  assert.match(config.options ?? '', /-c jit=off .* -c jit=on$/);
  assert.equal(config.connectionString, 'postgres://h/d?sslmode=disable');
});

test('two transactions that deadlock both succeed', async () => {
  await pool.query(
    'create table accounts (id int primary key, amount int not null); insert into accounts values (1, 0), (2, 0)',
  );
  let attempts = 0;
  let bothHold: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    bothHold = resolve;
  });
  const add = (first: number, second: number) =>
    inTransaction(db, async (tx) => {
      attempts += 1;
      await sql`update accounts set amount = amount + 1 where id = ${first}`.execute(tx);
      // The first attempts meet; a repeated one finds the way free.
      if (attempts === 2) bothHold();
      if (attempts <= 2) await held;
      await sql`update accounts set amount = amount + 1 where id = ${second}`.execute(tx);
    });
  await Promise.all([add(1, 2), add(2, 1)]);
  assert.equal(attempts, 3);
  assert.deepEqual((await pool.query('select amount from accounts')).rows, [{ amount: 2 }, { amount: 2 }]);
});

test('what fails is rolled back whole and not repeated', async () => {
  let attempts = 0;
  const work = inTransaction(db, async (tx) => {
    attempts += 1;
    await sql`insert into accounts values (3, 0)`.execute(tx);
    await sql`insert into accounts values (3, 0)`.execute(tx);
  });
  await assert.rejects(work, { code: '23505' });
  assert.equal(attempts, 1);
  assert.equal((await pool.query('select from accounts where id = 3')).rowCount, 0);
});

test('listening survives the loss of its connection and says so', async () => {
  const heard: string[] = [];
  let wake: () => void = () => {};
  const next = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const listener = openDatabase({ url: database.url, applicationName: 'listener' });
  const stop = await listener.listen('news', (payload) => {
    heard.push(payload);
    wake();
  });
  let told = next();
  await pool.query(`notify news, 'one'`);
  await told;
  told = next();
  await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'listener'`);
  await told;
  told = next();
  await pool.query(`notify news, 'two'`);
  await told;
  assert.deepEqual(heard, ['one', '', 'two']);
  await stop();
  await listener.close();
});
