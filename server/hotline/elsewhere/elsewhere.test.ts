/** A centre without our Asterisk: calls written down by hand, and calls told by a foreign exchange. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCasesApp } from '../../../test/support/cases-app.ts';
import { foreignExchange } from '../../../test/support/standins/foreign-exchange.ts';

const app = await startCasesApp({ whole: true, env: { PUBLIC_URL: 'https://1022.example' } });
const { ctx, agent, supervisor } = app;
const KEY = 'một-khóa-đủ-dài-để-ký';
const ago = (seconds: number) => new Date(app.clock.now().getTime() - seconds * 1000).toISOString();
const body = (over: object = {}) => ({
  direction: 'inbound',
  number: '0905 123 456',
  startedAt: ago(600),
  seconds: 240,
  outcome: 'answered',
  ...over,
});

test('a call written down by hand has the same record as one of ours', async () => {
  const about = await app.newCase({ citizen: { name: 'Nguyễn Thị Sáu', phone: '0905123456' } });
  const recorded = await app.eventsDuring(async () => {
    const answer = await agent.post('/calls/manual', body({ caseCode: about.code, note: 'Hỏi về giấy khai sinh' }));
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    const { origin, state, outcome, caseCode, citizen, times, agent: who, number } = answer.body;
    assert.deepEqual(
      [origin, state, outcome, caseCode, citizen.name, times.talk, who.name, number],
      ['manual', 'ended', 'answered', about.code, 'Nguyễn Thị Sáu', 240, 'Lê Thị Tổng Đài', '0905 123 456'],
    );
  });
  assert.deepEqual(
    recorded.map((e) => [e.type, e.data.outcome, e.audience.to]),
    [['call.ended', 'answered', ['supervisor', `user:${agent.user.id}`]]],
  );
  const mine = await agent.get('/calls?view=mine');
  assert.equal(mine.body.items[0].origin, 'manual');
  const missed = await agent.post('/calls/manual', body({ number: null, outcome: 'abandoned', seconds: 0 }));
  assert.deepEqual([missed.status, missed.body.number, missed.body.times.talk], [201, null, 0]);
  // Nobody talked: a call is owed to the number, until somebody does.
  const owes = async () =>
    (await agent.get('/callbacks')).body.items.filter((one: { phone: string }) => /939/.test(one.phone ?? '')).length;
  await agent.post('/calls/manual', body({ number: '0939000111', outcome: 'abandoned', seconds: 0 }));
  assert.equal(await owes(), 1);
  await agent.post('/calls/manual', body({ number: '0939000111', direction: 'outbound' }));
  assert.equal(await owes(), 0);
});

for (const [name, over, path] of [
  ['ends in the future', { startedAt: ago(-60), seconds: 600 }, 'startedAt'],
  ['talk without length', { seconds: 0 }, 'seconds'],
  ['length without talk', { outcome: 'no_answer' }, 'seconds'],
  ['a case that is not there', { caseCode: '1022-000000-0001' }, 'caseCode'],
  ['a citizen who is not there', { citizenId: '999999' }, 'citizenId'],
] as const)
  test(`refused: ${name}`, async () => {
    const answer = await agent.post('/calls/manual', body(over));
    assert.deepEqual([answer.status, answer.body.fields?.[0]?.path], [422, path]);
  });

test('who may: agents and supervisors write calls down, the keys are for administration', async () => {
  assert.equal((await app.officer.post('/calls/manual', body())).status, 403);
  assert.equal((await app.anonymous.post('/calls/manual', body())).status, 401);
  assert.equal((await agent.get('/hotline/cti')).status, 403);
  assert.equal((await agent.put('/hotline/cti/pbx', { name: 'x', enabled: true, extensions: {} })).status, 403);
});

const exchange = foreignExchange(app.app, 'pbx', KEY);
const callOf = (external: string) =>
  ctx.db.selectFrom('calls').selectAll().where('external_id', '=', `pbx/${external}`).executeTakeFirst();

test('an exchange is entered with its key and extensions; the key never comes back', async () => {
  assert.equal((await exchange.send({ call: 'a', event: 'ringing', at: ago(5) })).status, 404);
  const extensions = { '101': agent.user.username };
  const entered = await supervisor.put('/hotline/cti/pbx', { name: 'Tổng đài cũ', enabled: true, extensions });
  assert.match(entered.body.problem, /Chưa nhập khóa/);
  assert.equal((await exchange.send({ call: 'a', event: 'ringing', at: ago(5) })).status, 503);
  const keyed = await supervisor.put('/hotline/cti/pbx', { name: 'Tổng đài cũ', enabled: true, extensions, key: KEY });
  assert.deepEqual(
    [keyed.body.hasKey, keyed.body.problem, keyed.body.webhookUrl],
    [true, null, 'https://1022.example/hooks/cti/pbx'],
  );
  assert.ok(!JSON.stringify((await supervisor.get('/hotline/cti')).body).includes(KEY));
  const stranger = await supervisor.put('/hotline/cti/pbx', {
    name: 'x',
    enabled: true,
    extensions: { '1': 'khong-co' },
  });
  assert.deepEqual([stranger.status, stranger.body.fields[0].path], [422, 'extensions']);
});

test('a call pops on the screen of the one whose telephone rings, and gets its record', async () => {
  const call = { call: 'c-1', number: '0905123456', dialled: '1022', extension: '101' };
  const recorded = await app.eventsDuring(async () => {
    assert.equal((await exchange.send({ ...call, event: 'ringing', at: ago(70) })).status, 202);
    await app.settle();
    const { calls } = (await agent.get('/calls/current')).body;
    assert.deepEqual([calls[0].mine, calls[0].citizen.name, calls[0].can], ['offered', 'Nguyễn Thị Sáu', []]);
    await exchange.send({ ...call, event: 'answered', at: ago(65) });
    await app.settle();
    assert.equal((await agent.get('/calls/current')).body.calls[0].mine, 'talking');
    await exchange.send({ ...call, event: 'ended', at: ago(5), endedBy: 'citizen' });
    await app.settle();
    assert.equal((await agent.get('/calls/current')).body.calls[0].mine, 'wrap_up');
  });
  assert.deepEqual(
    recorded
      .filter((e) => e.type.startsWith('call.'))
      .map((e) => [e.type, e.audience.to.includes(`user:${agent.user.id}`)]),
    [
      ['call.started', true],
      ['call.changed', true],
      ['call.ended', true],
    ],
  );
  const row = await callOf('c-1');
  const detail = (await agent.get(`/calls/${row?.id}`)).body;
  assert.deepEqual(
    [detail.outcome, detail.times.talk, detail.times.ring, detail.endedBy],
    ['answered', 60, 5, 'citizen'],
  );
});

test('repeated and late events change nothing; events without an answer end as missed', async () => {
  const call = { call: 'c-2', number: '0277 3851 101', extension: '101' };
  const ended = { id: 'e-9', ...call, event: 'ended', at: ago(10) };
  await exchange.send({ ...call, event: 'ringing', at: ago(40) });
  const [first, again] = [await exchange.send(ended), await exchange.send(ended)];
  assert.deepEqual([first.body.duplicate, again.body.duplicate], [false, true]);
  await app.settle();
  await exchange.send({ ...call, event: 'ringing', at: ago(40) });
  await app.settle();
  const row = await callOf('c-2');
  assert.deepEqual([row?.state, row?.outcome, row?.number], ['ended', 'abandoned', '+842773851101']);
  assert.ok(row?.callback_id, 'a call is owed');
  assert.equal(
    (await agent.get('/calls/current')).body.calls.some((c: { id: string }) => c.id === String(row?.id)),
    false,
  );
});

test('forged, unsigned and unreadable deliveries are refused and counted; a bearer key is taken', async () => {
  const event = { call: 'c-3', event: 'ringing', at: ago(3) };
  const forged = await exchange.send(event, { 'x-signature-256': `sha256=${'0'.repeat(64)}` });
  const wrongKey = await foreignExchange(app.app, 'pbx', 'another-key-of-16').send(event);
  assert.deepEqual([forged.status, wrongKey.status], [403, 403]);
  assert.equal((await exchange.deliver('{"id":')).status, 422);
  assert.equal((await exchange.send({ call: 'c-3', event: 'dances', at: ago(3) })).status, 422);
  assert.equal(await callOf('c-3'), undefined);
  const bearer = await app.app.inject({
    method: 'POST',
    url: '/hooks/cti/pbx',
    headers: { authorization: `Bearer ${encodeURIComponent('x')}` },
    payload: JSON.stringify({ id: 'b', ...event }),
  });
  assert.equal(bearer.statusCode, 403);
  await supervisor.put('/hotline/cti/pbx', {
    name: 'Tổng đài cũ',
    enabled: true,
    extensions: {},
    key: 'plain-ascii-key-16',
  });
  const right = await app.app.inject({
    method: 'POST',
    url: '/hooks/cti/pbx',
    headers: { authorization: 'Bearer plain-ascii-key-16' },
    payload: JSON.stringify({ id: 'b', ...event }),
  });
  assert.equal(right.statusCode, 202);
  await app.settle();
  assert.equal((await callOf('c-3'))?.state, 'waiting', 'an unknown extension is nobody’s');
});

test('an account that is switched off stores and ignores', async () => {
  await supervisor.put('/hotline/cti/pbx', { name: 'Tổng đài cũ', enabled: false, extensions: {}, key: KEY });
  assert.equal((await exchange.send({ call: 'c-4', event: 'ringing', at: ago(3) })).status, 202);
  await app.settle();
  assert.equal(await callOf('c-4'), undefined);
});
