/** The engine on the database: offers and their ends, presence and what follows, queues and their rules. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { assignItem, getQueue } from '../../contract/routing.ts';
import type { QueueBody } from '../../contract/routing-admin.ts';
import { startApp, type TestApp } from '../../test/support/app.ts';
import { refusalOf } from '../../test/support/client.ts';
import { forgetCalendars } from '../calendar/index.ts';
import { handleCaseJobs } from '../cases/index.ts';
import { handleConversationJobs } from '../conversations/index.ts';
import { SYSTEM } from '../platform/auth/index.ts';
import { transact } from '../platform/transact.ts';
import {
  enqueue,
  expectedWait,
  finishItem,
  type NewItem,
  registerRouting,
  sweepRouting,
  transferItem,
} from './index.ts';

type Person = Awaited<ReturnType<TestApp['as']>>;
const app = await startApp({
  register: (http, ctx) => {
    handleCaseJobs(ctx);
    handleConversationJobs(ctx);
    registerRouting(http, ctx);
  },
});
const an = await app.as({ role: 'agent', displayName: 'Nguyễn Thị An' });
const binh = await app.as({ role: 'agent', displayName: 'Trần Bình' });
const boss = await app.as({ role: 'supervisor', displayName: 'Lê Giám Sát' });
let counter = 0;

const put = (input: Partial<NewItem> = {}) => {
  counter += 1;
  const item: NewItem = { kind: 'chat', title: `Việc ${counter}`, ref: `r${counter}`, ...input };
  return transact(app.ctx, (tx) => enqueue(tx, item));
};
const done = (id: number) => transact(app.ctx, (tx) => finishItem(tx, { id }, 'test'));
const be = async (who: Person, state: string, reason?: string) => {
  const answer = await who.put('/me/presence', { state, ...(reason ? { reason } : {}) });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
};
const see = (who: Person) => who.call(getQueue);
const stateOf = async (id: number) => {
  const row = await app.ctx.db.selectFrom('routing_items').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return [row.state, row.owner_id];
};
/** Time passes while these people's desks stay open. */
const pass = async (seconds: number, ...awake: Person[]) => {
  for (let left = seconds; left > 0; left -= 20) {
    app.clock.advance(Math.min(20, left) * 1000);
    for (const who of awake) await see(who);
    await sweepRouting(app.ctx);
  }
};
/** Each test begins with nobody there and nothing waiting. */
beforeEach(async () => {
  for (const who of [an, binh, boss]) await be(who, 'offline');
  const open = await app.ctx.db.selectFrom('routing_items').select('id').where('state', '!=', 'finished').execute();
  for (const { id } of open) await done(id);
});

test('what waits when nobody is there is offered to who comes; accepted it is his, once', async () => {
  const id = await put({ title: 'Hỏi về đèn đường' });
  assert.equal(await put({ ref: `r${counter}` }), id, 'the same subject is the same item');
  assert.deepEqual(await stateOf(id), ['waiting', null]);
  const events = await app.eventsDuring(() => be(an, 'available'));
  assert.deepEqual(
    events.map((e) => [e.type, e.audience.to]),
    [
      ['presence.changed', ['all_cases', `user:${an.user.id}`]],
      ['offer.made', [`user:${an.user.id}`]],
    ],
  );
  const { offers, mine, waiting } = await see(an);
  assert.equal(offers[0]?.item.title, 'Hỏi về đèn đường');
  assert.equal(offers[0]?.seconds, 20);
  assert.deepEqual([mine, waiting], [[], []]);
  const offer = offers[0]?.id as string;
  assert.equal((await binh.post(`/offers/${offer}/accept`)).status, 404, 'somebody else’s offer is not there');
  const accepted = await an.post(`/offers/${offer}/accept`);
  assert.deepEqual([accepted.status, accepted.body.state, accepted.body.holder.name], [200, 'owned', 'Nguyễn Thị An']);
  const again = await an.post(`/offers/${offer}/accept`);
  assert.deepEqual([again.status, again.body.code, again.body.detail], [409, 'conflict', 'Bạn đã nhận việc này rồi.']);
  assert.equal((await see(an)).mine.length, 1);
  await done(id);
  assert.deepEqual((await see(an)).mine, []);
});

