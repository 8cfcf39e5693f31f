import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import sharp from 'sharp';
import { startZaloApp } from '../../../test/support/standins/zalo.ts';
import { post, replyStateOf } from '../../conversations/index.ts';
import { SYSTEM } from '../../platform/auth/index.ts';
import { keptSaid } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { textHash } from './echo.ts';

const app = await startZaloApp({ env: { PUBLIC_URL: 'https://1022.tinh.example' } });
const { ctx, zalo } = app;

/** A citizen who has just written, and his conversation. */
async function citizen(name: string) {
  const user = zalo.addUser(name);
  await app.arrives(user.id, { text: 'xin hỏi' });
  await app.settleAll();
  return { user, id: (await app.conversation(user.id)).id };
}
const send = (conversationId: number, text: string, more: object = {}) =>
  transact(ctx, (tx) => post(tx, SYSTEM, { conversationId, kind: 'human', text, ...more }));
const stateOf = async (id: number) =>
  ctx.db
    .selectFrom('messages')
    .select(['state', 'state_detail', 'external_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const sentTo = (userId: string) => zalo.thread(userId).filter((m) => m.from === 'oa');
const replyState = async (userId: string) => {
  const c = await app.conversation(userId);
  return replyStateOf(ctx, 'zalo', { id: c.id, account: c.account, address: c.address ?? '', lastInAt: c.last_in_at });
};
/** Jobs that wait for real time are due now. */
const timePasses = async () => {
  await ctx.database.pool.query("update pgboss.job set start_after = now() where state in ('created', 'retry')");
  await app.settleAll();
};

test('an answer goes out once, its echo and its receipts are understood, quotations go along', async () => {
  const { user, id } = await citizen('Một');
  const asked = zalo.thread(user.id)[0]?.id;
  const question = await ctx.db
    .selectFrom('messages')
    .select('id')
    .where('external_id', '=', asked ?? '')
    .executeTakeFirstOrThrow();
  const message = await send(id, 'Kính chào ông/bà 🙏', { quotedId: question.id });
  await app.settleAll();
  assert.deepEqual(
    sentTo(user.id).map((m) => [m.text, m.quotes]),
    [['Kính chào ông/bà 🙏', asked]],
  );
  assert.equal((await stateOf(message)).state, 'delivered');
  await zalo.deliver(zalo.event('user_seen_message', user.id, { message: { msg_ids: [sentTo(user.id)[0]?.id] } }));
  await app.settleAll();
  assert.equal((await stateOf(message)).state, 'read');
  const all = await ctx.db.selectFrom('messages').select('id').where('conversation_id', '=', id).execute();
  assert.equal(all.length, 2, 'the echo made no second message');
});

test('a long answer with files: every part once, pictures made to fit, what Zalo does not carry as a link that works', async () => {
  const { user, id } = await citizen('Hai');
  const noise = randomBytes(1200 * 900 * 3);
  const large = await sharp(noise, { raw: { width: 1200, height: 900, channels: 3 } })
    .png()
    .toBuffer();
  const files = [];
  for (const [name, mediaType, bytes] of [
    ['anh.png', 'image/png', large],
    ['don.pdf', 'application/pdf', Buffer.from('%PDF-1.4 đơn')],
    ['bang.xlsx', 'application/vnd.ms-excel', Buffer.from('PK bảng')],
  ] as const) {
    const stored = await ctx.files.put(bytes, 50_000_000);
    files.push({ sha256: stored.sha256, size: stored.size, name, mediaType });
  }
  assert.ok(large.length > 1_000_000);
  zalo.faults.next('/v2.0/oa/upload/file', { kind: 'status', status: 503 });
  const message = await send(id, 'Câu trả lời dài. '.repeat(150), { files });
  await app.settleAll();
  await timePasses();
  assert.deepEqual(
    sentTo(user.id).map((m) => m.type),
    ['text', 'text', 'photo', 'file'],
  );
  assert.ok(['sent', 'delivered'].includes((await stateOf(message)).state));
  const link = /https:\/\/1022\.tinh\.example(\/tep\/\S+)/.exec(sentTo(user.id)[1]?.text ?? '')?.[1];
  assert.ok(link);
  const fetched = await app.anonymous.raw({ method: 'GET', url: link });
  assert.equal(fetched.status, 200);
  assert.match(String(fetched.headers['content-disposition']), /bang\.xlsx/);
  assert.equal((await app.anonymous.raw({ method: 'GET', url: `${link.slice(0, -2)}xx` })).status, 404);
  app.clock.advance('P31D');
  assert.equal((await app.anonymous.raw({ method: 'GET', url: link })).status, 404);
});

test('a lost acknowledgement never doubles a message: its echo or the history tells that it arrived', async () => {
  const { user, id } = await citizen('Ba');
  zalo.faults.next('/v3.0/oa/message/cs', { kind: 'drop' });
  const byEcho = await send(id, 'có tiếng vọng');
  await app.settleAll();
  await timePasses();
  zalo.echoes = false;
  zalo.faults.next('/v3.0/oa/message/cs', { kind: 'drop' });
  const byHistory = await send(id, 'không tiếng vọng');
  await app.settleAll();
  assert.match((await stateOf(byHistory)).state_detail ?? '', /Chưa rõ/);
  await timePasses();
  // Lost before Zalo saw it: the history does not know it, so it is sent again.
  zalo.faults.next('/v3.0/oa/message/cs', { kind: 'reset' });
  const never = await send(id, 'chưa tới');
  await app.settleAll();
  await timePasses();
  zalo.echoes = true;
  assert.deepEqual(
    sentTo(user.id).map((m) => m.text),
    ['có tiếng vọng', 'không tiếng vọng', 'chưa tới'],
  );
  for (const message of [byEcho, byHistory, never]) {
    const state = await stateOf(message);
    assert.ok(['sent', 'delivered'].includes(state.state), `${state.state} ${state.state_detail}`);
    assert.ok(sentTo(user.id).some((m) => m.id === state.external_id));
  }
});

test('when nobody can say whether it arrived, a person is told so and nothing is sent twice', async () => {
  const { user, id } = await citizen('Bốn');
  zalo.echoes = false;
  zalo.faults.next('/v3.0/oa/message/cs', { kind: 'drop' });
  zalo.faults.next('/v2.0/oa/conversation', { kind: 'status', status: 500 }, 9);
  const message = await send(id, 'mơ hồ');
  for (let i = 0; i < 6; i += 1) await timePasses();
  zalo.echoes = true;
  zalo.faults.clear();
  assert.equal(sentTo(user.id).length, 1);
  const state = await stateOf(message);
  assert.equal(state.state, 'failed');
  assert.match(state.state_detail ?? '', /Không rõ Zalo đã nhận/);
});

test('the window is said before one types and enforced on sending; an interaction opens it again', async () => {
  const { user, id } = await citizen('Năm');
  assert.equal((await replyState(user.id)).advice, null);
  app.clock.advance('PT49H');
  assert.match((await replyState(user.id)).advice?.vi ?? '', /tính phí/);
  const automatic = await transact(ctx, (tx) =>
    post(tx, SYSTEM, { conversationId: id, kind: 'auto', text: 'khảo sát' }),
  );
  await app.settleAll();
  assert.equal((await stateOf(automatic)).state, 'failed');
  app.clock.advance('P6D');
  const closed = await replyState(user.id);
  assert.equal(closed.canReply, false);
  assert.match(closed.advice?.vi ?? '', /7 ngày/);
  const calls = zalo.calls.length;
  const late = await send(id, 'quá muộn');
  await app.settleAll();
  assert.deepEqual(
    [(await stateOf(late)).state, keptSaid((await stateOf(late)).state_detail ?? '')],
    ['failed', closed.advice],
  );
  assert.equal(
    zalo.calls.slice(calls).filter((c) => c.path.includes('/message/')).length,
    0,
    'Zalo was not even asked',
  );
  user.lastInteraction = app.clock.now().getTime();
  await zalo.deliver(zalo.event('user_click_chatnow', user.id, { oa_id: zalo.state.oaId, user_id: user.id }));
  await app.settleAll();
  assert.equal((await replyState(user.id)).canReply, true);
});

test('errors: permanent ones stop at once with advice, passing ones are tried again, those of the account are said everywhere', async () => {
  const { user, id } = await citizen('Sáu');
  const tried = async (code: number, times = 1) => {
    zalo.faults.next('/v3.0/oa/message/cs', { kind: 'error', code }, times);
    const message = await send(id, `lỗi ${code}`);
    await app.settleAll();
    return message;
  };
  const rate = await tried(-32);
  assert.match((await stateOf(rate)).state_detail ?? '', /quá nhanh/);
  await timePasses();
  assert.equal((await stateOf(rate)).state, 'delivered');
  const again = await tried(-200, 2);
  await timePasses();
  await timePasses();
  assert.equal((await stateOf(again)).state, 'delivered');
  const bad = await tried(-248);
  assert.deepEqual(
    [(await stateOf(bad)).state, /vi phạm/.test((await stateOf(bad)).state_detail ?? '')],
    ['failed', true],
  );
  user.blocked = true;
  const blocked = await send(id, 'bị chặn');
  await app.settleAll();
  assert.match((await stateOf(blocked)).state_detail ?? '', /tắt nhận/);
  assert.equal((await replyState(user.id)).canReply, false, 'said before the next one types');
  user.blocked = false;
  await app.arrives(user.id, { text: 'tôi mở lại rồi' });
  app.clock.advance(1000);
  await app.arrives(user.id, { text: 'nhé' });
  await app.settleAll();
  assert.equal((await replyState(user.id)).canReply, true);
  await tried(-321);
  assert.match((await replyState(user.id)).advice?.vi ?? '', /hết tiền/);
  const admin = await app.as({ role: 'admin' });
  assert.equal((await admin.post('/channels/zalo/accounts/default/test')).body.ok, true);
  assert.equal((await replyState(user.id)).canReply, true, 'the test of the connection opens it again');
});

test('an expired token is renewed and the message goes out; a quota is counted down before one types', async () => {
  const { user, id } = await citizen('Bảy');
  zalo.state.access.clear();
  const message = await send(id, 'sau khi làm mới');
  await app.settleAll();
  assert.equal((await stateOf(message)).state, 'delivered');
  zalo.state.options.quota = 2;
  await send(id, 'tin cuối');
  await app.settleAll();
  assert.match((await replyState(user.id)).advice?.vi ?? '', /hết số tin/);
  assert.equal((await replyState(user.id)).canReply, false);
  zalo.state.options.quota = null;
});

test('a crash between the request and its answer: the next worker finds what was sent', async () => {
  const { user, id } = await citizen('Tám');
  const message = await send(id, 'trước khi chết');
  // As a killed worker leaves it: the row says "sending", Zalo has it, nobody here knows.
  const account = await ctx.db
    .selectFrom('channel_accounts')
    .select('id')
    .where('kind', '=', 'zalo')
    .executeTakeFirstOrThrow();
  await ctx.db
    .insertInto('zalo_sends')
    .values({
      message_id: message,
      part: 0,
      account_id: account.id,
      user_id: user.id,
      kind: 'text',
      text_hash: textHash('trước khi chết'),
      state: 'sending',
      started_at: app.clock.now(),
    })
    .execute();
  user.messages.push({
    id: zalo.state.id(),
    from: 'oa',
    at: app.clock.now().getTime(),
    text: 'trước khi chết',
    type: 'text',
    reactions: [],
  });
  await app.settleAll();
  app.clock.advance('PT2M');
  await timePasses();
  assert.equal((await stateOf(message)).state, 'sent');
  assert.equal(sentTo(user.id).length, 1);
});
