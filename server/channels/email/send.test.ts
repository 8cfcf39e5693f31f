import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOX, CITIZEN, startMailApp } from '../../../test/support/email/mail-app.ts';
import { writing } from '../../../test/support/email/write.ts';
import { startBlackHole, startMailServer } from '../../../test/support/mail-server/index.ts';
import { until } from '../../../test/support/until.ts';
import { receive } from '../../conversations/index.ts';
import { actorOf } from '../../org/index.ts';
import { setMailbox } from './commands/set-mailbox.ts';
import { parseMail } from './parse.ts';
import { tryOnce } from './send-attempt.ts';

const { server, app, ctx, atEnd } = await startMailApp();
const { write, message, outbound, outcomes, retryNow } = writing(app);
let citizenMails = 0;
const newestToCitizen = async () => {
  citizenMails += 1;
  const all = await server.mailbox(CITIZEN).waitFor(citizenMails);
  return parseMail(all.at(-1)?.raw ?? Buffer.alloc(0));
};

test('a message is sent and says so; the thread headers of the next one continue it', async () => {
  const first = await write();
  await app.settle();
  assert.equal((await message(first.messageId)).state, 'sent');
  const sent = await newestToCitizen();
  assert.equal(sent.messageId, (await message(first.messageId)).external_id);
  assert.deepEqual(sent.from, { name: 'Tổng đài 1022', address: BOX });
  assert.match(sent.returnPath ?? '', /^hotro\+m\d+\.[a-z2-7]{10}@tinh\.example$/u);
  await receive(ctx, {
    channel: 'email',
    account: 'default',
    externalId: 'tra-loi@thu.example',
    kind: 'human',
    from: { name: 'A', address: CITIZEN },
    subject: 'Re: Đường hỏng',
    text: 'x',
    folded: null,
    html: null,
    inReplyTo: sent.messageId,
    sentAt: ctx.clock.now(),
    attachments: [],
    conversationId: first.conversationId,
  });
  await write({ conversationId: first.conversationId });
  await app.settle();
  const next = await newestToCitizen();
  assert.deepEqual(next.inReplyTo, ['tra-loi@thu.example']);
  assert.deepEqual(next.references, [sent.messageId, 'tra-loi@thu.example']);
  assert.equal(next.subject, 'Re: Đường hỏng');
});

test('a citizen’s real reply to that mail finds its thread by itself', async () => {
  const { conversationId } = await write();
  await app.settle();
  const sent = await newestToCitizen();
  const reply = `From: ${CITIZEN}\r\nTo: ${sent.replyTo[0]?.address}\r\nSubject: Re: x\r\nMessage-ID: <that@thu.example>\r\n\r\nCảm ơn.`;
  await server.deliver(reply, sent.replyTo[0]?.address ?? '', CITIZEN);
  const row = await until('handled', async () => {
    await app.settle();
    return ctx.db
      .selectFrom('inbound_mails')
      .selectAll()
      .where('message_id', '=', 'that@thu.example')
      .where('state', '=', 'handled')
      .executeTakeFirst();
  });
  assert.equal(row.conversation_id, conversationId);
});

test('a server that is busy: the attempt is noted, tried again later, and sent once', async () => {
  server.rejectNext(451, '4.3.0 later', 2);
  const { messageId } = await write();
  await app.settle();
  assert.equal((await message(messageId)).state, 'queued');
  assert.match((await message(messageId)).state_detail ?? '', /Lần 1 chưa gửi được/u);
  const row = await outbound(messageId);
  const wait = (row.next_attempt_at?.getTime() ?? 0) - Date.now();
  assert.ok(wait > 30_000 && wait <= 60_000, String(wait));
  await retryNow();
  assert.match((await message(messageId)).state_detail ?? '', /Lần 2/u);
  await retryNow();
  assert.equal((await message(messageId)).state, 'sent');
  assert.deepEqual(await outcomes(messageId), ['later', 'later', 'sent']);
  await newestToCitizen();
});

test('a refusal for good is shown on the message', async () => {
  server.rejectNext(554, '5.7.1 not welcome');
  const { messageId } = await write();
  await app.settle();
  assert.equal((await message(messageId)).state, 'failed');
  assert.match((await message(messageId)).state_detail ?? '', /Máy chủ nhận từ chối: .*not welcome/u);
  assert.equal((await outbound(messageId)).state, 'failed');
});