test('rejected goes to the next at once; unanswered after its time; twice unanswered sets away', async () => {
  await be(an, 'available');
  app.clock.advance(1000);
  await be(binh, 'available');
  const id = await put();
  const first = (await see(an)).offers[0];
  assert.ok(first);
  assert.equal((await an.post(`/offers/${first.id}/reject`)).status, 204);
  const second = (await see(binh)).offers[0];
  assert.equal(second?.item.id, String(id));
  await pass(21, an, binh);
  const late = await binh.post(`/offers/${second?.id}/accept`);
  assert.deepEqual([late.status, late.body.detail.split('.')[0]], [409, 'Đã hết thời gian nhận']);
  assert.deepEqual(await stateOf(id), ['waiting', null], 'both have let it pass');
  await pass(45, an, binh);
  assert.equal((await see(an)).offers.length, 1, 'asked again after a while');
  await an.post(`/offers/${(await see(an)).offers[0]?.id}/reject`);
  await pass(40, an, binh);
  const away2 = await binh.get('/me/presence');
  assert.deepEqual([away2.body.state, away2.body.reason], ['away', 'no_answer']);
  const log = await app.ctx.db
    .selectFrom('presence_log')
    .select(['state', 'reason', 'set_by'])
    .where('user_id', '=', binh.user.id)
    .where('ended_at', 'is', null)
    .execute();
  assert.deepEqual(log, [{ state: 'away', reason: 'no_answer', set_by: null }]);
  assert.equal((await refusal(binh, 'away', 'no_answer')).status, 422, 'that reason is the system’s');
  assert.equal((await refusal(binh, 'busy', 'lunch')).status, 422, 'and lunch is no way of being busy');
});
const refusal = (who: Person, state: string, reason: string) => who.put('/me/presence', { state, reason });

test('capacity: three chats, then a mail waits, then room', async () => {
  await be(an, 'available');
  const chats = [await put(), await put(), await put()];
  const mail = await put({ kind: 'mail' });
  const { offers } = await see(an);
  assert.equal(offers.length, 3);
  for (const { id } of offers) assert.equal((await an.post(`/offers/${id}/accept`)).status, 200);
  assert.deepEqual((await an.get('/me/presence')).body.load, 60);
  assert.deepEqual(await stateOf(mail), ['waiting', null]);
  const full = await an.post(`/routing/items/${mail}/claim`);
  assert.deepEqual([full.status, full.body.code], [409, 'not_now']);
  await done(chats[0] as number);
  assert.deepEqual(
    (await see(an)).offers.map((o) => o.item.id),
    [String(mail)],
  );
});

test('no sign of life: offline after a minute, chats wait again, mails after their time; back in time he gets his chat', async () => {
  await be(an, 'available');
  const chat = await put();
  const mail = await put({ kind: 'mail' });
  for (const { id } of (await see(an)).offers) await an.post(`/offers/${id}/accept`);
  await pass(59);
  assert.deepEqual(await stateOf(chat), ['owned', an.user.id]);
  await pass(3);
  assert.equal((await an.get('/me/presence')).body.state, 'offline');
  assert.deepEqual(await stateOf(chat), ['waiting', null]);
  assert.deepEqual(await stateOf(mail), ['owned', an.user.id]);
  await be(binh, 'available');
  await be(an, 'available');
  await pass(1900, binh);
  assert.deepEqual((await stateOf(mail))[0] !== 'owned', true);
});

