import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messengerSettings } from '../../../contract/messenger.ts';
import { startMessengerApp } from '../../../test/support/standins/messenger.ts';
import { channelOf, post, replyStateOf } from '../../conversations/index.ts';
import { SYSTEM } from '../../platform/auth/index.ts';
import { transact } from '../../platform/transact.ts';
import { channelFacts } from '../health/index.ts';
import { textHash } from './send-rows.ts';

const app = await startMessengerApp({ env: { PUBLIC_URL: 'https://1022.tinh.example' } });
const { ctx, facebook } = app;
const { state } = facebook;
const admin = await app.as({ role: 'admin' });
const MESSAGES = '/messages';

/** A citizen who has just written, and his conversation. */
async function citizen(name: string) {
  const user = facebook.addUser(name);
  await app.arrives(user.id, { text: 'xin hỏi' });
  await app.settleAll();
  return { user, id: (await app.conversation(user.id)).id };
}
const send = (conversationId: number, text: string, more: object = {}) =>
  transact(ctx, (tx) => post(tx, SYSTEM, { conversationId, kind: 'human', text, ...more }));
const stateOf = (id: number) =>
  ctx.db
    .selectFrom('messages')
    .select(['state', 'state_detail', 'external_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const sentTo = (userId: string) => facebook.thread(userId).filter((m) => m.from === 'page');
const replyState = async (address: string) => {
  const c = await app.conversation(address);
  const thread = { id: c.id, account: c.account, address: c.address ?? '', lastInAt: c.last_in_at };
  return replyStateOf(ctx, 'messenger', thread);
};
const setHumanAgent = async (humanAgent: boolean) => {
  const settings = messengerSettings.parse({
    pageId: state.pageId,
    appId: state.appId,
    apiUrl: facebook.url,
    humanAgent,
  });
  const body = { name: 'Trang 1022', enabled: true, settings, secrets: {} };
  assert.equal((await admin.put('/channels/messenger/accounts/default', body)).status, 204);
};

test('an answer goes out once; echo, delivery and reading are understood; quotations, reactions, typing go along', async () => {
  const { user, id } = await citizen('Một');
  const asked = facebook.thread(user.id)[0]?.id ?? '';
  const question = await ctx.db
    .selectFrom('messages')
    .select('id')
    .where('external_id', '=', asked)
    .executeTakeFirstOrThrow();
  const message = await send(id, 'Kính chào ông/bà 🙏', { quotedId: question.id });
  await app.settleAll();
  await app.timePasses();
  assert.deepEqual(
    sentTo(user.id).map((m) => [m.text, m.quotes, m.rule]),
    [['Kính chào ông/bà 🙏', asked, 'RESPONSE']],
  );
  assert.equal((await stateOf(message)).state, 'delivered');
  await facebook.deliver(facebook.event(user.id, { read: { watermark: String(app.clock.now().getTime() + 1) } }));
  await app.settleAll();
  assert.equal((await stateOf(message)).state, 'read');
  const all = await ctx.db.selectFrom('messages').select('id').where('conversation_id', '=', id).execute();
  assert.equal(all.length, 2, 'the echo made no second message');
  const channel = channelOf('messenger');
  await channel?.react?.(ctx, { conversationId: id, externalId: asked, emoji: '❤️' });
  await channel?.typing?.(ctx, id, true);
  await channel?.seen?.(ctx, id, question.id);
  assert.deepEqual(facebook.thread(user.id)[0]?.reactions, ['❤️']);
  assert.deepEqual(
    state.actions.map((one) => one.action),
    ['react', 'typing_on', 'mark_seen'],
  );
});

test('a long answer with files: every part once, also when an upload fails on the way', async () => {
  const { user, id } = await citizen('Hai');
  const files = [];
  for (const [name, mediaType, bytes] of [
    ['anh.png', 'image/png', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['đơn.pdf', 'application/pdf', Buffer.from('%PDF-1.4 đơn')],
  ] as const) {
    const stored = await ctx.files.put(bytes, 1_000_000);
    files.push({ sha256: stored.sha256, size: stored.size, name, mediaType });
  }
  facebook.faults.next('/message_attachments', { kind: 'status', status: 503 });
  const message = await send(id, 'Câu trả lời dài. '.repeat(150), { files });
  await app.settleAll();
  await app.timePasses();
  assert.deepEqual(
    sentTo(user.id).map((m) => m.type),
    ['text', 'text', 'image', 'file'],
  );
  assert.ok(['sent', 'delivered'].includes((await stateOf(message)).state));
});

test('a lost acknowledgement never doubles a message: its echo or the history tells that it arrived', async () => {
  const { user, id } = await citizen('Ba');
  facebook.faults.next(MESSAGES, { kind: 'drop' });
  const byEcho = await send(id, 'có tiếng vọng');
  await app.settleAll();
  await app.timePasses();
  facebook.echoes = false;
  facebook.faults.next(MESSAGES, { kind: 'drop' });
  const byHistory = await send(id, 'không tiếng vọng');
  await app.settleAll();
  await app.timePasses();
  facebook.faults.next(MESSAGES, { kind: 'nonsense' });
  const never = await send(id, 'chưa tới');
  await app.settleAll();
  await app.timePasses();
  facebook.echoes = true;
  assert.deepEqual(
    sentTo(user.id).map((m) => m.text),
    ['có tiếng vọng', 'không tiếng vọng', 'chưa tới'],
  );
  for (const message of [byEcho, byHistory, never]) {
    const now = await stateOf(message);
    assert.ok(['sent', 'delivered'].includes(now.state), `${now.state} ${now.state_detail}`);
  }
});

test('a crash between the request and its answer: the next worker finds what was sent', async () => {
  const { user, id } = await citizen('Bốn');
  const message = await send(id, 'trước khi chết');
  const account = await ctx.db
    .selectFrom('channel_accounts')
    .select('id')
    .where('kind', '=', 'messenger')
    .executeTakeFirstOrThrow();
  const text = 'trước khi chết';
  const at = app.clock.now();
  await ctx.db
    .insertInto('messenger_sends')
    .values({
      message_id: message,
      part: 0,
      account_id: account.id,
      address: user.id,
      kind: 'text',
      text_hash: textHash(text),
      state: 'sending',
      started_at: at,
    })
    .execute();
  user.messages.push({ id: state.mid(), from: 'page', at: at.getTime(), text, type: 'text', reactions: [] });
  await app.settleAll();
  app.clock.advance('PT2M');
  await app.timePasses();
  assert.equal((await stateOf(message)).state, 'sent');
  assert.equal(sentTo(user.id).length, 1);
});

test('the window is said before one types and enforced: 24 hours, a person until seven days, then nothing', async () => {
  const { user, id } = await citizen('Năm');
  assert.deepEqual((await replyState(user.id)).advice, null);
  app.clock.advance('PT25H');
  const closed = await replyState(user.id);
  assert.equal(closed.canReply, false);
  assert.match(closed.advice?.vi ?? '', /Human Agent/);
  await setHumanAgent(true);
  assert.match((await replyState(user.id)).advice?.vi ?? '', /chỉ người trực tiếp/);
  const auto = await transact(ctx, (tx) => post(tx, SYSTEM, { conversationId: id, kind: 'auto', text: 'khảo sát' }));
  const human = await send(id, 'trả lời muộn');
  await app.settleAll();
  assert.equal((await stateOf(auto)).state, 'failed');
  assert.notEqual((await stateOf(human)).state, 'failed');
  assert.deepEqual(
    sentTo(user.id).map((m) => m.rule),
    ['HUMAN_AGENT'],
  );
  app.clock.advance('P7D');
  const late = await send(id, 'quá muộn');
  const calls = facebook.calls.length;
  await app.settleAll();
  assert.match((await stateOf(late)).state_detail ?? '', /7 ngày/);
  assert.equal(facebook.calls.slice(calls).filter((c) => c.path.endsWith(MESSAGES)).length, 0, 'not even asked');
  await app.arrives(user.id, { text: 'còn đó không' });
  await app.settleAll();
  assert.deepEqual([(await replyState(user.id)).canReply, (await replyState(user.id)).advice], [true, null]);
});

test('errors: passing ones are tried again, permanent ones stop at once and are said before the next one types', async () => {
  const { user, id } = await citizen('Sáu');
  facebook.faults.next(MESSAGES, { kind: 'error', code: 613 });
  const rate = await send(id, 'quá nhanh');
  await app.settleAll();
  assert.match((await stateOf(rate)).state_detail ?? '', /quá nhanh/);
  await app.timePasses();
  assert.equal((await stateOf(rate)).state, 'delivered');
  facebook.faults.next(MESSAGES, { kind: 'error', code: 2 }, 2);
  const passing = await send(id, 'trục trặc');
  await app.settleAll();
  await app.timePasses();
  await app.timePasses();
  assert.equal((await stateOf(passing)).state, 'delivered');
  user.blocked = true;
  const blocked = await send(id, 'bị chặn');
  await app.settleAll();
  assert.match((await stateOf(blocked)).state_detail ?? '', /không nhận được tin/);
  const calls = facebook.calls.length;
  await app.timePasses();
  assert.equal(facebook.calls.length, calls, 'never tried again');
  assert.equal((await replyState(user.id)).canReply, false);
  user.blocked = false;
  app.clock.advance(1000);
  await app.arrives(user.id, { text: 'mở lại rồi' });
  await app.settleAll();
  assert.equal((await replyState(user.id)).canReply, true);
});

test('a dead token raises the alarm, closes the composer on every thread, and is forgotten when it works again', async () => {
  const { user, id } = await citizen('Bảy');
  const [token = ''] = state.tokens;
  state.tokens.clear();
  const message = await send(id, 'không đi được');
  await app.settleAll();
  assert.match((await stateOf(message)).state_detail ?? '', /Mã truy cập/);
  const dead = await replyState(user.id);
  assert.deepEqual([dead.canReply, /không còn hiệu lực/.test(dead.advice?.vi ?? '')], [false, true]);
  const facts = (await channelFacts(ctx)).find((one) => one.channel === 'messenger');
  assert.equal(facts?.access, 'reauth_required');
  const calls = facebook.calls.length;
  await send(id, 'cũng không');
  await app.settleAll();
  assert.equal(facebook.calls.length, calls, 'a dead token is not used');
  assert.equal((await admin.post('/channels/messenger/accounts/default/test')).body.ok, false);
  state.tokens.add(token);
  const tested = await admin.post('/channels/messenger/accounts/default/test');
  assert.deepEqual([tested.body.ok, tested.body.pageName], [true, 'Tổng đài 1022']);
  assert.equal((await replyState(user.id)).canReply, true);
  const list = await admin.get('/channels/messenger/accounts');
  assert.deepEqual(list.body.items[0].stored, ['pageToken', 'appSecret', 'verifyToken']);
  assert.ok(!JSON.stringify(list.body).includes(token) && !JSON.stringify(list.body).includes(state.appSecret));
  const agent = await app.as({ role: 'agent' });
  assert.equal((await agent.post('/channels/messenger/accounts/default/test')).status, 403);
});

test('a comment becomes a conversation; its one answer goes privately; what the person then writes joins it', async () => {
  const user = facebook.addUser('Nguyễn Tám');
  const { change, comment } = facebook.comment(user.id, 'Đèn đường ở hẻm 5 hỏng 🙁');
  await facebook.deliverChanges(change);
  await facebook.deliverChanges(change);
  await app.settleAll();
  const address = `comment:${comment.postId}:${user.id}`;
  const { id } = await app.conversation(address);
  const offered = await replyState(address);
  assert.deepEqual([offered.canReply, /chỉ một tin/.test(offered.advice?.vi ?? '')], [true, true]);
  const auto = await transact(ctx, (tx) => post(tx, SYSTEM, { conversationId: id, kind: 'auto', text: 'đã nhận' }));
  const long = await send(id, 'dài '.repeat(600));
  facebook.faults.next(MESSAGES, { kind: 'drop' });
  facebook.echoes = false;
  const answer = await send(id, 'Chúng tôi đã ghi nhận.');
  await app.settleAll();
  await app.timePasses();
  facebook.echoes = true;
  assert.deepEqual(
    [(await stateOf(auto)).state, (await stateOf(long)).state, (await stateOf(answer)).state],
    ['failed', 'failed', 'sent'],
  );
  assert.deepEqual(
    sentTo(user.id).map((m) => [m.text, m.rule]),
    [['Chúng tôi đã ghi nhận.', 'PRIVATE_REPLY']],
  );
  assert.equal((await replyState(address)).canReply, false, 'once');
});

test('after a private answer the thread is the person’s; own, removed and late comments are not answered', async () => {
  const user = facebook.addUser('Trần Chín');
  const { change, comment } = facebook.comment(user.id, 'Khi nào sửa đường?', { post: '2' });
  await facebook.deliverChanges(change);
  await app.settleAll();
  const { id } = await app.conversation(`comment:${comment.postId}:${user.id}`);
  const answer = await send(id, 'Tuần sau.');
  await app.settleAll();
  assert.notEqual((await stateOf(answer)).state, 'failed');
  const waiting = await replyState(user.id);
  assert.deepEqual([waiting.canReply, /người dân trả lời/.test(waiting.advice?.vi ?? '')], [false, true]);
  app.clock.advance(1000);
  await app.arrives(user.id, { text: 'cảm ơn' });
  await app.settleAll();
  assert.equal((await app.conversation(user.id)).id, id);
  assert.equal((await replyState(user.id)).canReply, true);
  const own = facebook.comment(state.pageId, 'trang tự bình luận', { post: '2' });
  const other = facebook.comment(user.id, 'gỡ ngay đây', { post: '3' });
  await facebook.deliverChanges(own.change, other.change);
  await app.settleAll();
  const value = { ...(other.change.value as object), verb: 'remove' };
  await facebook.deliverChanges({ field: 'feed', value });
  await app.settleAll();
  const removed = await replyState(`comment:${other.comment.postId}:${user.id}`);
  assert.deepEqual([removed.canReply, /bị gỡ/.test(removed.advice?.vi ?? '')], [false, true]);
  await assert.rejects(app.conversation(`comment:${own.comment.postId}:${state.pageId}`));
});
