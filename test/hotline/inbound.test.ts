/** A citizen dials 1022 and speaks to a person: every sound is heard, every second is on record. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import type { CallDetail } from '../../contract/calls.ts';
import { openRecording } from '../../server/hotline/index.ts';
import { hears } from '../support/telephony/hears.ts';
import { onDesk, startHotlineApp } from '../support/telephony/hotline-app.ts';
import { isIn } from '../support/telephony/sound.ts';
import { until } from '../support/until.ts';

const t = await startHotlineApp();
const prompt = (name: string) => readFile(join(t.asterisk.soundsDir, `${name}.wav`));

test('greeting, key, queue, agent, talk, recording, record', async () => {
  const { agent, phone } = await t.agentWithPhone(
    'Lê Thị Tổng Đài',
    'Dạ, tổng đài 1022 xin nghe, tôi có thể giúp gì ạ?',
  );
  const citizen = await t.citizen('0901234567');
  await citizen.dial(t.number);
  await hears(citizen, await prompt('greeting'), 'the greeting with the notice of recording');
  await hears(citizen, await prompt('menu'), 'the menu');
  await citizen.digits('2');
  const talk = await onDesk(agent, 'the agent talks', (call) => call.mine === 'talking', 40_000);
  assert.equal(talk.number, '0901 234 567');
  assert.equal(talk.topic, 'Phản ánh hiện trường');
  await hears(phone, citizen.says, 'the agent hears the citizen');
  await hears(citizen, phone.says, 'the citizen hears the agent');
  // Long enough for two whole sentences of each in the recording, where they talk over each other.
  await onDesk(agent, 'they have talked for a while', (call) => call.times.talk > 14);
  await phone.hangup();
  await citizen.next('CALL_CLOSED');
  const detail = await until<CallDetail>('the recording is fetched', async () => {
    const { body } = await agent.get(`/calls/${talk.id}`);
    return body.recordings[0]?.state === 'fetched' && body;
  });
  assert.equal(detail.state, 'ended');
  assert.equal(detail.outcome, 'answered');
  assert.equal(detail.endedBy, 'agent');
  assert.ok(detail.times.talk > 1 && detail.times.menu > 1, JSON.stringify(detail.times));
  assert.deepEqual(
    detail.legs.map((leg) => [leg.kind, leg.outcome]),
    [
      ['citizen', 'answered'],
      ['agent', 'answered'],
    ],
  );
  const file = await t.ctx.db.selectFrom('recording_files').selectAll().executeTakeFirstOrThrow();
  const recording = await buffer((await openRecording(t.ctx, file.id)).read());
  assert.ok(await isIn(recording, citizen.says), 'the citizen is in the recording');
  assert.ok(await isIn(recording, phone.says), 'so is the agent');
  const wrap = await onDesk(agent, 'wrap-up', (call) => call.mine === 'wrap_up');
  assert.equal((await agent.get('/me/presence')).body.reason, 'wrap_up');
  const done = await agent.post(`/calls/${wrap.id}/disposition`, { disposition: 'answered', wrapped: true });
  assert.equal(done.status, 200, JSON.stringify(done.body));
  assert.equal((await agent.get('/me/presence')).body.state, 'available');
});
