/** kill -9 in mid-call: the talk goes on, callers meanwhile leave a message, and the record is right afterwards. */
import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { CallView } from '../../contract/calls.ts';
import { addPeople, api, firstAdmin, PASSWORD, sessionCookie } from '../e2e/support/people.ts';
import { newDataDir, removeDataDir, startServer } from '../e2e/support/server-process.ts';
import { startAsterisk } from '../support/telephony/asterisk.ts';
import { hears } from '../support/telephony/hears.ts';
import { type SipPhone, sipPhone } from '../support/telephony/sip-phone.ts';
import { isIn } from '../support/telephony/sound.ts';
import { until } from '../support/until.ts';

after(async () => {
  await server?.kill();
  if (dataDir) await removeDataDir(dataDir);
});
const dataDir = await newDataDir();
const asterisk = await startAsterisk(dataDir);
let server = await startServer({ dataDir });
await addPeople(server.url, await firstAdmin(server), [
  { username: 'agent', displayName: 'Lê Thị Tổng Đài', role: 'agent', unit: 'tong-dai-1022' },
]);
const signIn = async () => api(server.url, await sessionCookie(server.url, 'agent', PASSWORD));
const current = async () => (await desk.get('/calls/current')).body;

let desk = await signIn();

/** Dials and presses until the call is offered: no key cuts the greeting short. */
async function call(citizen: SipPhone): Promise<void> {
  await citizen.dial(`sip:1022@${asterisk.sip}`);
  await until(
    'the menu has taken the key',
    async () => {
      await citizen.digits('1');
      const { items } = (await desk.get('/calls?view=live')).body as { items: CallView[] };
      return items.some((one) => one.state !== 'menu');
    },
    60_000,
  );
}

test('killed in mid-call', async () => {
  const account = (await desk.post('/me/phone', { kind: 'sip' })).body;
  const agent = await sipPhone({
    number: account.username,
    says: 'Dạ, tổng đài 1022 xin nghe ạ.',
    account: { user: account.username, password: account.password, registrar: asterisk.sip },
  });
  await until('the telephone is registered', async () => (await current()).phone.registered, 60_000);
  await desk.send('PUT', '/me/presence', { state: 'available' });
  const citizen = await sipPhone({ number: '0901234567', says: 'A lô, đèn đường bị hỏng đã ba ngày nay rồi.' });
  await call(citizen);
  await until('they talk', async () => (await current()).calls[0]?.mine === 'talking', 60_000);
  const { id } = (await current()).calls[0];

  await server.kill();
  const before = (await citizen.heard()).length;
  const late = await sipPhone({ number: '0977777777', says: 'Tôi muốn hỏi thủ tục cấp lại căn cước.' });
  await late.dial(`sip:1022@${asterisk.sip}`);
  await until('the late caller leaves a message', async () => (await readdir(asterisk.fallbackDir)).length > 0, 90_000);
  await until(
    'some words are in it',
    async () => isIn(join(asterisk.fallbackDir, (await readdir(asterisk.fallbackDir))[0] as string), late.says),
    60_000,
  );
  // Shorter than administration counts as a message it would be a call that was given up: five seconds of 8 kHz, 16 bit.
  const growing = async () => stat(join(asterisk.fallbackDir, (await readdir(asterisk.fallbackDir))[0] as string));
  await until('it is long enough', async () => (await growing()).size > 5 * 16_000, 30_000);
  await late.digits('#');
  assert.ok((await citizen.heard()).length > before, 'sound goes on');
  assert.ok(!citizen.events.some((event) => event.type === 'CALL_CLOSED'), 'the talk is alive');
  assert.ok(!agent.events.some((event) => event.type === 'CALL_CLOSED'), 'on both sides');

  server = await startServer({ dataDir });
  desk = await signIn();
  await until('the call is known again as it is', async () => (await current()).calls[0]?.mine === 'talking', 60_000);
  assert.equal((await current()).calls[0].id, id);
  await hears(agent, citizen.says, 'they hear each other still', (await agent.heard()).length);
  await citizen.hangup();
  const ended = await until(
    'the record is right',
    async () => {
      const { body } = await desk.get(`/calls/${id}`);
      return body.state === 'ended' && body.recordings[0]?.state === 'fetched' && body;
    },
    60_000,
  );
  assert.deepEqual([ended.outcome, ended.endedBy], ['answered', 'citizen']);
  const { items } = (await desk.get('/calls?view=missed')).body as { items: CallView[] };
  const message = items.find((one) => one.number === '0977 777 777');
  assert.deepEqual([message?.outcome, message?.hasRecording], ['voicemail', true]);
  assert.ok(message?.caseCode, 'the message is a case');
  assert.deepEqual(await readdir(asterisk.fallbackDir), [], 'taken over, so gone at Asterisk');
});
