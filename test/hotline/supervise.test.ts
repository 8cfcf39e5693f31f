/** A supervisor beside a real talk: what he hears, who hears him, and that each use is on record. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { hears } from '../support/telephony/hears.ts';
import { onDesk, startHotlineApp } from '../support/telephony/hotline-app.ts';
import { isIn } from '../support/telephony/sound.ts';
import { until } from '../support/until.ts';

const t = await startHotlineApp();

test('listen, whisper, join, take over', async () => {
  const { agent, phone } = await t.agentWithPhone(
    'Lê Thị Tổng Đài',
    'Dạ, tổng đài 1022 xin nghe, tôi có thể giúp gì ạ?',
  );
  const { agent: boss, phone: bossPhone } = await t.agentWithPhone(
    'Trần Giám Sát',
    'Em hỏi kỹ số nhà và tên đường giúp chị, rồi chuyển Sở Xây dựng nhé',
    { role: 'supervisor' },
  );
  await boss.put('/me/presence', { state: 'busy', reason: 'other_work' });
  const citizen = await t.citizen('0901234567');
  await citizen.dial(t.number);
  const menu = await readFile(join(t.asterisk.soundsDir, 'menu.wav'));
  await hears(citizen, menu, 'the menu is being said');
  await citizen.digits('0');
  const { id } = await onDesk(agent, 'the agent talks', (call) => call.mine === 'talking', 60_000);
  assert.equal((await agent.post(`/calls/${id}/listen`)).status, 403, 'an agent may not');

  const events = await t.eventsDuring(async () => {
    assert.equal((await boss.post(`/calls/${id}/listen`)).status, 200);
  });
  assert.deepEqual(
    events.filter((one) => one.type === 'call.watched').map((one) => [one.actorId, one.data.mode]),
    [[boss.user.id, 'listen']],
  );
  assert.deepEqual(events.find((one) => one.type === 'call.watched')?.audience.to, ['supervisor']);
  await hears(bossPhone, citizen.says, 'he hears the citizen');
  await hears(bossPhone, phone.says, 'he hears the agent');
  assert.ok(!(await isIn(await citizen.heard(), bossPhone.says)), 'the citizen does not hear him');
  assert.ok(!(await isIn(await phone.heard(), bossPhone.says)), 'nor does the agent');

  assert.equal((await boss.post(`/calls/${id}/whisper`)).status, 200);
  await hears(phone, bossPhone.says, 'the agent hears the whisper');
  assert.ok(!(await isIn(await citizen.heard(), bossPhone.says)), 'the citizen does not');

  assert.equal((await boss.post(`/calls/${id}/barge`)).status, 200);
  await hears(citizen, bossPhone.says, 'the citizen hears him');

  assert.equal((await boss.post(`/calls/${id}/take-over`)).status, 200);
  await phone.next('CALL_CLOSED');
  await onDesk(agent, 'the agent writes up', (call) => call.mine === 'wrap_up');
  const taken = await onDesk(boss, 'the call is his', (call) => call.mine === 'talking');
  assert.ok(taken.can.includes('transfer'));
  const before = (await bossPhone.heard()).length;
  await hears(bossPhone, citizen.says, 'he hears the citizen, who is his', before);
  await citizen.hangup();
  const detail = await until('the call has ended', async () => {
    const { body } = await boss.get(`/calls/${id}`);
    return body.state === 'ended' && body;
  });
  assert.equal(detail.agent.code, boss.user.username);
  assert.equal(detail.outcome, 'answered');
});
