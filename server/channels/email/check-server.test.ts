import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startMailApp } from '../../../test/support/email/mail-app.ts';
import { startBlackHole } from '../../../test/support/mail-server/index.ts';
import { checkImap, checkSmtp } from './check-server.ts';
import { whatFailed, withoutAddresses } from './connection-trouble.ts';

const ADDRESS = 'hai@tinh.example';
const PASSWORD = 'b';
const { server, app, ctx, atEnd } = await startMailApp();
const admin = await app.as({ role: 'admin' });
const imapServer = (change: object = {}) => ({
  host: '127.0.0.1',
  port: server.imap.port,
  tls: 'plain' as const,
  user: ADDRESS,
  password: PASSWORD,
  ...change,
});
const smtpServer = (change: object = {}) => imapServer({ port: server.smtp.port, ...change });
const check = async (imap: object | null, smtp: object | null, code: string | null = null) => {
  const answer = await admin.post('/channels/email/check', { code, address: ADDRESS, imap, smtp });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as Record<'imap' | 'smtp', { ok: boolean; trouble: string | null; said: string | null } | null>;
};
const troubles = async (...args: Parameters<typeof check>) => {
  const { imap, smtp } = await check(...args);
  return [imap?.trouble, smtp?.trouble];
};

test('both servers right: both fine, nothing stored, nothing recorded, nothing sent', async () => {
  const count = () =>
    ctx.db
      .selectFrom('mailboxes')
      .select((e) => e.fn.countAll().as('n'))
      .executeTakeFirst();
  const before = await count();
  const events = await app.eventsDuring(async () => {
    assert.deepEqual(await check(imapServer(), smtpServer()), {
      imap: { ok: true, trouble: null, said: null },
      smtp: { ok: true, trouble: null, said: null },
    });
  });
  assert.deepEqual(events, []);
  assert.deepEqual(await count(), before);
  assert.equal(server.accepted.length, 0);
});

test('each server has its own word: password, port, name, security', async () => {
  assert.deepEqual(await troubles(imapServer({ password: 'sai' }), smtpServer({ password: 'sai' })), [
    'password',
    'password',
  ]);
  assert.deepEqual(await troubles(imapServer(), smtpServer({ password: 'sai' })), [null, 'password']);
  assert.deepEqual(await troubles(imapServer({ port: 1 }), smtpServer({ port: 1 })), ['refused', 'refused']);
  const nowhere = { host: 'khong-co.invalid', tls: 'tls' };
  assert.deepEqual(await troubles(imapServer(nowhere), smtpServer(nowhere)), ['unknown_host', 'unknown_host']);
  for (const tls of ['tls', 'starttls'])
    assert.deepEqual(await troubles(imapServer({ tls }), smtpServer({ tls })), ['tls', 'tls'], tls);
  assert.deepEqual(await troubles(imapServer(), null), [null, undefined]);
});

test('a folder that is not there is told from a wrong password', async () => {
  assert.equal((await checkImap(imapServer(), { folder: 'Khong-co' })).trouble, 'folder');
});

test('a server that never says a word is left after the limit', async () => {
  const hole = await startBlackHole();
  atEnd(hole.stop);
  const silent = imapServer({ port: hole.port });
  const answers = await Promise.all([checkImap(silent, { limit: 300 }), checkSmtp(silent, 300)]);
  assert.deepEqual(
    answers.map((answer) => answer.trouble),
    ['silent', 'silent'],
  );
});

test('a password left out is the stored one, for that server and that user only', async () => {
  const mailbox = {
    address: ADDRESS,
    displayName: 'Hộp thư hai',
    imap: imapServer(),
    smtp: smtpServer(),
    enabled: false,
  };
  const put = await admin.put('/channels/email/mailboxes/hai', mailbox);
  assert.equal(put.status, 204);
  const out = { password: undefined };
  assert.deepEqual(await troubles(imapServer(out), smtpServer(out), 'hai'), [null, null]);
  // The stored one never goes to another machine, nor to another account.
  assert.deepEqual(
    await troubles(imapServer({ ...out, host: 'localhost' }), smtpServer({ ...out, user: 'khac' }), 'hai'),
    ['password_again', 'password_again'],
  );
  // A new mailbox has nothing stored.
  // Saving has the same rule: renaming the host must not send what is stored to another machine.
  const elsewhere = { ...mailbox, imap: imapServer({ password: undefined, host: 'ten-khac.example', tls: 'tls' }) };
  const saved = await admin.put('/channels/email/mailboxes/hai', elsewhere);
  assert.deepEqual([saved.status, saved.body.fields?.[0]?.path], [422, 'imap.password']);
  assert.deepEqual(await troubles(imapServer(out), smtpServer(out)), ['password', 'password']);
});

test('for administrators only; without encryption on this machine only', async () => {
  const body = { address: ADDRESS, imap: imapServer(), smtp: null };
  for (const role of ['agent', 'supervisor'] as const)
    assert.equal((await (await app.as({ role })).post('/channels/email/check', body)).status, 403);
  assert.equal((await app.anonymous.post('/channels/email/check', body)).status, 401);
  const plain = await admin.post('/channels/email/check', { ...body, imap: imapServer({ host: 'mail.example' }) });
  assert.equal(plain.status, 422);
  assert.equal((await admin.post('/channels/email/check', { ...body, imap: imapServer({ port: 0 }) })).status, 422);
});

test('causes by name, in words without addresses of machines', () => {
  const cases: [object, string][] = [
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', message: 'self-signed certificate' }, 'certificate'],
    [{ code: 'ESOCKET', message: 'self-signed certificate in certificate chain' }, 'certificate'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'certificate'],
    [{ code: 'ESOCKET', message: 'connect ECONNREFUSED 10.1.2.3:25' }, 'refused'],
    [{ code: 'EHOSTUNREACH', message: 'connect EHOSTUNREACH 10.1.2.3:25' }, 'unreachable'],
    [{ code: 'ETIMEDOUT', message: 'Greeting never received' }, 'silent'],
    [{ code: 'ECONNRESET', message: 'read ECONNRESET' }, 'closed'],
    [{}, 'other'],
  ];
  for (const [error, expected] of cases)
    assert.deepEqual(whatFailed(error), { ok: false, trouble: expected, said: null }, JSON.stringify(error));
  assert.equal(whatFailed(null).trouble, 'other');
  assert.equal(withoutAddresses('535 no [10.1.2.3]:25\r\nfrom fe80::1:2 today'), '535 no … from … today');
});
