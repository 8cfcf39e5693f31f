import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildMail } from '../../../test/support/email/build-mail.ts';
import { BOX, startMailApp } from '../../../test/support/email/mail-app.ts';
import { startBlackHole } from '../../../test/support/mail-server/index.ts';
import { until } from '../../../test/support/until.ts';
import { actorOf } from '../../org/index.ts';
import { setMailbox } from './commands/set-mailbox.ts';

const { server, app, email, atEnd } = await startMailApp({
  prepare: (mailServer) =>
    mailServer.deliver(buildMail({ headers: { Subject: 'truoc', 'Message-ID': '<truoc@x>' } }), BOX),
});

const rows = () => app.ctx.db.selectFrom('inbound_mails').selectAll().orderBy('id').execute();
const stored = (count: number) =>
  until(`${count} mails stored`, async () => {
    const found = await rows();
    return found.length >= count ? found : null;
  });
const state = async (code = 'default') =>
  app.ctx.db.selectFrom('mailboxes').selectAll().where('code', '=', code).executeTakeFirstOrThrow();
const seen = async (address = BOX) => (await server.mailbox(address).messages()).map((mail) => mail.seen);

test('unread mail of a new mailbox is stored, byte for byte, and only then marked as read', async () => {
  const [first] = await stored(1);
  const [raw] = await server.mailbox(BOX).messages();
  assert.deepEqual(
    (await app.ctx.files.readAll(first?.raw_sha256 ?? '')).toString('latin1'),
    raw?.raw.toString('latin1').replace(/\r?\n/g, '\r\n'),
  );
  await until('marked', async () => (await seen()).every(Boolean));
  await until('listening', async () => (await state()).state === 'listening');
});

test('new mail is told by IDLE, also several at once', async () => {
  for (const id of ['a', 'b', 'c']) await server.deliver(buildMail({ headers: { 'Message-ID': `<${id}@x>` } }), BOX);
  await stored(4);
  await until('marked', async () => (await seen()).every(Boolean));
});

test('a mail that cannot be stored stays unread, is reported, and is stored when it can be', async () => {
  const incoming = join(app.ctx.config.dataDir, 'files', 'incoming');
  await rename(incoming, `${incoming}-away`);
  await writeFile(incoming, 'in the way');
  await server.deliver(buildMail({ headers: { 'Message-ID': '<khong-luu@x>' } }), BOX);
  await until('failing', async () => (await state()).state === 'failing');
  assert.equal((await rows()).length, 4);
  assert.deepEqual((await seen()).filter((one) => !one).length, 1);
  await rename(incoming, `${incoming}-file`);
  await rename(`${incoming}-away`, incoming);
  await stored(5);
  await until('marked', async () => (await seen()).every(Boolean));
  await until('listening', async () => (await state()).state === 'listening');
});

test('mail that somebody read in a mail program before us is stored all the same', async () => {
  await server.stopImap();
  await server.deliver(buildMail({ headers: { 'Message-ID': '<da-doc@x>' } }), BOX, undefined, { seen: true });
  await server.startImap();
  await stored(6);
});

test('a server that goes away and comes back is found again', async () => {
  await server.stopImap();
  await until('failing', async () => (await state()).state === 'failing');
  assert.match((await state()).last_error ?? '', /ECONNREFUSED|closed|NoConnection/u);
  await server.deliver(buildMail({ headers: { 'Message-ID': '<vang@x>' } }), BOX);
  await server.startImap();
  await stored(7);
});

test('a renumbered mailbox brings nothing twice and loses nothing', async () => {
  const before = (await state()).uid_validity;
  await server.changeUidValidity(BOX);
  await until('new numbers', async () => (await state()).uid_validity !== before);
  await server.deliver(buildMail({ headers: { 'Message-ID': '<sau@x>' } }), BOX);
  await stored(8);
  await until('listening', async () => (await state()).state === 'listening');
  assert.equal((await rows()).length, 8);
});