test('a recipient refused at once has failed at once', async () => {
  const strict = await startMailServer({ users: [{ address: BOX, password: 'x' }], unknown: 'refuse' });
  atEnd(strict.stop);
  const admin = await actorOf(ctx.db, (await app.as({ role: 'admin' })).user.username, app.clock.now());
  assert.ok(admin);
  await setMailbox(ctx, admin, 'nghiem', {
    address: 'nghiem@tinh.example',
    displayName: 'Nghiêm',
    imap: null,
    smtp: { host: '127.0.0.1', port: strict.smtp.port, tls: 'plain', user: '' },
    authservId: null,
    plusAddressing: true,
    enabled: true,
  });
  const { messageId } = await write({ account: 'nghiem', to: 'khong-co@dau-do.example' });
  await app.settle();
  assert.equal((await message(messageId)).state, 'failed');
  assert.match((await message(messageId)).state_detail ?? '', /5\.1\.1 no such mailbox/u);
});

test('after five tries in vain it has failed', async () => {
  server.rejectNext(451, 'never', 6);
  const { messageId } = await write();
  await app.settle();
  for (let round = 0; round < 5; round += 1) await retryNow();
  assert.equal((await message(messageId)).state, 'failed');
  assert.match((await message(messageId)).state_detail ?? '', /Đã thử 6 lần/u);
});

test('an impossible address fails in words and no connection is made', async () => {
  const { messageId } = await write({ to: 'khong phai dia chi' });
  await app.settle();
  assert.match((await message(messageId)).state_detail ?? '', /không hợp lệ/u);
});

test('cut after the mail was taken: sent again under the same Message-ID', async () => {
  server.dropNext('after');
  const { messageId } = await write();
  await app.settle();
  assert.equal((await message(messageId)).state, 'queued');
  await retryNow();
  assert.equal((await message(messageId)).state, 'sent');
  const first = await newestToCitizen();
  assert.equal((await newestToCitizen()).messageId, first.messageId);
});

test('a process that died after sending and before saying so does not send again', async () => {
  const { conversationId, messageId } = await write();
  await app.settle();
  await newestToCitizen();
  await ctx.db
    .updateTable('messages')
    .set({ state: 'queued', external_id: null })
    .where('id', '=', messageId)
    .execute();
  const before = server.accepted.length;
  const again = {
    id: messageId,
    conversationId,
    account: 'default',
    address: CITIZEN,
    recipientName: null,
    subject: '',
    text: '',
    kind: 'human' as const,
    purpose: null,
    caseCode: null,
    createdAt: ctx.clock.now(),
    attachments: [],
    quotedExternalId: null,
    lastInAt: null,
    threadMeta: {},
  };
  assert.equal((await tryOnce(ctx, again)).state, 'sent');
  assert.equal(server.accepted.length, before);
  await ctx.db.updateTable('messages').set({ state: 'sent' }).where('id', '=', messageId).execute();
});

test('a silent SMTP server of one mailbox does not hold up another', async () => {
  const hole = await startBlackHole();
  atEnd(hole.stop);
  const admin = await actorOf(ctx.db, (await app.as({ role: 'admin' })).user.username, app.clock.now());
  assert.ok(admin);
  await setMailbox(ctx, admin, 'cam', {
    address: 'cam@tinh.example',
    displayName: 'Câm',
    imap: null,
    smtp: { host: '127.0.0.1', port: hole.port, tls: 'plain', user: '' },
    authservId: null,
    plusAddressing: true,
    enabled: true,
  });
  const stuck = await write({ account: 'cam' });
  const started = performance.now();
  await app.settle();
  // Who waited for its greeting would wait ten seconds.
  assert.ok(performance.now() - started < 9_500);
  assert.equal((await message(stuck.messageId)).state, 'queued');
  const good = await write();
  await app.settle();
  assert.equal((await message(good.messageId)).state, 'sent');
  // The attempt that was let go ends by itself and says what happened.
  await until(
    'noted',
    async () => /Lần 1 chưa gửi được/u.test((await message(stuck.messageId)).state_detail ?? ''),
    60_000,
  );
  assert.match(
    (await ctx.db.selectFrom('mailboxes').select('smtp_error').where('code', '=', 'cam').executeTakeFirst())
      ?.smtp_error ?? '',
    /Greeting/u,
  );
});
