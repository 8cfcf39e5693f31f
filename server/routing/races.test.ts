/** Several people and several processes at the same work: one wins, the others are told, nothing is half done. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { getQueue } from '../../contract/routing.ts';
import { startApp, type TestApp } from '../../test/support/app.ts';
import { handleCaseJobs } from '../cases/index.ts';
import { handleConversationJobs } from '../conversations/index.ts';
import { transact } from '../platform/transact.ts';
import { enqueue, finishItem, registerRouting, sweepRouting } from './index.ts';

type Person = Awaited<ReturnType<TestApp['as']>>;
const app = await startApp({
  register: (http, ctx) => {
    handleCaseJobs(ctx);
    handleConversationJobs(ctx);
    registerRouting(http, ctx);
  },
});
const people: Person[] = [];
for (let i = 0; i < 6; i += 1) people.push(await app.as({ role: 'agent', displayName: `Người ${i}` }));
const [an] = people as [Person];
let counter = 0;

const put = (kind: 'chat' | 'mail' | 'call' = 'chat') => {
  counter += 1;
  const ref = `race-${counter}`;
  return transact(app.ctx, (tx) => enqueue(tx, { kind, title: ref, ref }));
};
const be = (who: Person, state: string) => who.put('/me/presence', { state });
const offerOf = async (who: Person) => (await who.call(getQueue)).offers[0];
const everybody = (state: string) => Promise.all(people.map((who) => be(who, state)));
const finishAll = async () => {
  const open = await app.ctx.db.selectFrom('routing_items').select('id').where('state', '!=', 'finished').execute();
  for (const { id } of open) await transact(app.ctx, (tx) => finishItem(tx, { id }, 'test'));
};

/** What the tables must say at any moment. */
async function mustHold(): Promise<void> {
  const { rows } = await sql<{ what: string }>`
    select 'load of ' || user_id as what from (
      select user_id, sum(weight) filter (where not exclusive) as load, count(*) filter (where exclusive) as calls, count(*) filter (where not exclusive and not yields) as chats from (
        select i.owner_id as user_id, i.weight, i.exclusive, i.yields from routing_items i where i.state = 'owned'
        union all select o.user_id, i.weight, i.exclusive, i.yields from offers o join routing_items i on i.id = o.item_id where o.ended_at is null) h
      group by user_id) l where load > 60 or calls > 1 or (calls = 1 and chats > 0)
    union all select 'item ' || i.id from routing_items i left join offers o on o.item_id = i.id and o.ended_at is null
      where (i.state = 'offered') <> (o.id is not null)
    union all select 'offer to ' || o.user_id from offers o join presence p on p.user_id = o.user_id where o.ended_at is null and p.state <> 'available'`.execute(
    app.ctx.db,
  );
  assert.deepEqual(rows, []);
}

test('two claim the same: one has it, the other reads who', async () => {
  const id = await put();
  await Promise.all(people.map((who) => be(who, 'busy')));
  const answers = await Promise.all(people.map((who) => who.post(`/routing/items/${id}/claim`)));
  const won = answers.filter((a) => a.status === 200);
  assert.equal(won.length, 1);
  for (const lost of answers.filter((a) => a.status !== 200))
    assert.deepEqual([lost.status, lost.body.detail], [409, `${won[0]?.body.holder.name} đã nhận việc này.`]);
  await mustHold();
  await everybody('offline');
  await finishAll();
});

test('accept against time-out: exactly one of them happens', async () => {
  for (let round = 0; round < 8; round += 1) {
    await be(an, 'available');
    const id = await put();
    const offer = await offerOf(an);
    app.clock.advance(20_000);
    await offerOf(an);
    const [answer] = await Promise.all([an.post(`/offers/${offer?.id}/accept`), sweepRouting(app.ctx)]);
    const row = await app.ctx.db.selectFrom('routing_items').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const ended = await app.ctx.db
      .selectFrom('offers')
      .select('outcome')
      .where('id', '=', Number(offer?.id))
      .executeTakeFirstOrThrow();
    if (answer.status === 200) assert.deepEqual([row.state, ended.outcome], ['owned', 'accepted']);
    else assert.deepEqual([answer.status, row.owner_id, ended.outcome], [409, null, 'timed_out']);
    await mustHold();
    await be(an, 'offline');
    await finishAll();
  }
});

test('going offline against an offer: no work stays with an empty chair', async () => {
  for (let round = 0; round < 8; round += 1) {
    await be(an, 'available');
    const [id] = await Promise.all([put(), be(an, 'offline')]);
    await sweepRouting(app.ctx);
    await mustHold();
    const row = await app.ctx.db.selectFrom('routing_items').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    assert.deepEqual([row.state, row.owner_id], ['waiting', null]);
    await finishAll();
  }
});

test('many processes give out at once while people come, go, accept and let pass: nothing lost, nobody overloaded', async () => {
  await everybody('available');
  const ids: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const work = await Promise.all([
      ...Array.from({ length: 6 }, (_, i) => put(i === 0 ? 'call' : i % 2 === 0 ? 'mail' : 'chat')),
      ...Array.from({ length: 3 }, () => sweepRouting(app.ctx).then(() => 0)),
      be(people[round % 6] as Person, round % 2 === 0 ? 'offline' : 'reassigning').then(() => 0),
    ]);
    ids.push(...work.filter((id) => id > 0));
    await mustHold();
    const asked = await Promise.all(people.map(async (who) => ({ who, offers: (await who.call(getQueue)).offers })));
    const answers = await Promise.all(
      asked.flatMap(({ who, offers }) =>
        offers.map(({ id }, i) => who.post(`/offers/${id}/${i % 3 === 2 ? 'reject' : 'accept'}`)),
      ),
    );
    assert.ok(answers.every((a) => [200, 204, 409].includes(a.status)));
    await mustHold();
    await be(people[round % 6] as Person, 'available');
    app.clock.advance(15_000);
    const mine = await Promise.all(people.map((who) => who.call(getQueue)));
    await Promise.all(
      mine
        .flatMap(({ mine: items }) => items.slice(0, 2))
        .map(({ id }) => transact(app.ctx, (tx) => finishItem(tx, { id: Number(id) }, 'done'))),
    );
    await mustHold();
  }
  const rows = await app.ctx.db.selectFrom('routing_items').select('id').where('id', 'in', ids).execute();
  assert.equal(rows.length, 36);
  // Everything that is left finds its end.
  for (let round = 0; round < 60; round += 1) {
    const left = await app.ctx.db.selectFrom('routing_items').select('id').where('state', '!=', 'finished').execute();
    if (left.length === 0) return;
    await sweepRouting(app.ctx);
    for (const who of people) {
      await be(who, 'available');
      for (const offer of (await who.call(getQueue)).offers) await who.post(`/offers/${offer.id}/accept`);
      for (const item of (await who.call(getQueue)).mine)
        await transact(app.ctx, (tx) => finishItem(tx, { id: Number(item.id) }, 'done'));
    }
    app.clock.advance(15_000);
  }
  assert.fail('some items never came to anybody');
});

test('the same subject queued by many at once is one item', async () => {
  const same = await Promise.all(
    Array.from({ length: 6 }, () =>
      transact(app.ctx, (tx) => enqueue(tx, { kind: 'callback', title: 'Gọi lại', ref: 'same' })),
    ),
  );
  assert.equal(new Set(same).size, 1);
});
