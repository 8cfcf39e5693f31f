/** Hold, attended transfer, conference by way of it, a broken line, a parked call: who hears whom, and who has it then. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CallDetail, CurrentCall } from '../../contract/calls.ts';
import { hears } from '../support/telephony/hears.ts';
import { type Agent, onDesk, startHotlineApp } from '../support/telephony/hotline-app.ts';
import type { SipPhone } from '../support/telephony/sip-phone.ts';
import { until } from '../support/until.ts';

const t = await startHotlineApp();
type Seat = { agent: Agent; phone: SipPhone };
const first: Seat = await t.agentWithPhone('Lê Thị Nhất', 'Dạ, tổng đài một không hai hai xin nghe ạ.');
const citizen = await t.citizen('0901234567');
await citizen.dial(t.number);
await until('he is in the menu', async () => (await calls('live'))[0]?.state === 'menu');
// Through the greeting with the notice of recording, which no key cuts short.
await until('the menu listens', async () => {
  await citizen.digits('1');
  return (await calls('live'))[0]?.state !== 'menu';
});
const talk = await onDesk(first.agent, 'the first agent talks', (call) => call.mine === 'talking', 60_000);
const second: Seat = await t.agentWithPhone('Trần Văn Nhì', 'Sở Xây dựng nghe đây, anh cần hỏi việc gì?');

async function calls(view: string) {
  return (await first.agent.get(`/calls?view=${view}`)).body.items as { id: string; state: string }[];
}
const does = async (who: Agent, what: string, body: object = {}) => {
  const answer = await who.post(`/calls/${talk.id}/${what}`, body);
  assert.equal(answer.status, 200, `${what}: ${JSON.stringify(answer.body)}`);
  return answer.body as CurrentCall;
};
const detail = async () => (await second.agent.get(`/calls/${talk.id}`)).body as CallDetail;

test('hold and resume', async () => {
  const held = await does(first.agent, 'hold');
  assert.deepEqual([held.held, held.recording], [true, 'paused']);
  const refused = await first.agent.post(`/calls/${talk.id}/hold`);
  assert.equal(refused.status, 409);
  const back = await does(first.agent, 'resume');
  assert.deepEqual([back.held, back.recording], [false, 'on']);
});

test('attended transfer: the two agents talk, then the citizen and the second one', async () => {
  const target = { agent: second.agent.user.username };
  const asking = await does(first.agent, 'transfer', { target, mode: 'attended' });
  assert.equal(asking.consulting?.name, 'Trần Văn Nhì');
  const asked = await onDesk(second.agent, 'the second agent is asked', (call) => call.mine === 'consult');
  assert.equal(asked.id, talk.id);
  await hears(first.phone, second.phone.says, 'the first hears the second');
  await first.agent.post(`/calls/${talk.id}/transfer/complete`);
  await onDesk(second.agent, 'the second agent talks', (call) => call.mine === 'talking');
  await hears(citizen, second.phone.says, 'the citizen hears the second');
  await onDesk(first.agent, 'the first finishes', (call) => call.mine === 'wrap_up');
  await first.agent.post(`/calls/${talk.id}/disposition`, { wrapped: true });
});

test('the line of the agent breaks: the citizen is told so, and the next agent takes him', async () => {
  await second.phone.die();
  const again = await onDesk(first.agent, 'the first agent talks again', (call) => call.mine === 'talking', 60_000);
  assert.equal(again.id, talk.id);
  await hears(citizen, first.phone.says, 'the citizen hears the first again');
  const told = await t.ctx.db.selectFrom('call_orders').select('body').where('call_id', '=', Number(talk.id)).execute();
  assert.ok(
    told.some((order) => JSON.stringify(order.body).includes('returned-to-queue')),
    'he was told so',
  );
});

test('parked and taken up again; then it ends, and every second is on record', async () => {
  await does(first.agent, 'park');
  const { body } = await first.agent.get('/calls/current');
  assert.equal(body.parked[0]?.id, talk.id);
  await until(
    'the telephone is free again',
    async () => (await first.agent.post(`/calls/${talk.id}/unpark`)).status === 200,
  );
  await onDesk(first.agent, 'talking again', (call) => call.mine === 'talking');

  // He leaves his page: music, and the call is his for a while; then the citizen comes first, and he has him again.
  assert.equal((await first.agent.delete('/me/phone')).status, 204);
  await first.phone.next('CALL_CLOSED');
  await onDesk(first.agent, 'it waits for his telephone', (call) => call.mine === 'talking' && call.can.length === 0);
  t.clock.advance(15_000);
  await hears(citizen, join(t.asterisk.soundsDir, 'returned-to-queue.wav'), 'the citizen hears that he comes first');
  await t.newPhone(first.agent, 'Alô, em là Nhất đây ạ.');
  await onDesk(first.agent, 'the same agent talks', (call) => call.mine === 'talking' && call.can.length > 0);
  await citizen.hangup();
  const end = await until('the record is right', async () => {
    const call = await detail();
    return call.state === 'ended' && call;
  });
  assert.deepEqual([end.outcome, end.endedBy], ['answered', 'citizen']);
  const kinds = new Set(end.spans.map((span) => span.kind));
  for (const kind of ['menu', 'wait', 'ring', 'talk', 'hold', 'consult', 'park'])
    assert.ok(kinds.has(kind as never), kind);
  assert.ok(end.spans.every((span) => span.endedAt !== null || span.kind === 'wrap_up'));
  assert.ok(
    end.legs.some((leg) => leg.outcome === 'lost'),
    'the broken line is on record',
  );
});
