import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { simpleParser } from 'mailparser';
import * as contract from '../../contract/notices.ts';
import { startMailServer } from '../../test/support/mail-server/index.ts';
import { startNoticesApp } from '../../test/support/notices-app.ts';
import { registerChannels, registerEmail, staffMailDoor } from '../channels/index.ts';
import { sweepNoticeMail } from './index.ts';
import { nextHour } from './next-digest.ts';

const BOX = '1022@tinh.example';
const OFFICER = 'phuc@soxaydung.example';
const LEADER = 'tung@soxaydung.example';

let stopServer: (() => Promise<void>) | undefined;
after(async () => stopServer?.());
const server = await startMailServer({
  users: [BOX, OFFICER, LEADER].map((address) => ({ address, password: 'p' })),
});
stopServer = server.stop;
const app = await startNoticesApp({
  env: { SMTP_URL: server.smtpUrl(BOX), MAIL_FROM: `Tổng đài 1022 <${BOX}>`, PUBLIC_URL: 'https://1022.tinh.example' },
  door: staffMailDoor,
  register(http, ctx) {
    registerEmail(http, ctx);
    registerChannels(http, ctx);
  },
});
const { ctx, did } = app;
const mailbox = async (address: string) =>
  Promise.all((await server.mailbox(address).messages()).map((m) => simpleParser(m.raw)));

await ctx.db
  .insertInto('mailboxes')
  .values({
    code: 'default',
    address: BOX,
    display_name: 'Tổng đài 1022',
    source: 'environment',
    state_since: ctx.clock.now(),
    created_at: ctx.clock.now(),
    updated_at: ctx.clock.now(),
  })
  .execute();
await ctx.db.updateTable('users').set({ email: OFFICER }).where('id', '=', app.officer.user.id).execute();
await ctx.db.updateTable('users').set({ email: LEADER }).where('id', '=', app.leader.user.id).execute();

/** Mail that is due now is written and sent, as the worker does. */
async function post(): Promise<void> {
  await app.settle();
  await sweepNoticeMail(ctx, staffMailDoor);
  await app.settle();
}

const send = async () => {
  const { code } = await app.newCase();
  await did(app.agent, code, 'forward', { leadUnit: 'so-xay-dung', note: 'Kiểm tra trong ngày' });
  return code;
};

test('the digest goes out at the hour, with what is still unread; never twice', async () => {
  const read = await send();
  const [one, two] = [await send(), await send()];
  await app.settle();
  await app.officer.post('/notices/read', { case: read });
  await post();
  assert.deepEqual(await mailbox(OFFICER), [], 'nothing before the hour');
  app.clock.moveTo('2026-11-23T14:00:01+07:00');
  await post();
  await post();
  const letters = await mailbox(OFFICER);
  assert.equal(letters.length, 1);
  const letter = letters[0];
  assert.equal(letter?.subject, '[1022] 2 thông báo chưa đọc');
  assert.equal(letter?.from?.value[0]?.address, BOX);
  assert.equal(letter?.headers.get('auto-submitted'), 'auto-generated');
  const text = letter?.text ?? '';
  assert.ok(text.includes(`https://1022.tinh.example/desk/cases/${one}`) && text.includes(two), text);
  assert.ok(!text.includes(read), 'what was read is not mailed');
  assert.ok(text.includes('/desk/me/notices'));
});

test('at once for who wants it so; not at all for who does not; only on working days', async () => {
  await app.leader.call(contract.putNoticePreferences, {
    body: { kinds: [{ kind: 'submitted', desk: true, mail: 'now' }], digestHours: [9] },
  });
  await app.officer.call(contract.putNoticePreferences, {
    body: { kinds: [{ kind: 'forwarded', desk: true, mail: 'none' }] },
  });
  // Friday evening.
  app.clock.moveTo('2026-11-27T18:00:00+07:00');
  const code = await send();
  await did(app.officer, code, 'accept');
  await did(app.officer, code, 'submit', { text: 'Đã sửa.' });
  await post();
  const [now] = await mailbox(LEADER);
  assert.equal(now?.subject, `[1022] Dự thảo chờ duyệt ${code}`);
  await did(app.leader, code, 'reject_draft', { reason: 'Nêu rõ ngày' });
  app.clock.moveTo('2026-11-28T14:30:00+07:00');
  await post();
  assert.equal((await mailbox(OFFICER)).length, 1, 'no digest on a Saturday');
  app.clock.moveTo('2026-11-30T08:00:01+07:00');
  await post();
  const monday = (await mailbox(OFFICER)).at(-1);
  assert.equal(monday?.subject, `[1022] Dự thảo bị trả lại ${code}`);
  assert.match(monday?.text ?? '', /Lý do: Nêu rõ ngày/);
});

test('nothing by mail about what one may not see any more', async () => {
  await app.officer.call(contract.putNoticePreferences, {
    body: { kinds: [{ kind: 'forwarded', desk: true, mail: 'digest' }] },
  });
  const before = (await mailbox(OFFICER)).length;
  const code = await send();
  await app.settle();
  await did(app.agent, code, 'recall', { reason: 'Chuyển nhầm' });
  app.clock.advance('P1D');
  await post();
  assert.equal((await mailbox(OFFICER)).length, before);
});

test('a mail server that says later: the mail waits, and goes out once', async () => {
  const before = (await mailbox(OFFICER)).length;
  await send();
  await app.settle();
  app.clock.advance('P1D');
  server.rejectNext(451, 'busy');
  await post();
  const waiting = await ctx.db.selectFrom('staff_mails').selectAll().where('state', '=', 'queued').execute();
  assert.deepEqual(
    waiting.map((m) => [m.attempts, m.detail?.includes('451')]),
    [[1, true]],
  );
  assert.equal((await mailbox(OFFICER)).length, before);
  await ctx.database.pool.query(`update pgboss.job set start_after = now() where state in ('created', 'retry')`);
  await post();
  await post();
  assert.equal((await mailbox(OFFICER)).length, before + 1);
  const open = await ctx.db.selectFrom('staff_mails').select('id').where('state', '=', 'queued').execute();
  assert.deepEqual(open, []);
});

test('preferences: only the kinds of one’s roles; wrong hours are refused', async () => {
  const officer = await app.officer.call(contract.getNoticePreferences, {});
  const kinds = new Set(officer.kinds.map((k) => k.kind));
  assert.ok(kinds.has('forwarded') && !kinds.has('submitted') && officer.mailReady);
  assert.deepEqual([officer.email, officer.digestHours], [OFFICER, [8, 14]]);
  assert.equal((await app.officer.put('/me/notice-preferences', { digestHours: [3] })).status, 422);
  assert.equal((await app.anonymous.get('/notices')).status, 401);
});

test('the next hour', () => {
  const at = (iso: string) => nextHour([8, 14], new Date(iso)).toISOString();
  assert.equal(at('2026-11-23T07:59:00+07:00'), new Date('2026-11-23T08:00:00+07:00').toISOString());
  assert.equal(at('2026-11-23T08:00:00+07:00'), new Date('2026-11-23T14:00:00+07:00').toISOString());
  assert.equal(at('2026-11-23T20:00:00+07:00'), new Date('2026-11-24T08:00:00+07:00').toISOString());
});
