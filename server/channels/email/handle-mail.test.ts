import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from '../../../test/support/app.ts';
import { arrivals } from '../../../test/support/email/arrive.ts';
import { multipart, TINY_PNG, word } from '../../../test/support/email/build-mail.ts';
import { noCases } from '../../../test/support/email/no-cases.ts';
import { handleConversationJobs, openConversation, post } from '../../conversations/index.ts';
import { SYSTEM } from '../../platform/auth/index.ts';
import { transact } from '../../platform/transact.ts';
import { syncEnvironmentAccount } from './accounts.ts';
import { handleMail } from './handle-mail.ts';
import { loopId, tokenSecret } from './identity.ts';
import { registerEmail } from './index.ts';
import { storeMail } from './store-mail.ts';
import { ourMessageId, taggedAddress } from './threading.ts';

const BOX = 'hotro@tinh.example';
const door = noCases();
const app = await startApp({
  env: { IMAP_URL: 'imap://a:b@127.0.0.1:1?authserv=mx.tinh.example', SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: BOX },
  register: (http, ctx) => {
    handleConversationJobs(ctx);
    registerEmail(http, ctx, door);
  },
});
const { ctx } = app;
await syncEnvironmentAccount(ctx);
const secret = tokenSecret(ctx);

const { mail, arrive } = arrivals(app, storeMail);
const conversation = (id: number | null | undefined) =>
  ctx.db
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', id ?? 0)
    .executeTakeFirstOrThrow();

test('a first mail opens a thread, files its attachments and goes to the cases', async () => {
  const picture = Buffer.concat([TINY_PNG, Buffer.alloc(2000, 1)]);
  const { type, body } = multipart('related', [
    {
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
      body: '<p>Đường hỏng <img src="cid:anh@x"><script>x</script><img src="https://theo-doi.example/p.png"></p>',
    },
    {
      headers: {
        'Content-Type': 'image/png',
        'Content-ID': '<anh@x>',
        'Content-Disposition': 'inline; filename=anh.png',
        'Content-Transfer-Encoding': 'base64',
      },
      body: picture.toString('base64'),
    },
    {
      headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'attachment; filename=don.pdf' },
      body: '%PDF-1.4 x',
    },
    {
      headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'attachment; filename=xem.pdf.exe' },
      body: 'MZ',
    },
  ]);
  const { row, message } = await arrive(
    mail(
      {
        'Content-Type': type,
        Subject: `Re: ${word('Đường hỏng ở ấp 3')}`,
        From: `${word('Nguyễn Văn A')} <dan@thu.example>`,
      },
      body,
    ),
  );
  assert.equal(row.state, 'handled');
  assert.equal(message?.kind, 'human');
  assert.equal(message.author_name, 'Nguyễn Văn A');
  assert.match(message.body, /^Đường hỏng\s+\[Đã chặn tệp có thể gây hại: xem\.pdf\.exe\]$/u);
  const files = await ctx.db
    .selectFrom('attachments')
    .selectAll()
    .where('message_id', '=', message.id)
    .orderBy('id')
    .execute();
  assert.deepEqual(
    files.map((file) => [file.name, file.media_type, file.inline]),
    [
      ['anh.png', 'image/png', true],
      ['don.pdf', 'application/pdf', false],
    ],
  );
  assert.equal(
    message.html,
    `<p>Đường hỏng <img src="/api/v1/attachments/${files[0]?.public_id}" /><img data-src="https://theo-doi.example/p.png" /></p>`,
  );
  assert.deepEqual(await ctx.files.readAll(files[0]?.sha256 ?? ''), picture);
  const thread = await conversation(row.conversation_id);
  assert.deepEqual([thread.channel, thread.account, thread.address], ['email', 'default', 'dan@thu.example']);
  const registered = door.registered.at(-1);
  assert.equal(registered?.title, 'Đường hỏng ở ấp 3');
  assert.deepEqual(registered?.citizen, { name: 'Nguyễn Văn A', email: 'dan@thu.example' });
  assert.equal(registered?.acknowledge, true);
  assert.equal(registered?.addressVerified, false);
  assert.deepEqual(
    registered?.files.map((file) => file.name),
    ['don.pdf'],
  );
});

test('the same job twice, the same mail twice: one message', async () => {
  const raw = mail({ 'Message-ID': '<mot@thu.example>' });
  const { row } = await arrive(raw);
  const cases = door.registered.length;
  await handleMail(ctx, door, row.id);
  // As if the process had died after filing and before noting it.
  await ctx.db.updateTable('inbound_mails').set({ state: 'stored' }).where('id', '=', row.id).execute();
  await handleMail(ctx, door, row.id);
  const messages = await ctx.db
    .selectFrom('messages')
    .select('id')
    .where('external_id', '=', 'mot@thu.example')
    .execute();
  assert.equal(messages.length, 1);
  assert.equal(door.registered.length, cases);
  assert.equal(
    (await ctx.db.selectFrom('inbound_mails').select('state').where('id', '=', row.id).executeTakeFirst())?.state,
    'handled',
  );
});

