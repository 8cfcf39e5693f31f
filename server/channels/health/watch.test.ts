import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startMailServer } from '../../../test/support/mail-server/index.ts';
import { startZaloApp } from '../../../test/support/standins/zalo.ts';
import { asWritten } from '../../platform/said.ts';
import { syncEnvironmentAccount } from '../email/accounts.ts';
import { channelUpkeep } from '../index.ts';
import { zaloAccount } from '../zalo/account.ts';
import { storePair } from '../zalo/tokens.ts';
import { flushHealth, recordHealth } from './index.ts';

const ADMIN = 'quantri@tinh.example';
const BOX = 'hotro@tinh.example';
const mail = await startMailServer({
  users: [
    { address: BOX, password: 'a' },
    { address: ADMIN, password: 'b' },
  ],
});
after(() => mail.stop());
const app = await startZaloApp({ env: { SMTP_URL: mail.smtpUrl(BOX), MAIL_FROM: `1022 <${BOX}>` } });
const { ctx, zalo } = app;
await syncEnvironmentAccount(ctx);
const admin = await app.as({ role: 'admin', email: ADMIN });
const agent = await app.as({ role: 'agent' });

const look = async () => {
  await channelUpkeep(ctx, { history: false });
  await app.settle();
};
const stateOf = async () => {
  const list = await admin.get('/channels/health');
  return list.body.items.find((one: { channel: string }) => one.channel === 'zalo');
};
const mark = async () => {
  const marks = await agent.get('/channels/marks');
  return marks.body.items.find((one: { channel: string }) => one.channel === 'zalo');
};

test('a channel that is well is shown as well, with its figures', async () => {
  const user = zalo.addUser('Một');
  await app.arrives(user.id, { text: 'a' });
  await app.settleAll();
  await look();
  const state = await stateOf();
  assert.deepEqual([state.state, state.day.received, state.troubles], ['good', 1, []]);
  assert.equal((await mark()).state, 'good');
});

test('trouble: one incident, one mail to each administrator, a mark on every desk; over: the mark goes', async () => {
  zalo.state.access.clear();
  zalo.state.refresh.clear();
  app.clock.advance('PT21H');
  const recorded = await app.eventsDuring(async () => {
    await look();
    await look();
    app.clock.advance('PT10M');
    await look();
  });
  const opened = recorded.filter((e) => e.type === 'channel.incident_opened');
  assert.deepEqual(
    opened.map((e) => [e.data.what, e.data.level]),
    [['reauth', 'bad']],
  );
  assert.deepEqual(opened[0]?.audience.to, ['all_cases', 'admin']);
  const state = await stateOf();
  assert.equal(state.state, 'bad');
  assert.match(state.troubles[0].advice, /Kết nối lại/);
  assert.deepEqual([(await mark()).state, /từ chối làm mới/.test((await mark()).what)], ['bad', true]);
  const letters = await mail.mailbox(ADMIN).waitFor(1);
  assert.equal(letters.length, 1);
  assert.match(letters[0]?.raw.toString() ?? '', /Subject: .*1022/);
  zalo.state.access.set('new', app.clock.now().getTime() + 9e7);
  const account = await zaloAccount(ctx, 'default');
  assert.ok(account);
  await storePair(ctx, account, { access: 'new', refresh: 'r', lifeMs: 9e7 });
  await look();
  assert.equal((await mark()).state, 'good');
  assert.equal((await stateOf()).state, 'good');
  assert.equal((await mail.mailbox(ADMIN).messages()).length, 1, 'no second mail');
});

test('errors in a row, forged calls, and who may look', async () => {
  for (let i = 0; i < 5; i += 1)
    recordHealth(ctx, { channel: 'zalo', account: 'default', what: 'failed', detail: asWritten('HTTP 502') });
  for (let i = 0; i < 20; i += 1) recordHealth(ctx, { channel: 'zalo', account: 'default', what: 'refused' });
  await flushHealth(ctx);
  assert.deepEqual(
    (await stateOf()).troubles.map((one: { what: string }) => one.what),
    ['errors', 'refused'],
  );
  recordHealth(ctx, { channel: 'zalo', account: 'default', what: 'sent' });
  assert.deepEqual(
    (await stateOf()).troubles.map((one: { what: string }) => one.what),
    ['refused'],
  );
  assert.equal((await agent.get('/channels/health')).status, 403);
  assert.equal((await (await app.as({ role: 'officer' })).get('/channels/marks')).status, 403);
  assert.equal((await app.anonymous.get('/channels/marks')).status, 401);
});
