import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startZaloApp } from '../../../test/support/standins/zalo.ts';
import { signZalo } from '../../demo/standins/zalo/index.ts';
import { flushHealth } from '../health/index.ts';
import { zaloUpkeep } from './index.ts';

const app = await startZaloApp();
const { ctx, zalo } = app;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const messagesOf = (userId: string) =>
  ctx.db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .select([
      'm.id',
      'm.body',
      'm.direction',
      'm.author_name',
      'm.parts',
      'm.state',
      'm.external_id',
      'm.conversation_id',
      'm.quoted_id',
      'm.kind',
      'm.reactions',
    ])
    .where('c.channel', '=', 'zalo')
    .where('c.address', '=', userId)
    .orderBy('m.sent_at')
    .orderBy('m.id')
    .execute();
const eventsOf = (state: 'stored' | 'handled' | 'ignored' | 'unhandled') =>
  ctx.db
    .selectFrom('inbound_events')
    .select(['id', 'reason', 'error', 'repeats', 'dedupe_key'])
    .where('state', '=', state)
    .orderBy('id')
    .execute();
const counted = async () => {
  await flushHealth(ctx);
  const rows = await ctx.db.selectFrom('channel_hours').selectAll().where('channel', '=', 'zalo').execute();
  const sum = (what: 'received' | 'refused' | 'duplicates' | 'unhandled') => rows.reduce((n, row) => n + row[what], 0);
  return {
    received: sum('received'),
    refused: sum('refused'),
    duplicates: sum('duplicates'),
    unhandled: sum('unhandled'),
  };
};
const post = (raw: string | Buffer, headers: Record<string, string> = {}, path = '/hooks/zalo/default') =>
  app.anonymous.raw({
    method: 'POST',
    url: path,
    payload: raw,
    headers: { 'content-type': 'application/json', ...headers },
  });
const signed = (event: Record<string, unknown>) => {
  const raw = JSON.stringify(event);
  return post(raw, { 'x-zevent-signature': signZalo(zalo.state, raw, String(event.timestamp)) });
};

test('a citizen writes: stored before the 200, shown with his name afterwards, in one thread with one identity', async () => {
  const lan = zalo.addUser('Nguyễn Thị Lan');
  assert.equal(await app.arrives(lan.id, { text: 'Đèn đường hỏng 👨‍👩‍👧 𠮷' }), 200);
  const stored = await eventsOf('stored');
  assert.equal(stored.length, 1, 'stored with its 200, not yet handled');
  await app.settle();
  app.clock.advance('PT1M');
  await app.arrives(lan.id, { text: 'Ở hẻm 12' });
  await app.settle();
  const messages = await messagesOf(lan.id);
  assert.deepEqual(
    messages.map((m) => [m.author_name, m.body]),
    [
      ['Nguyễn Thị Lan', 'Đèn đường hỏng 👨‍👩‍👧 𠮷'],
      ['Nguyễn Thị Lan', 'Ở hẻm 12'],
    ],
  );
  const identity = await ctx.db
    .selectFrom('citizen_identities as i')
    .innerJoin('citizens as c', 'c.id', 'i.citizen_id')
    .select(['c.name', 'i.confidence'])
    .where('i.kind', '=', 'zalo')
    .where('i.value', '=', lan.id)
    .execute();
  assert.deepEqual(identity, [{ name: 'Nguyễn Thị Lan', confidence: 'verified' }]);
});

test('repeated, replayed and reordered deliveries: each message once, in the order in which it was written', async () => {
  const hai = zalo.addUser('Trần Văn Hai');
  const first = zalo.say(hai.id, { text: 'một' });
  app.clock.advance(1000);
  const second = zalo.say(hai.id, { text: 'hai' });
  app.clock.advance(1000);
  const third = zalo.say(hai.id, { text: 'ba' });
  const before = await counted();
  for (const event of [third, first, third, second, first]) assert.equal(await zalo.deliver(event), 200);
  await app.settle();
  // A repeat after the handling, with another byte in it: the id of the message decides.
  assert.equal(await zalo.deliver({ ...first, extra: 1 }), 200);
  await app.settle();
  assert.deepEqual(
    (await messagesOf(hai.id)).map((m) => m.body),
    ['một', 'hai', 'ba'],
  );
  const after = await counted();
  assert.deepEqual([after.received - before.received, after.duplicates - before.duplicates], [3, 3]);
  assert.equal(new Set((await messagesOf(hai.id)).map((m) => m.conversation_id)).size, 1);
  assert.equal((await app.conversation(hai.id)).last_in_at?.getTime(), Number(third.timestamp));
});

