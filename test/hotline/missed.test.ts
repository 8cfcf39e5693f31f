/** Who reaches nobody is not forgotten: a task per number, a message that becomes a case, a call kept in place of waiting. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { sweepRouting } from '../../server/routing/index.ts';
import { hears } from '../support/telephony/hears.ts';
import { startHotlineApp, straightToQueue } from '../support/telephony/hotline-app.ts';
import { until } from '../support/until.ts';

const t = await startHotlineApp();
const agent = await t.as({ role: 'agent' });
const { db } = t.ctx;
const newest = () => db.selectFrom('calls').selectAll().orderBy('id', 'desc').executeTakeFirst();
const inState = (state: string) => until(state, async () => (await newest())?.state === state, 60_000);

/** Dials, and presses until the menu has taken the key: no key cuts the greeting short. */
async function waiting(number: string) {
  const citizen = await t.citizen(number);
  await citizen.dial(t.number);
  await until('he waits', async () => {
    const state = (await newest())?.state;
    if (state === 'menu') await citizen.digits('1');
    return state === 'waiting';
  });
  return citizen;
}

test('two calls given up become one task with both, and the task is work', async () => {
  for (const times of [1, 2]) {
    const citizen = await waiting('0912345678');
    await citizen.hangup();
    await inState('ended');
    const call = await newest();
    assert.deepEqual([call?.outcome, call?.ended_by], ['abandoned', 'citizen']);
    const task = await db.selectFrom('callback_tasks').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual(
      [task.purpose, task.calls, task.phone, call?.callback_id],
      ['missed_call', times, '+84912345678', task.id],
    );
    await citizen.stop();
    if (times === 1) await straightToQueue(t);
  }
  await t.settle();
  const items = await db.selectFrom('routing_items').selectAll().where('kind', '=', 'callback').execute();
  assert.equal(items.length, 1);
  const missed = await agent.get('/calls?view=missed');
  assert.equal(missed.body.items.length, 2);
});

test('key 9 keeps the place: he is called back in his turn', async () => {
  const citizen = await waiting('0923456789');
  const { queued_at } = (await newest()) ?? {};
  await citizen.digits('9');
  await until('it ends by our good-bye', async () => (await newest())?.outcome === 'callback', 60_000);
  const task = await db
    .selectFrom('callback_tasks')
    .selectAll()
    .where('purpose', '=', 'callback_kept')
    .executeTakeFirstOrThrow();
  assert.equal(task.due_at?.getTime(), queued_at?.getTime());
});

test('a full queue and an overloaded line say so and owe a call; who waits too long goes on in the next queue', async () => {
  const boss = await t.as({ role: 'supervisor' });
  await db
    .insertInto('queues')
    .values({ code: 'goi', name: 'Cuộc gọi', position: 0, kinds: ['call'], everybody: true, max_length: 1 })
    .execute();
  const prompt = (name: string) => join(t.asterisk.soundsDir, `${name}.wav`);
  const owedTo = async (phone: string) =>
    db
      .selectFrom('callback_tasks')
      .select('purpose')
      .where('phone', '=', phone)
      .where('state', '=', 'open')
      .executeTakeFirst();
  const queueOf = async (id: number) =>
    (
      await db
        .selectFrom('calls as k')
        .innerJoin('queues as q', 'q.id', 'k.queue_id')
        .select('q.code')
        .where('k.id', '=', id)
        .executeTakeFirst()
    )?.code;

  const first = await waiting('0945678901');
  const { id } = (await newest()) ?? { id: 0 };
  assert.equal(await queueOf(id), 'goi');
  const second = await t.citizen('0956789012');
  await second.dial(t.number);
  await hears(second, prompt('queue-full'), 'the second hears that all are busy');
  await inState('ended');
  assert.deepEqual([(await newest())?.outcome, (await newest())?.ended_by], ['rejected', 'system']);
  assert.equal((await owedTo('+84956789012'))?.purpose, 'missed_call');

  await db
    .updateTable('queues')
    .set({
      overflow_after_seconds: 1,
      overflow_queue_id: (e) => e.selectFrom('queues as q').select('q.id').where('q.is_default', '=', true),
    })
    .where('code', '=', 'goi')
    .execute();
  await until('the first goes on in the common queue', async () => {
    await sweepRouting(t.ctx);
    return (await queueOf(id)) === 'chung';
  });

  const limit = async (callsAtOnce: number) => {
    const { body } = await boss.get('/hotline/settings');
    const saved = await boss.put('/hotline/settings', {
      values: { ...body.values, callsAtOnce },
      version: body.version,
    });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
  };
  await limit(1);
  const third = await t.citizen('0967890123');
  await third.dial(t.number);
  await hears(third, prompt('overload'), 'the third hears that the line is overloaded');
  await inState('ended');
  assert.deepEqual([(await newest())?.outcome, (await newest())?.number], ['rejected', '+84967890123']);
  assert.equal((await owedTo('+84967890123'))?.purpose, 'missed_call');
  await limit(300);
  await first.hangup();
  for (const phone of [first, second, third]) await phone.stop();
});

test('out of hours a message is taken, which becomes a case with the recording', async () => {
  const graph = { start: 'closed', nodes: { closed: { kind: 'voicemail', sounds: ['after-hours'] } } };
  await db
    .insertInto('hotline_menus')
    .values({ version: 2, graph: JSON.stringify(graph), edited_at: t.clock.now(), published_at: t.clock.now() })
    .execute();
  const citizen = await t.citizen('0934567890');
  await citizen.dial(t.number);
  await until(
    'the message is being recorded',
    async () => db.selectFrom('call_recordings').select('id').where('kind', '=', 'voicemail').executeTakeFirst(),
    60_000,
  );
  // He speaks for some seconds; the recording itself says how long.
  await until('a few seconds were spoken', async () => {
    const row = await db
      .selectFrom('call_recordings')
      .select('started_at')
      .where('kind', '=', 'voicemail')
      .executeTakeFirstOrThrow();
    return t.clock.now().getTime() - row.started_at.getTime() > 5_000;
  });
  await citizen.hangup();
  const call = await until(
    'the case is there',
    async () => {
      const row = await newest();
      return row?.case_id && row.ended_at ? row : null;
    },
    60_000,
  );
  assert.equal(call.outcome, 'voicemail');
  const about = await db
    .selectFrom('cases')
    .selectAll()
    .where('id', '=', call.case_id as number)
    .executeTakeFirstOrThrow();
  assert.deepEqual([about.channel, about.type, about.contact_phone], ['phone', 'inquiry', '+84934567890']);
  await until(
    'the recording can be heard',
    async () => {
      const { body } = await agent.get(`/calls/${call.id}`);
      return body.caseCode === about.code && body.recordings[0]?.state === 'fetched';
    },
    60_000,
  );
});
