import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { freshDatabase } from '../../../test/support/db.ts';
import { sequencePending } from './sequencer.ts';
import { verifyChain } from './verify.ts';

const { db, pool } = await freshDatabase('sequencer');

const insert = `insert into events (at, type, actor_kind, audience, data) values (now(), 'test.happened', 'system', '{"to":[]}', $1) returning id`;

/** Other test files share the cluster; their open transactions hold settling back for a moment. */
async function sequenceUntil(count: number): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    await sequencePending(db);
    const { rows } = await pool.query('select count(*)::int as n from event_log');
    if (rows[0].n >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the events were not sequenced');
}

test('the slower transaction with the lower id is never lost, and readers see a growing seq', async () => {
  const slow = new pg.Client(pool.options);
  await slow.connect();
  await slow.query('begin');
  const first = (await slow.query(insert, ['{"n":1}'])).rows[0].id;
  const second = (await pool.query(insert, ['{"n":2}'])).rows[0].id;
  assert.ok(first < second);
  // A plain "id > last" reader would hand out the second now and never see the first again.
  await sequencePending(db);
  assert.equal((await pool.query('select 1 from event_log where event_id = $1', [second])).rowCount, 0);
  await slow.query('commit');
  await slow.end();
  await sequenceUntil(2);
  const log = await pool.query('select seq, event_id from event_log order by seq');
  assert.deepEqual(
    log.rows.map((r) => r.event_id),
    [first, second],
  );
  assert.deepEqual(
    log.rows.map((r) => r.seq),
    [1, 2],
  );
});

test('many writers and several sequencers: every event exactly once', async () => {
  await Promise.all(
    Array.from({ length: 8 }, async (_, w) => {
      for (let i = 0; i < 20; i += 1) {
        await pool.query(insert, [JSON.stringify({ w, i })]);
        if (i % 5 === 0) await sequencePending(db);
      }
    }),
  );
  await sequenceUntil(162);
  const { rows } = await pool.query(
    'select count(*)::int as n, count(distinct event_id)::int as d, max(seq)::int as m from event_log',
  );
  assert.deepEqual(rows[0], { n: 162, d: 162, m: 162 });
  assert.equal((await verifyChain(db)).ok, true);
});

test('the table refuses changes, and who gets round that is found by the chain', async () => {
  await assert.rejects(pool.query(`update events set data = '{}'`), /append-only/);
  await assert.rejects(pool.query('delete from event_log'), /append-only/);
  const tamper = async (statement: string) => {
    await db.transaction().execute(async (tx) => {
      await sql`alter table events disable trigger events_append_only`.execute(tx);
      await sql`alter table event_log disable trigger event_log_append_only`.execute(tx);
      await sql.raw(statement).execute(tx);
      await sql`alter table events enable trigger events_append_only`.execute(tx);
      await sql`alter table event_log enable trigger event_log_append_only`.execute(tx);
    });
  };
  await tamper(`update events set data = '{"n": 99}' where id = (select event_id from event_log where seq = 7)`);
  const changed = await verifyChain(db);
  assert.equal(changed.ok, false);
  assert.equal(changed.broken?.seq, 7);
  await tamper('delete from event_log where seq = 5');
  assert.equal((await verifyChain(db)).broken?.seq, 6);
});