test('a copy that came by a second mailbox joins the first; another mail under the same id does not vanish', async () => {
  const now = ctx.clock.now();
  const second = await ctx.db
    .insertInto('mailboxes')
    .values({
      code: 'hai',
      address: 'hai@tinh.example',
      display_name: 'Hai',
      source: 'admin',
      state_since: now,
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const first = await arrive(mail({ 'Message-ID': '<trung@thu.example>' }));
  const copy = await arrive(mail({ 'Message-ID': '<trung@thu.example>', Received: 'by another way' }), second.id);
  assert.equal(copy.row.received_message_id, first.row.received_message_id);
  const other = await arrive(mail({ 'Message-ID': '<trung@thu.example>' }, 'Một chuyện khác hẳn.'));
  assert.notEqual(other.row.received_message_id, first.row.received_message_id);
  assert.equal(other.message?.body, 'Một chuyện khác hẳn.');
});

/** A thread on which we have written to dan@thu.example. */
async function thread(address = 'dan@thu.example') {
  const ids = await transact(ctx, async (tx) => {
    const conversationId = await openConversation(tx, {
      channel: 'email',
      account: 'default',
      address,
      subject: 'Đường hỏng',
    });
    return { conversationId, messageId: await post(tx, SYSTEM, { conversationId, kind: 'human', text: 'Đã nhận.' }) };
  });
  return { ...ids, messageIdHeader: `<${ourMessageId(ids.conversationId, ids.messageId, 'tinh.example', secret)}>` };
}

test('a participant’s reply joins by token or by header; what it quotes is folded; the case hears of it', async () => {
  const known = await thread();
  const body = 'Cột số 12.\n\nVào lúc 14:05 ngày 03/11/2025, Tổng đài đã viết:\n> Đã nhận.\n';
  const byHeader = await arrive(mail({ 'In-Reply-To': known.messageIdHeader }, body));
  assert.equal(byHeader.row.conversation_id, known.conversationId);
  assert.equal(byHeader.message?.body, 'Cột số 12.');
  assert.match(byHeader.message?.folded ?? '', /đã viết:/u);
  assert.deepEqual(door.wrote.at(-1), {
    conversationId: known.conversationId,
    messageId: byHeader.message?.id,
    codes: [],
  });
  const byToken = await arrive(
    mail({ 'Delivered-To': taggedAddress(BOX, 'c', known.conversationId, secret).toUpperCase() }),
  );
  assert.equal(byToken.row.conversation_id, known.conversationId);
});

test('whom a participant copied may write too', async () => {
  const known = await thread();
  await arrive(mail({ 'In-Reply-To': known.messageIdHeader, Cc: 'vo@thu.example' }));
  const wife = await arrive(mail({ From: 'vo@thu.example', 'In-Reply-To': known.messageIdHeader }));
  assert.equal(wife.row.conversation_id, known.conversationId);
});

test('a stranger who knows the token or an id joins nothing; his own thread names the other', async () => {
  const known = await thread();
  const hints: Record<string, string>[] = [
    { 'Delivered-To': taggedAddress(BOX, 'c', known.conversationId, secret) },
    { 'In-Reply-To': known.messageIdHeader },
    { References: known.messageIdHeader },
  ];
  for (const headers of hints) {
    const stranger = await arrive(mail({ From: 'nguoi-la@thu.example', ...headers }));
    assert.notEqual(stranger.row.conversation_id, known.conversationId);
    const own = await conversation(stranger.row.conversation_id);
    assert.equal(own.related_to, known.conversationId);
    assert.match(own.related_why ?? '', /không tham gia/u);
  }
});

test('a sender whose domain disowns the mail is a stranger; an approved one is verified', async () => {
  const known = await thread();
  const forged = await arrive(
    mail({ 'In-Reply-To': known.messageIdHeader, 'Authentication-Results': 'mx.tinh.example; dmarc=fail' }),
  );
  assert.notEqual(forged.row.conversation_id, known.conversationId);
  await arrive(mail({ From: 'moi@thu.example', 'Authentication-Results': 'mx.tinh.example; dmarc=pass' }));
  assert.equal(door.registered.at(-1)?.addressVerified, true);
  await arrive(
    mail({
      From: 'moi2@thu.example',
      'Reply-To': 'khac@thu.example',
      'Authentication-Results': 'mx.tinh.example; dmarc=pass',
    }),
  );
  assert.equal(door.registered.at(-1)?.addressVerified, false);
});

test('machines: an absence note is filed on its thread only, lists make no case, our own mail is dropped', async () => {
  const known = await thread();
  const cases = door.registered.length;
  const wrote = door.wrote.length;
  const note = await arrive(mail({ 'In-Reply-To': known.messageIdHeader, 'Auto-Submitted': 'auto-replied' }));
  assert.equal(note.row.conversation_id, known.conversationId);
  assert.equal(note.message?.kind, 'notice');
  assert.equal((await arrive(mail({ 'Auto-Submitted': 'auto-replied' }))).row.state, 'ignored');
  const list = await arrive(mail({ 'List-Id': '<tin.example>' }));
  assert.equal(list.message?.kind, 'notice');
  assert.equal((await arrive(mail({ 'X-HC-Loop': loopId(ctx) }))).row.state, 'ignored');
  assert.equal((await arrive(mail({ From: BOX }))).row.state, 'ignored');
  assert.equal(door.registered.length, cases);
  assert.equal(door.wrote.length, wrote);
});

test('a robot’s first mail makes a case but is not answered', async () => {
  await arrive(mail({ From: 'no-reply@he-thong.example' }));
  assert.equal(door.registered.at(-1)?.acknowledge, false);
});
