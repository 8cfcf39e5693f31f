/** Click to call: the agent's telephone, then the citizen's; what was owed is paid, what is forbidden is not called. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callOwed } from '../../server/cases/index.ts';
import { SYSTEM } from '../../server/platform/auth/index.ts';
import { transact } from '../../server/platform/transact.ts';
import type { Client } from '../support/client.ts';
import { hears } from '../support/telephony/hears.ts';
import { onDesk, startHotlineApp } from '../support/telephony/hotline-app.ts';
import { sipPhone } from '../support/telephony/sip-phone.ts';
import { until } from '../support/until.ts';

// Two people behind the provider's exchange.
const outside = await sipPhone({
  number: '0912345678',
  also: ['0912345679'],
  says: 'A lô, tôi nghe đây, chị gọi có việc gì vậy',
  answers: false,
});
const t = await startHotlineApp({ HOTLINE_TRUNK_HOST: outside.address });

async function missed(phone: string): Promise<string> {
  const call = await t.ctx.db
    .insertInto('calls')
    .values({
      ...{ direction: 'inbound', origin: 'asterisk', state: 'ended', number: phone, outcome: 'abandoned' },
      ...{ started_at: t.clock.now(), ended_at: t.clock.now(), ended_by: 'citizen' },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const owed = {
    callId: call.id,
    phone,
    purpose: 'missed_call',
    why: { vi: 'Cuộc gọi nhỡ', en: 'Missed call' },
    text: { vi: '', en: '' },
    since: t.clock.now(),
  } as const;
  return String(await transact(t.ctx, (tx) => callOwed(tx, SYSTEM, owed)));
}
const task = async (id: string) =>
  t.ctx.db.selectFrom('callback_tasks').selectAll().where('id', '=', Number(id)).executeTakeFirstOrThrow();
const ended = (who: Client, id: string) =>
  until('the call has ended', async () => {
    const { body } = await who.get(`/calls/${id}`);
    return body.state === 'ended' && body;
  });

test('without a telephone, against the rules, in a call: refused in words', async () => {
  const nobody = await t.as({ role: 'agent' });
  assert.equal((await nobody.post('/calls', { to: '0912345678' })).status, 409);
  assert.equal((await nobody.post('/calls', { to: '19001234' })).status, 403);
  assert.equal((await nobody.post('/calls', { to: '12' })).status, 422);
  assert.equal((await nobody.post('/calls', { to: 'gọi mẹ' })).status, 422);
  const officer = await t.as({ role: 'officer' });
  assert.equal((await officer.post('/calls', { to: '0912345678' })).status, 403);
  assert.equal((await t.anonymous.post('/calls', { to: '0912345678' })).status, 401);
});

test('his telephone, then the citizen’s; both hear each other; what was owed is paid', async () => {
  const { agent, phone } = await t.agentWithPhone(
    'Lê Thị Tổng Đài',
    'Dạ, em gọi từ tổng đài 1022 về phản ánh của chị ạ',
  );
  const callbackId = await missed('+84912345678');
  const made = await agent.post('/calls', { to: '0912 345 678', callbackId });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { id } = made.body;
  assert.equal(made.body.mine, 'dialling');
  assert.equal((await agent.post('/calls', { to: '0987654321' })).status, 409, 'one call at a time');
  await outside.ringing();
  await outside.answer();
  await onDesk(agent, 'they talk', (call) => call.mine === 'talking');
  await hears(phone, outside.says, 'the agent hears him');
  await hears(outside, phone.says, 'he hears the agent');
  assert.equal((await agent.post(`/calls/${id}/hangup`)).status, 200);
  await outside.next('CALL_CLOSED');
  const detail = await ended(agent, id);
  assert.deepEqual([detail.direction, detail.outcome, detail.endedBy], ['outbound', 'answered', 'agent']);
  assert.equal((await task(callbackId)).state, 'done');
  await agent.post(`/calls/${id}/disposition`, { disposition: 'answered', wrapped: true });

  // Nobody answers the next one: the try counts, the task stays.
  const second = await missed('+84912345679');
  const again = await agent.post('/calls', { to: '0912345679', callbackId: second });
  assert.equal(again.status, 201, JSON.stringify(again.body));
  await outside.ringing();
  await outside.hangup();
  const vain = await ended(agent, again.body.id);
  assert.ok(['busy', 'rejected', 'no_answer', 'failed'].includes(vain.outcome), vain.outcome);
  assert.deepEqual([(await task(second)).state, (await task(second)).attempts], ['open', 1]);
});