test('reassigning gives away chats and mails, not a running call; busy keeps what it has', async () => {
  await be(an, 'available');
  const mail = await put({ kind: 'mail' });
  for (const { id } of (await see(an)).offers) await an.post(`/offers/${id}/accept`);
  const call = await put({ kind: 'call' });
  for (const { id } of (await see(an)).offers) await an.post(`/offers/${id}/accept`);
  assert.deepEqual(await stateOf(call), ['owned', an.user.id], 'a call comes beside a mail');
  const chat = await put();
  assert.deepEqual(await stateOf(chat), ['waiting', null], 'nothing comes beside a call');
  await be(an, 'busy', 'other_work');
  assert.deepEqual(await stateOf(mail), ['owned', an.user.id]);
  await be(binh, 'available');
  await be(an, 'reassigning');
  assert.deepEqual(await stateOf(call), ['owned', an.user.id]);
  assert.deepEqual(
    (await see(binh)).offers.map((o) => Number(o.item.id)).sort((a, b) => a - b),
    [mail, chat].sort((a, b) => a - b),
  );
});

test('queues: conditions, members, skills, overflow, a full queue, hours', async () => {
  const body: QueueBody = {
    name: 'Tiếng Anh',
    position: 10,
    enabled: true,
    kinds: ['chat'],
    channels: [],
    categories: [],
    languages: ['en'],
    strategy: 'least_loaded',
    everybody: false,
    skills: ['lang:en'],
    calendar: null,
    stickySeconds: 60,
    reofferSeconds: 60,
    relaxSkillsSeconds: null,
    reserveSeconds: 30,
    offerSeconds: 30,
    maxLength: 1,
    overflowQueue: 'chung',
    overflowAfterSeconds: 90,
    overflowLength: null,
    fullAnswer: 'Đang đông.',
    closedAnswer: null,
    members: [an.user.username],
  };
  assert.equal((await an.put('/routing/queues/tieng-anh', body)).status, 403);
  assert.equal((await boss.put('/routing/queues/tieng-anh', { ...body, overflowQueue: 'khong-co' })).status, 422);
  const saved = await boss.put('/routing/queues/tieng-anh', body);
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  assert.equal((await boss.put('/routing/queues/chung', { ...body, enabled: false })).status, 422);
  await be(an, 'available');
  await be(binh, 'available');
  const english = await put({ language: 'en' });
  assert.deepEqual(await stateOf(english), ['waiting', null], 'An has not the skill, Bình is no member');
  assert.equal((await binh.post(`/routing/items/${english}/claim`)).status, 404, 'not his queue');
  const door = await expectedWait(app.ctx.db, app.clock.now(), 'tieng-anh');
  assert.deepEqual([door?.full, door?.answer, door?.available], [true, 'Đang đông.', 1]);
  assert.equal(
    (await boss.put(`/routing/agents/${an.user.username}`, { capacity: 60, skills: ['lang:en'] })).status,
    200,
  );
  assert.equal(
    (await see(an)).offers[0]?.seconds,
    30,
    'with the skill it is offered at once, as long as the queue says',
  );
  await be(an, 'offline');
  await pass(95, binh);
  assert.equal((await see(binh)).waiting[0]?.queue.code, 'chung', 'overflowed to the common queue');
  await pass(125, binh);
  assert.equal((await see(binh)).offers[0]?.item.id, String(english), 'where the skill is only wished for in the end');
  // 08:00 on a Monday is outside these hours: nothing is given out, nothing is lost.
  await app.ctx.db.insertInto('calendars').values({ code: 'dem', name: 'Trực đêm', day_minutes: 600 }).execute();
  await sql`insert into calendar_ranges (calendar_id, weekday, hours) select id, 1, '20:00-23:00' from calendars where code = 'dem'`.execute(
    app.ctx.db,
  );
  forgetCalendars(app.ctx.db);
  const night = { ...body, calendar: 'dem', overflowQueue: null, overflowAfterSeconds: null };
  assert.equal((await boss.put('/routing/queues/tieng-anh', night)).status, 200);
  await be(an, 'available');
  const late = await put({ language: 'en' });
  await pass(60, an);
  assert.deepEqual(await stateOf(late), ['waiting', null]);
  assert.equal((await boss.put('/routing/queues/tieng-anh', { ...night, calendar: null })).status, 200);
  assert.deepEqual(await stateOf(late), ['offered', null], 'given out when it opens');
});