test('forged, stale and unreadable calls are refused and counted, and leave nothing', async () => {
  const user = zalo.addUser('Lê Văn Ba');
  const event = zalo.event('user_send_text', user.id, { message: { msg_id: 'forged-1', text: 'giả' } });
  const raw = JSON.stringify(event);
  const time = String(event.timestamp);
  const before = { ...(await counted()), stored: await rows() };
  const old = { ...event, timestamp: String(app.clock.now().getTime() - 13 * 3_600_000) };
  const answers = [
    await post(raw),
    await post(raw, { 'x-zevent-signature': 'mac=00' }),
    await post(raw, { 'x-zevent-signature': signZalo({ ...zalo.state, oaSecret: 'wrong' }, raw, time) }),
    await post(raw.replace('giả', 'thật'), { 'x-zevent-signature': signZalo(zalo.state, raw, time) }),
    await signed(old),
    await post('<xml/>', { 'x-zevent-signature': 'mac=00', 'content-type': 'text/xml' }),
    await post(Buffer.from([0xff, 0xfe, 0x00])),
    await post('[]'),
    await post(''),
  ];
  assert.deepEqual(
    answers.map((a) => a.status),
    Array(9).fill(403),
  );
  assert.deepEqual({ ...(await counted()), stored: await rows() }, { ...before, refused: before.refused + 9 });
  assert.equal((await post(raw, {}, '/hooks/zalo/nowhere')).status, 404);
  assert.equal((await post(Buffer.alloc(1_200_000, 0x20))).status, 413);
});
const rows = async () =>
  Number(
    (
      await ctx.db
        .selectFrom('inbound_events')
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

test('pictures and files are fetched; what cannot be fetched now comes later; foreign hosts are never asked', async () => {
  const user = zalo.addUser('Phạm Thị Tư');
  const url = zalo.putMedia(PNG, 'image/png');
  await app.arrives(user.id, { text: 'ảnh đây', attachments: [{ type: 'image', payload: { url, thumbnail: url } }] });
  zalo.faults.next('/media/', { kind: 'status', status: 502 });
  await app.arrives(user.id, { attachments: [{ type: 'image', payload: { url } }] });
  await app.arrives(user.id, {
    attachments: [{ type: 'file', payload: { url: 'http://169.254.169.254/x', name: 'a.pdf' } }],
  });
  await app.settle();
  const attachments = await ctx.db
    .selectFrom('attachments as a')
    .innerJoin('messages as m', 'm.id', 'a.message_id')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .select(['a.name', 'a.media_type', 'm.parts'])
    .where('c.address', '=', user.id)
    .execute();
  assert.deepEqual(
    attachments.map((a) => [a.name, a.media_type]),
    [
      ['anh.png', 'image/png'],
      ['anh.png', 'image/png'],
    ],
  );
  assert.ok(
    attachments.every((a) => JSON.stringify(a.parts) === '[]'),
    'no placeholder stays',
  );
  const last = (await messagesOf(user.id)).find((m) => JSON.stringify(m.parts).includes('169.254'));
  assert.match(JSON.stringify(last?.parts), /không tải được: nằm ở máy chủ ngoài/);
});

test('stickers, places, quotations, reactions', async () => {
  const user = zalo.addUser('Võ Văn Năm');
  const first = zalo.say(user.id, { text: 'câu hỏi' });
  await zalo.deliver(first);
  await app.settle();
  app.clock.advance(1000);
  const quotes = String((first.message as { msg_id: string }).msg_id);
  await app.arrives(user.id, { text: 'ý tôi là câu này', quotes });
  app.clock.advance(1000);
  await app.arrives(user.id, {
    attachments: [{ type: 'location', payload: { coordinates: { latitude: '10.46', longitude: '105.63' } } }],
  });
  app.clock.advance(1000);
  await app.arrives(user.id, {
    attachments: [{ type: 'sticker', payload: { id: '1', url: 'https://x.zdn.vn/s.png' } }],
  });
  await zalo.deliver(
    zalo.event('user_reacted_message', user.id, { message: { msg_id: quotes, react_icon: '/-heart' } }),
  );
  await app.settle();
  const [one, two, three, four] = await messagesOf(user.id);
  assert.equal(two?.quoted_id, one?.id);
  assert.deepEqual(three?.parts, [{ kind: 'location', lat: 10.46, lng: 105.63 }]);
  assert.match(JSON.stringify(four?.parts), /"kind":"sticker"/);
  assert.match(JSON.stringify(one?.reactions), /❤️/);
});

test('what nobody knows, what is broken and what is for another OA is kept for a person, counted, and can be settled', async () => {
  const user = zalo.addUser('Đỗ Thị Sáu');
  const before = await counted();
  await zalo.deliver(zalo.event('user_sends_dreams', user.id));
  await zalo.deliver(zalo.event('user_send_text', user.id, { message: { text: 'không mã' } }));
  await zalo.deliver(
    zalo.event('user_send_text', user.id, { recipient: { id: '42' }, message: { msg_id: 'o', text: 'x' } }),
  );
  await zalo.deliver(zalo.event('user_withdraw', user.id, { user_id: user.id }));
  await app.settle();
  assert.equal((await counted()).unhandled - before.unhandled, 4);
  const supervisor = await app.as({ role: 'supervisor' });
  const list = await supervisor.get('/channels/events/unhandled');
  assert.deepEqual(
    list.body.items.map((i: { reason: string }) => i.reason),
    ['erasure_request', 'other_oa', 'broken', 'unknown_kind'],
  );
  const id = list.body.items[3].id;
  const raw = await supervisor.get(`/channels/events/${id}/raw`);
  assert.equal(raw.headers['content-type'], 'application/octet-stream');
  assert.match(JSON.stringify(raw.body), /user_sends_dreams/);
  assert.equal((await supervisor.post(`/channels/events/${id}/retry`)).status, 202);
  await app.settle();
  const recorded = await app.eventsDuring(async () => {
    assert.equal((await supervisor.post(`/channels/events/${id}/dismiss`, { reason: 'Không liên quan' })).status, 204);
  });
  assert.deepEqual(
    recorded.map((e) => [e.type, e.data]),
    [['channel.event_dismissed', { inboundId: Number(id), reason: 'Không liên quan' }]],
  );
  assert.equal((await supervisor.post(`/channels/events/${id}/dismiss`, { reason: 'a' })).status, 404);
  const agent = await app.as({ role: 'agent' });
  for (const path of ['/channels/events/unhandled', `/channels/events/${id}/raw`])
    assert.equal((await agent.get(path)).status, 403);
  assert.equal((await agent.post(`/channels/events/${id}/retry`)).status, 403);
});

test('follow, the shared form and consents become facts about the person', async () => {
  const user = zalo.addUser('Bùi Văn Bảy');
  // Zalo says the same when it is asked who this is.
  user.follows = true;
  await zalo.deliver(
    zalo.event('follow', user.id, { oa_id: zalo.state.oaId, follower: { id: user.id }, source: 'oa_profile' }),
  );
  await zalo.deliver(
    zalo.event('user_submit_info', user.id, {
      info: { name: 'Bùi Văn Bảy', phone: '84912345678', full_address: { user_address: '5 Lê Lợi' } },
    }),
  );
  await zalo.deliver(zalo.event('user_reply_consent', user.id, { user_consent: 'ALLOW' }));
  await app.settle();
  const row = await ctx.db
    .selectFrom('zalo_users')
    .selectAll()
    .where('user_id', '=', user.id)
    .executeTakeFirstOrThrow();
  assert.deepEqual(
    [row.follows, row.call_consent, (row.shared as { phone: string }).phone],
    [true, 'ALLOW', '84912345678'],
  );
  const phone = await ctx.db
    .selectFrom('citizen_identities as a')
    .innerJoin('citizen_identities as b', 'b.citizen_id', 'a.citizen_id')
    .select(['b.value', 'b.confidence'])
    .where('a.value', '=', user.id)
    .where('b.kind', '=', 'phone')
    .execute();
  assert.deepEqual(phone, [{ value: '+84912345678', confidence: 'said' }]);
  const kinds = (await messagesOf(user.id)).map((m) => m.kind);
  assert.deepEqual(kinds.sort(), ['human', 'notice']);
});

test('what staff wrote in Zalo’s own program is in the thread; a message of a stranger’s thread is not', async () => {
  const user = zalo.addUser('Ngô Thị Tám');
  await app.arrives(user.id, { text: 'xin hỏi' });
  await app.settle();
  const echo = (id: string) =>
    zalo.event('oa_send_text', id, {
      sender: { id: zalo.state.oaId, admin_id: '9' },
      message: { msg_id: `e-${id}`, text: 'OA trả lời' },
    });
  await zalo.deliver(echo(user.id));
  await zalo.deliver(echo(zalo.addUser('Chưa từng nhắn').id));
  await app.settle();
  const out = (await messagesOf(user.id)).filter((m) => m.direction === 'out');
  assert.deepEqual(
    out.map((m) => [m.body, m.state, m.author_name]),
    [['OA trả lời', 'sent', 'Quản trị OA (9)']],
  );
});

test('messages that no webhook brought are fetched from the history, once', async () => {
  const user = zalo.addUser('Hồ Văn Chín');
  const known = zalo.say(user.id, { text: 'đã tới' });
  await zalo.deliver(known);
  await app.settle();
  app.clock.advance(1000);
  zalo.say(user.id, { text: 'bị lạc' });
  await zaloUpkeep(ctx, { history: true });
  await zaloUpkeep(ctx, { history: true });
  await app.settle();
  assert.deepEqual(
    (await messagesOf(user.id)).map((m) => m.body),
    ['đã tới', 'bị lạc'],
  );
});
