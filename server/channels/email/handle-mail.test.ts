import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from '../../../test/support/app.ts';
import { arrivals } from '../../../test/support/email/arrive.ts';
import { bindMail } from '../../../test/support/email/bind.ts';
import { multipart, TINY_PNG, word } from '../../../test/support/email/build-mail.ts';
import { syncEnvironmentAccount } from './accounts.ts';
import { casesDoor } from './cases-door.ts';
import { handleMail } from './handle-mail.ts';
import { loopId, tokenSecret } from './identity.ts';
import { storeMail } from './store-mail.ts';
import { ourMessageId, taggedAddress } from './threading.ts';

const BOX = 'hotro@tinh.example';
const app = await startApp({
  env: { IMAP_URL: 'imap://a:b@127.0.0.1:1?authserv=mx.tinh.example', SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: BOX },
  register: bindMail,
});
const { ctx } = app;
await syncEnvironmentAccount(ctx);
const secret = tokenSecret(ctx);

const { mail, arrive } = arrivals(app, storeMail);
const caseOf = (conversationId: number | null) =>
  ctx.db.selectFrom('cases').selectAll().where('conversation_id', '=', conversationId).executeTakeFirst();
const countCases = async () => (await ctx.db.selectFrom('cases').select('id').execute()).length;
const acknowledgements = (conversationId: number | null) =>
  ctx.db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversationId ?? 0)
    .where('purpose', '=', 'case.acknowledgement')
    .execute();
const confidenceOf = async (address: string) =>
  (await ctx.db.selectFrom('citizen_identities').select('confidence').where('value', '=', address).executeTakeFirst())
    ?.confidence;
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
  const registered = await caseOf(row.conversation_id);
  assert.equal(registered?.title, 'Đường hỏng ở ấp 3');
  assert.deepEqual(
    [registered?.channel, registered?.contact_name, registered?.contact_email],
    ['email', 'Nguyễn Văn A', 'dan@thu.example'],
  );
  const onCase = await ctx.db
    .selectFrom('attachments')
    .select('name')
    .where('case_id', '=', registered?.id ?? 0)
    .execute();
  assert.deepEqual(onCase, [{ name: 'don.pdf' }]);
  const [acknowledgement] = await ctx.db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', thread.id)
    .where('direction', '=', 'out')
    .execute();
  assert.equal(acknowledgement?.purpose, 'case.acknowledgement');
  assert.match(acknowledgement.body, new RegExp(registered?.code ?? '-'));
});

test('the same job twice, the same mail twice: one message', async () => {
  const raw = mail({ 'Message-ID': '<mot@thu.example>' });
  const { row } = await arrive(raw);
  const cases = await countCases();
  await handleMail(ctx, casesDoor, row.id);
  // As if the process had died after filing and before noting it.
  await ctx.db.updateTable('inbound_mails').set({ state: 'stored' }).where('id', '=', row.id).execute();
  await handleMail(ctx, casesDoor, row.id);
  const messages = await ctx.db
    .selectFrom('messages')
    .select('id')
    .where('external_id', '=', 'mot@thu.example')
    .execute();
  assert.equal(messages.length, 1);
  assert.equal(await countCases(), cases);
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

/** A citizen's mail that has become a case, and the acknowledgement we sent for it. */
async function thread() {
  const { row } = await arrive(mail());
  const conversationId = row.conversation_id ?? 0;
  const [acknowledgement] = await acknowledgements(conversationId);
  const id = ourMessageId(conversationId, acknowledgement?.id ?? 0, 'tinh.example', secret);
  const code = (await caseOf(conversationId))?.code ?? '';
  return { conversationId, messageIdHeader: `<${id}>`, code };
}

test('a participant’s reply joins by token or by header; what it quotes is folded; the case hears of it', async () => {
  const known = await thread();
  const body = 'Cột số 12.\n\nVào lúc 14:05 ngày 03/11/2025, Tổng đài đã viết:\n> Đã nhận.\n';
  const byHeader = await arrive(mail({ 'In-Reply-To': known.messageIdHeader }, body));
  assert.equal(byHeader.row.conversation_id, known.conversationId);
  assert.equal(byHeader.message?.body, 'Cột số 12.');
  assert.match(byHeader.message?.folded ?? '', /đã viết:/u);
  const told = await ctx.db
    .selectFrom('events')
    .selectAll()
    .where('type', '=', 'case.message_received')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  assert.deepEqual(told?.data, { messageId: byHeader.message?.id, afterClose: false });
  const byToken = await arrive(
    mail({ 'Delivered-To': taggedAddress(BOX, 'c', known.conversationId, secret).toUpperCase() }),
  );
  assert.equal(byToken.row.conversation_id, known.conversationId);
});

test('a participant joins by the code in the subject; his wish for more wakes a waiting case', async () => {
  const known = await thread();
  const officer = await app.as({ role: 'agent' });
  const asked = await officer.post(`/cases/${known.code}/actions`, {
    action: 'request_info',
    version: 0,
    question: 'Ở đâu?',
  });
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  assert.equal((await caseOf(known.conversationId))?.status, 'awaiting_citizen');
  const reply = await arrive(mail({ Subject: `Re: [${known.code}] x` }, 'Ở ấp 3.'));
  assert.equal(reply.row.conversation_id, known.conversationId);
  assert.equal((await caseOf(known.conversationId))?.status, 'received');
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
    { Subject: `Re: [${known.code}]` },
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
  assert.equal(await confidenceOf('moi@thu.example'), 'verified');
  await arrive(
    mail({
      From: 'moi2@thu.example',
      'Reply-To': 'khac@thu.example',
      'Authentication-Results': 'mx.tinh.example; dmarc=pass',
    }),
  );
  assert.equal(await confidenceOf('khac@thu.example'), 'said');
});

test('machines: an absence note is filed on its thread only, lists make no case, our own mail is dropped', async () => {
  const known = await thread();
  const cases = await countCases();
  const note = await arrive(mail({ 'In-Reply-To': known.messageIdHeader, 'Auto-Submitted': 'auto-replied' }));
  assert.equal(note.row.conversation_id, known.conversationId);
  assert.equal(note.message?.kind, 'notice');
  assert.equal((await arrive(mail({ 'Auto-Submitted': 'auto-replied' }))).row.state, 'ignored');
  const list = await arrive(mail({ 'List-Id': '<tin.example>' }));
  assert.equal(list.message?.kind, 'notice');
  assert.equal((await arrive(mail({ 'X-HC-Loop': loopId(ctx) }))).row.state, 'ignored');
  assert.equal((await arrive(mail({ From: BOX }))).row.state, 'ignored');
  assert.equal(await countCases(), cases);
});

test('a robot’s first mail makes a case but is not answered', async () => {
  const { row } = await arrive(mail({ From: 'no-reply@he-thong.example' }));
  assert.ok(await caseOf(row.conversation_id));
  assert.deepEqual(await acknowledgements(row.conversation_id), []);
});
