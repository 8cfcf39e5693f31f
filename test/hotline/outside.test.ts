/** An officer of a department is asked in by telephone: three hear each other, and two go on when the agent leaves. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallDetail } from '../../contract/calls.ts';
import { hears } from '../support/telephony/hears.ts';
import { onDesk, startHotlineApp, straightToQueue } from '../support/telephony/hotline-app.ts';
import { sipPhone } from '../support/telephony/sip-phone.ts';
import { until } from '../support/until.ts';

const officer = await sipPhone({
  number: '02773851022',
  says: 'Phòng Hạ tầng nghe, đoạn đường ấy chúng tôi sửa trong tuần này nhé.',
  answers: false,
});
const t = await startHotlineApp({ HOTLINE_TRUNK_HOST: officer.address });

const first = await t.agentWithPhone('Lê Thị Nhất', 'Dạ, tổng đài một không hai hai xin nghe ạ.');

test('asked in, three together, recording paused for a private number, the agent leaves', async () => {
  const { agent, phone } = first;
  const citizen = await t.citizen('0901234567');
  await citizen.dial(t.number);
  const live = async () => (await agent.get('/calls?view=live')).body.items[0] as { state: string } | undefined;
  await until('he is in the menu', async () => (await live())?.state === 'menu');
  await until('the menu listens', async () => {
    await citizen.digits('1');
    return (await live())?.state !== 'menu';
  });
  const { id } = await onDesk(agent, 'they talk', (call) => call.mine === 'talking', 60_000);
  const does = async (what: string, body: object = {}) => {
    const answer = await agent.post(`/calls/${id}/${what}`, body);
    assert.equal(answer.status, 200, `${what}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const forbidden = await agent.post(`/calls/${id}/transfer`, { target: { number: '19001234' }, mode: 'attended' });
  assert.equal(forbidden.status, 403, 'the rules of dialling hold here, too');

  await does('transfer', { target: { number: '0277 385 1022' }, mode: 'attended' });
  await officer.ringing();
  await officer.answer();
  await onDesk(agent, 'he is asked', (call) => call.consulting?.state === 'up');
  assert.ok((await does('conference')).can.includes('hangup'));
  await hears(citizen, officer.says, 'the citizen hears the officer');
  await hears(officer, citizen.says, 'the officer hears the citizen');
  await hears(phone, officer.says, 'the agent hears both');

  assert.equal((await does('record/pause')).recording, 'paused');
  assert.equal((await agent.post(`/calls/${id}/record/pause`)).status, 409);
  assert.equal((await does('record/resume')).recording, 'on');

  await agent.post(`/calls/${id}/hangup`);
  await phone.next('CALL_CLOSED');
  const during = (await agent.get(`/calls/${id}`)).body as CallDetail;
  assert.equal(during.state, 'talking', 'the citizen is still served');
  await officer.hangup();
  const end = await until('the call has ended', async () => {
    const { body } = await agent.get(`/calls/${id}`);
    return body.state === 'ended' && (body as CallDetail);
  });
  assert.equal(end.outcome, 'transferred');
  const kinds = end.spans.map((span) => span.kind);
  for (const kind of ['consult', 'conference', 'record_pause'] as const) assert.ok(kinds.includes(kind), kind);
  assert.deepEqual(
    end.legs.map((leg) => leg.kind),
    ['citizen', 'agent', 'outside'],
  );
});

test('handed on at once: to a colleague, by a queue, and to a number outside', async () => {
  const second = await t.agentWithPhone('Trần Văn Nhì', 'Em là Nhì, phòng Hạ tầng kỹ thuật, nghe máy đây.');
  await second.agent.put('/me/presence', { state: 'busy', reason: 'other_work' });
  const boss = await t.as({ role: 'supervisor' });
  const queue = { code: 'ky-thuat', name: 'Kỹ thuật', position: 5, kinds: ['mail' as const] };
  const made = await t.ctx.db.insertInto('queues').values(queue).returning('id').executeTakeFirstOrThrow();
  await t.ctx.db.insertInto('queue_members').values({ queue_id: made.id, user_id: first.agent.user.id }).execute();
  const wrap = async (seat: typeof first) => {
    const { id } = await onDesk(seat.agent, 'he finishes', (call) => call.mine === 'wrap_up');
    await seat.agent.post(`/calls/${id}/disposition`, { wrapped: true });
  };
  await wrap(first);

  const citizen = await t.citizen('0907654321');
  await straightToQueue(t);
  await citizen.dial(t.number);
  const { id } = await onDesk(first.agent, 'they talk', (call) => call.mine === 'talking', 60_000);
  const hand = async (seat: typeof first, target: object) => {
    const answer = await seat.agent.post(`/calls/${id}/transfer`, { target, mode: 'blind' });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  };

  await second.agent.put('/me/presence', { state: 'available' });
  await hand(first, { agent: second.agent.user.username });
  await onDesk(second.agent, 'the second talks', (call) => call.id === id && call.mine === 'talking');
  await hears(citizen, second.phone.says, 'the citizen hears the second');

  await wrap(first);
  await hand(second, { queue: 'ky-thuat' });
  await onDesk(first.agent, 'who serves the queue talks', (call) => call.id === id && call.mine === 'talking');
  await hears(citizen, first.phone.says, 'the citizen hears him');
  assert.equal((await first.agent.get(`/calls/${id}`)).body.queue.code, 'ky-thuat');

  await hand(first, { number: '02773851022' });
  await officer.ringing();
  await officer.answer();
  await hears(citizen, officer.says, 'the citizen hears the officer');
  await hears(officer, citizen.says, 'and the officer him');
  await citizen.hangup();
  const end = await until('the call has ended', async () => {
    const { body } = await boss.get(`/calls/${id}`);
    return body.state === 'ended' && (body as CallDetail);
  });
  assert.deepEqual([end.outcome, end.endedBy], ['transferred', 'citizen']);
  assert.deepEqual(
    end.legs.map((leg) => leg.kind),
    ['citizen', 'agent', 'agent', 'agent', 'outside'],
  );
});
