/** Asterisk, or the process that leads, goes: what was lost is on record, what can go on does, the next call is served. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHotline } from '../../server/hotline/index.ts';
import { onDesk, startHotlineApp } from '../support/telephony/hotline-app.ts';
import { until } from '../support/until.ts';

const t = await startHotlineApp();
const { agent, phone } = await t.agentWithPhone('Lê Thị Nhất', 'Dạ, tổng đài một không hai hai xin nghe ạ.');

async function calls(view: string) {
  return (await agent.get(`/calls?view=${view}`)).body.items as { id: string; state: string; outcome: string | null }[];
}
const registered = async () => (await agent.get('/calls/current')).body.phone.registered as boolean;

test('a call that was cut ends on record; the same telephone takes the next one', async () => {
  const first = await t.citizen('0901234567');
  await first.dial(t.number);
  await until('he is in the menu', async () => (await calls('live'))[0]?.state === 'menu');
  await t.asterisk.restart();
  await until('his call has ended', async () => (await calls('live')).length === 0, 60_000);
  await until('the hotline is connected again', async () => t.hotline.ready, 60_000);
  await first.stop();
  // The telephone renews its registration by itself; the account is there again although Asterisk had forgotten it.
  await until('the telephone is registered again', registered, 90_000);

  const second = await t.citizen('0907654321');
  await second.dial(t.number);
  await until('he is in the menu', async () => (await calls('live'))[0]?.state === 'menu');
  await until('the menu listens', async () => {
    await second.digits('0');
    return (await calls('live'))[0]?.state !== 'menu';
  });
  const talk = await onDesk(agent, 'they talk', (call) => call.mine === 'talking', 60_000);
  assert.equal(talk.number, '0907 654 321');
  await second.hangup();
  await until('the call has ended', async () => (await calls('live')).length === 0);
});

test('of two processes one leads; the other takes over in mid-call, and the talk does not notice', async () => {
  const other = await startHotline(t.ctx);
  const citizen = await t.citizen('0905555555');
  await agent.put('/me/presence', { state: 'available' });
  await citizen.dial(t.number);
  await until('he is in the menu', async () => (await calls('live'))[0]?.state === 'menu');
  await until('the menu listens', async () => {
    await citizen.digits('0');
    return (await calls('live'))[0]?.state !== 'menu';
  });
  const talk = await onDesk(agent, 'they talk', (call) => call.mine === 'talking', 60_000);
  assert.deepEqual([t.hotline.ready, other.ready], [true, false], 'one leads');
  await t.hotline.stop();
  await until('the other leads', async () => other.ready, 60_000);
  assert.equal((await agent.get(`/calls/${talk.id}`)).body.state, 'talking');
  assert.equal((await agent.post(`/calls/${talk.id}/hold`)).status, 200, 'and carries out what the agent wants');
  assert.equal((await agent.post(`/calls/${talk.id}/resume`)).status, 200);
  await phone.hangup();
  const end = await until('the call has ended', async () => {
    const { body } = await agent.get(`/calls/${talk.id}`);
    return body.state === 'ended' && body;
  });
  assert.deepEqual([end.outcome, end.endedBy], ['answered', 'agent']);
  await other.stop();
});