test('a silent, a refusing and a wrong mailbox hold up nobody; each says what is wrong', async () => {
  const hole = await startBlackHole();
  atEnd(hole.stop);
  const admin = await app.as({ role: 'admin' });
  const actor = await actorOf(app.ctx.db, admin.user.username, app.clock.now());
  assert.ok(actor);
  const mailbox = (address: string, port: number, password: string) => ({
    address,
    displayName: 'Hộp thư',
    imap: { host: '127.0.0.1', port, tls: 'plain' as const, user: address, password },
    smtp: null,
    authservId: null,
    plusAddressing: true,
    enabled: true,
  });
  await setMailbox(app.ctx, actor, 'cam', mailbox('cam@tinh.example', hole.port, 'x'));
  await setMailbox(app.ctx, actor, 'dong', mailbox('dong@tinh.example', 1, 'x'));
  await setMailbox(app.ctx, actor, 'sai', mailbox('hai@tinh.example', server.imap.port, 'sai'));
  await email.reload();
  await server.deliver(buildMail({ headers: { 'Message-ID': '<nhanh@x>' } }), BOX);
  const started = performance.now();
  await stored(9);
  assert.ok(performance.now() - started < 2000);
  for (const code of ['cam', 'dong', 'sai'])
    await until(code, async () => (await state(code)).state === 'failing' && (await state(code)).last_error);
  assert.match((await state('sai')).last_error ?? '', /từ chối đăng nhập/u);
  assert.ok(hole.connections() >= 1);

  // The right password, given later, is taken up at once.
  await setMailbox(app.ctx, actor, 'sai', mailbox('hai@tinh.example', server.imap.port, 'b'));
  await email.reload();
  await until('repaired', async () => (await state('sai')).state === 'listening');
});

test('passwords are sealed, kept when left out, and never told', async () => {
  const admin = await app.as({ role: 'admin' });
  const body = {
    address: 'hai@tinh.example',
    displayName: 'Hộp thư hai',
    imap: { host: '127.0.0.1', port: server.imap.port, tls: 'plain', user: 'hai@tinh.example' },
    smtp: null,
  };
  const put = await admin.put('/channels/email/mailboxes/sai', body);
  assert.equal(put.status, 204);
  await until('listening', async () => (await state('sai')).state === 'listening');
  const list = await admin.get('/channels/email/mailboxes');
  assert.equal(list.status, 200);
  assert.doesNotMatch(JSON.stringify(list.body), /secret|v1\.|mật khẩu/u);
  assert.match((await state('sai')).imap_secret ?? '', /^v1\./u);
  const plain = { ...body, imap: { ...body.imap, host: 'mail.tinh.example' } };
  assert.equal((await admin.put('/channels/email/mailboxes/sai', plain)).status, 422);
  assert.equal((await admin.put('/channels/email/mailboxes/default', body)).status, 409);
  assert.equal((await (await app.as({ role: 'agent' })).put('/channels/email/mailboxes/sai', body)).status, 403);
  assert.equal((await app.anonymous.get('/channels/email/mailboxes')).status, 401);
});

test('a mail above the reading limit is kept whole and listed, and the next one comes through', async () => {
  const before = (await rows()).length;
  const big = Buffer.concat([
    buildMail({ headers: { 'Message-ID': '<to@x>' } }),
    Buffer.alloc(40 * 1024 * 1024, 'dữ liệu rất lớn\r\n'),
  ]);
  await server.deliver(big, BOX);
  await server.deliver(buildMail({ headers: { 'Message-ID': '<nho@x>' } }), BOX);
  const all = await stored(before + 2);
  const row = all.find((one) => one.raw_size > 40_000_000);
  assert.ok(row);
  await app.settle();
  const done = await rows();
  assert.equal(done.find((one) => one.id === row.id)?.error, 'too_large');
  assert.equal(done.find((one) => one.message_id === 'nho@x')?.state, 'handled');
  await until('marked', async () => (await seen()).every(Boolean));
});