test('a supervisor sees and moves everything, and each move is on record', async () => {
  const id = await put({ title: 'Cần chuyển' });
  assert.equal((await an.get('/routing/board')).status, 403);
  await be(binh, 'busy');
  const offline = await boss.post(`/routing/items/${id}/assign`, { username: an.user.username });
  assert.deepEqual([offline.status, offline.body.code], [409, 'not_now']);
  const events = await app.eventsDuring(async () => {
    assert.equal(
      (await boss.post(`/routing/items/${id}/assign`, { username: binh.user.username })).body.holder.name,
      'Trần Bình',
    );
    assert.equal((await boss.post(`/routing/items/${id}/release`)).body.state, 'waiting');
    assert.equal(
      (await boss.post(`/routing/items/${id}/move`, { queue: 'tieng-anh', reason: 'Khách nói tiếng Anh' })).body.queue
        .code,
      'tieng-anh',
    );
    assert.equal(
      (await boss.put(`/routing/agents/${binh.user.username}/presence`, { state: 'away', reason: 'meeting' })).body
        .state,
      'away',
    );
  });
  assert.deepEqual(
    events.map((e) => [e.type, e.data.what ?? e.data.state, e.actorId]),
    [
      ['queue.changed', 'assigned', boss.user.id],
      ['queue.changed', 'released', boss.user.id],
      ['queue.changed', 'moved', boss.user.id],
      ['presence.changed', 'away', boss.user.id],
    ],
  );
  const { body: board } = await boss.get('/routing/board');
  assert.deepEqual(
    board.items.map((i: { title: string }) => i.title),
    ['Cần chuyển'],
  );
  assert.equal(board.queues.find((q: { code: string }) => q.code === 'tieng-anh').waiting, 1);
  assert.equal(board.agents.find((a: { username: string }) => a.username === binh.user.username).reason, 'meeting');
  const six = await Promise.all([1, 2, 3].map(() => put()));
  await be(binh, 'busy');
  for (const one of six)
    await boss.call(assignItem, { params: { id: String(one) }, body: { username: binh.user.username } });
  const full = await refusalOf(
    boss.call(assignItem, { params: { id: String(id) }, body: { username: binh.user.username } }),
  );
  assert.equal(full.brief, '409 not_now');
  const forced = { username: binh.user.username, force: true };
  assert.equal((await boss.call(assignItem, { params: { id: String(id) }, body: forced })).state, 'owned');
});

test('transfer, and a report about a unit is kept from its people', async () => {
  const unit = await app.ctx.db
    .selectFrom('units')
    .select('id')
    .where('code', '=', 'tong-dai-1022')
    .executeTakeFirstOrThrow();
  await be(an, 'available');
  const hidden = await put({ title: 'Phản ánh tổng đài', exceptUnitId: unit.id });
  assert.deepEqual([(await see(an)).offers, (await see(an)).waiting], [[], []]);
  assert.equal((await an.post(`/routing/items/${hidden}/claim`)).status, 404);
  assert.equal((await boss.get('/routing/board')).body.items.length, 0);
  assert.equal((await boss.post(`/routing/items/${hidden}/assign`, { username: an.user.username })).status, 404);
  const chat = await put({ ref: 'chat-x' });
  await an.post(`/offers/${(await see(an)).offers[0]?.id}/accept`);
  await be(binh, 'available');
  const which = { kind: 'chat', ref: 'chat-x' } as const;
  await transact(app.ctx, (tx) => transferItem(tx, which, { agentId: binh.user.id }, SYSTEM));
  assert.deepEqual(await stateOf(chat), ['offered', null]);
  assert.equal((await see(binh)).offers[0]?.item.id, String(chat));
});
