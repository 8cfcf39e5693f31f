import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startMessengerApp } from '../../../test/support/standins/messenger.ts';
import { escapedJson, signMessenger } from '../../demo/standins/messenger/index.ts';
import { flushHealth } from '../health/index.ts';
import { messengerUpkeep } from './index.ts';

const app = await startMessengerApp();
const { ctx, facebook } = app;
const { state } = facebook;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const messagesOf = (address: string) =>
  ctx.db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .selectAll('m')
    .where('c.channel', '=', 'messenger')
    .where('c.address', '=', address)
    .orderBy('m.sent_at')
    .orderBy('m.id')
    .execute();
const eventsOf = (what: 'stored' | 'ignored' | 'unhandled') =>
  ctx.db.selectFrom('inbound_events').selectAll().where('state', '=', what).orderBy('id').execute();
const counted = async () => {
  await flushHealth(ctx);
  const rows = await ctx.db.selectFrom('channel_hours').selectAll().where('channel', '=', 'messenger').execute();
  const sum = (what: 'received' | 'refused' | 'duplicates') => rows.reduce((n, row) => n + row[what], 0);
  return { received: sum('received'), refused: sum('refused'), duplicates: sum('duplicates') };
};
const post = (raw: string | Buffer, signature?: string, path = '/hooks/messenger/default') =>
  app.anonymous.raw({
    method: 'POST',
    url: path,
    payload: raw,
    headers: { 'content-type': 'application/json', ...(signature ? { 'x-hub-signature-256': signature } : {}) },
  });

test('the address is verified with the agreed word only', async () => {
  const ask = (query: Record<string, string>) =>
    app.anonymous.raw({ method: 'GET', url: `/hooks/messenger/default?${new URLSearchParams(query)}` });
  const right = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': state.verifyToken };
  const answer = await ask(right);
  assert.deepEqual([answer.status, String(answer.body)], [200, '1158201444']);
  assert.match(String(answer.headers['content-type']), /^text\/plain/);
  assert.equal((await ask({ ...right, 'hub.verify_token': 'khác' })).status, 403);
  assert.equal((await ask({ ...right, 'hub.mode': 'unsubscribe' })).status, 403);
  assert.equal((await ask({})).status, 403);
});

test('forged, changed and unsigned calls are refused, counted, and leave nothing', async () => {
  const user = state.users.get(facebook.addUser('Lê Văn Ba').id);
  const event = facebook.event(user?.id ?? '', { message: { mid: 'm_forged', text: 'giả mạo' } });
  const body = { object: 'page', entry: [{ id: state.pageId, time: 1, messaging: [event] }] };
  const raw = escapedJson(body);
  const before = await counted();
  const right = signMessenger(state.appSecret, raw);
  const answers = [
    await post(raw),
    await post(raw, 'sha256=00'),
    await post(raw, signMessenger('wrong', raw)),
    await post(raw.replace('m_forged', 'm_other'), right),
    // What was written anew with its accents in place is not what was signed.
    await post(JSON.stringify(body), right),
    await post(raw, right.replace('sha256=', 'sha1=')),
    await post(''),
  ];
  assert.deepEqual(
    answers.map((a) => a.status),
    Array(7).fill(403),
  );
  assert.equal((await eventsOf('stored')).length, 0);
  assert.deepEqual(await counted(), { ...before, refused: before.refused + 7 });
  assert.equal((await post(raw, right, '/hooks/messenger/nowhere')).status, 404);
});

test('a citizen writes: stored before the 200, then shown with name and identity; 4-byte letters survive', async () => {
  const lan = facebook.addUser('Nguyễn Thị Lan');
  assert.equal(await app.arrives(lan.id, { text: 'Đường hỏng 👨‍👩‍👧 𠮷' }), 200);
  assert.equal((await eventsOf('stored')).length, 1, 'stored with its 200, not yet handled');
  await app.settle();
  assert.deepEqual(
    (await messagesOf(lan.id)).map((m) => [m.author_name, m.body]),
    [['Nguyễn Thị Lan', 'Đường hỏng 👨‍👩‍👧 𠮷']],
  );
  const identity = await ctx.db
    .selectFrom('citizen_identities as i')
    .innerJoin('citizens as c', 'c.id', 'i.citizen_id')
    .select(['c.name', 'i.confidence'])
    .where('i.kind', '=', 'messenger')
    .where('i.value', '=', lan.id)
    .execute();
  assert.deepEqual(identity, [{ name: 'Nguyễn Thị Lan', confidence: 'verified' }]);
});

test('a batch is taken apart; repeats, replays and another order make each message once; ids beyond 2^53 keep their digits', async () => {
  const big = facebook.addUser('Trần Văn Hai', '98765432109876543210');
  const first = facebook.say(big.id, { text: 'một' });
  app.clock.advance(1000);
  const second = facebook.say(big.id, { text: 'hai' });
  const before = await counted();
  // As a number in the body, as some samples of Meta have it.
  const raw = escapedJson({
    object: 'page',
    entry: [
      { id: state.pageId, time: 2, messaging: [second] },
      { id: state.pageId, time: 1, messaging: [first, second] },
    ],
  }).replaceAll(`"${big.id}"`, big.id);
  assert.equal(await facebook.deliverRaw(raw), 200);
  await app.settle();
  assert.equal(await facebook.deliver(first, { ...second, extra: 1 }), 200);
  await app.settle();
  const messages = await messagesOf(big.id);
  assert.deepEqual(
    messages.map((m) => m.body),
    ['một', 'hai'],
  );
  const after = await counted();
  assert.deepEqual([after.received - before.received, after.duplicates - before.duplicates], [2, 3]);
});

test('edits, retractions and reactions find their message, also when they overtake it', async () => {
  const user = facebook.addUser('Phạm Bốn');
  const event = facebook.say(user.id, { text: 'sai chính tả' });
  const { mid } = event.message as { mid: string };
  app.clock.advance(1000);
  await facebook.deliver(facebook.event(user.id, { message_edit: { mid, text: 'đúng chính tả', num_edit: '1' } }));
  await app.settle();
  await facebook.deliver(event);
  await app.timePasses();
  await facebook.deliver(facebook.event(user.id, { reaction: { reaction: 'love', emoji: '❤️', action: 'react', mid } }));
  await app.timePasses();
  const [edited] = await messagesOf(user.id);
  assert.equal(edited?.body, 'đúng chính tả');
  assert.equal(((edited?.reactions ?? []) as unknown as { emoji: string }[])[0]?.emoji, '❤️');
  await facebook.deliver(facebook.event(user.id, { message: { mid, is_deleted: true } }));
  await app.timePasses();
  const [gone] = await messagesOf(user.id);
  assert.deepEqual([gone?.body, gone?.retracted_at !== null], ['', true]);
});

test('pictures are fetched, stickers and places shown; addresses inside the network are never called', async () => {
  const user = facebook.addUser('Võ Năm');
  const url = facebook.putMedia(PNG, 'image/png', 'ổ gà.png');
  await app.arrives(user.id, {
    attachments: [
      { type: 'image', payload: { url } },
      { type: 'sticker', payload: { url: 'https://scontent.fbcdn.net/s.png', sticker_id: 369239263222822 } },
      { type: 'location', title: 'Chợ', payload: { coordinates: { lat: 10.45, long: 105.63 } } },
      { type: 'file', payload: { url: 'http://169.254.169.254/latest' } },
      { type: 'image', payload: { url: 'https://evil.example/fbcdn.net.png' } },
      { type: 'fallback' },
    ],
  });
  await app.settle();
  const [message] = await messagesOf(user.id);
  const parts = message?.parts as unknown as { kind: string }[];
  assert.deepEqual(
    parts.map((one) => one.kind),
    ['sticker', 'location', 'unsupported', 'link', 'link'],
  );
  const files = await ctx.db
    .selectFrom('attachments')
    .select(['media_type', 'size'])
    .where('message_id', '=', message?.id ?? 0)
    .execute();
  assert.deepEqual(files, [{ media_type: 'image/png', size: PNG.length }]);
});

test('a picture that cannot be had at once comes later; one that is gone leaves a link', async () => {
  const user = facebook.addUser('Đỗ Sáu');
  facebook.faults.next('/media/', { kind: 'status', status: 503 });
  await app.arrives(user.id, {
    text: 'ảnh đây',
    attachments: [
      { type: 'image', payload: { url: facebook.putMedia(PNG, 'image/png') } },
      { type: 'image', payload: { url: `${facebook.url}/media/gone/x.png` } },
    ],
  });
  await app.timePasses();
  const [message] = await messagesOf(user.id);
  assert.deepEqual(
    ((message?.parts ?? []) as unknown as { kind: string }[]).map((one) => one.kind),
    ['link'],
  );
  const files = await ctx.db
    .selectFrom('attachments')
    .select('name')
    .where('message_id', '=', message?.id ?? 0)
    .execute();
  assert.equal(files.length, 1);
});

test('taps: “get started” opens the window without a message, other buttons are messages; standby is kept and said', async () => {
  const user = facebook.addUser('Bùi Bảy');
  const referral = { ref: 'poster1', source: 'SHORTLINK', type: 'OPEN_THREAD' };
  await facebook.deliver(
    facebook.event(user.id, { postback: { mid: 'm_gs', title: 'Bắt đầu', payload: 'GET_STARTED', referral } }),
  );
  await app.settle();
  assert.equal((await messagesOf(user.id)).length, 0);
  await facebook.deliver(facebook.event(user.id, { postback: { title: 'Giờ làm việc', payload: 'ASK_HOURS' } }));
  await app.settle();
  app.clock.advance(1000);
  await facebook.deliverStandby(
    facebook.event(user.id, { message: { mid: 'm_standby', text: 'nói với hộp thư trang' } }),
  );
  await app.settle();
  assert.deepEqual((await messagesOf(user.id)).map((m) => m.body).sort(), ['Giờ làm việc', 'nói với hộp thư trang']);
  const row = await ctx.db
    .selectFrom('messenger_users')
    .select(['referral', 'other_app_at', 'last_interaction_at'])
    .where('user_id', '=', user.id)
    .executeTakeFirstOrThrow();
  assert.deepEqual(row.referral, referral);
  assert.ok(row.other_app_at && row.last_interaction_at);
});

test('what the page answers elsewhere is kept once, whoever tells it twice', async () => {
  const user = facebook.addUser('Hồ Tám');
  await app.arrives(user.id, { text: 'alo' });
  await app.settle();
  app.clock.advance(1000);
  const echo = {
    ...facebook.event(user.id, {}),
    sender: { id: state.pageId },
    recipient: { id: user.id },
    message: { mid: 'm_suite', is_echo: true, app_id: 263902037430900, text: 'Chào bạn' },
  };
  await facebook.deliver(echo, echo);
  await facebook.deliver(echo);
  await app.settle();
  assert.deepEqual(
    (await messagesOf(user.id)).map((m) => [m.direction, m.author_name, m.body]),
    [
      ['in', 'Hồ Tám', 'alo'],
      ['out', 'Hộp thư Facebook của trang', 'Chào bạn'],
    ],
  );
});

test('signed nonsense, unknown kinds and other pages are kept for a person; other objects are ignored', async () => {
  const before = new Set((await eventsOf('unhandled')).map((e) => e.id));
  const user = facebook.addUser('Ngô Chín');
  for (const raw of [
    'không phải JSON',
    Buffer.from([0xff, 0xfe, 0x00]),
    '[]',
    escapedJson({ object: 'page', entry: [{ id: state.pageId, new_thing: { a: 1 } }] }),
    escapedJson({
      object: 'page',
      entry: [{ id: '999', messaging: [facebook.event(user.id, { message: { mid: 'm_9', text: 'x' } })] }],
    }),
    escapedJson({
      object: 'page',
      entry: [{ id: state.pageId, messaging: [{ sender: { id: user.id }, hologram: {} }] }],
    }),
    escapedJson({
      object: 'page',
      entry: [{ id: state.pageId, messaging: [{ message: { text: 'không mã' } }, null, 7] }],
    }),
    escapedJson({
      object: 'page',
      entry: [
        {
          id: state.pageId,
          messaging: [facebook.event(user.id, { 'policy-enforcement': { action: 'warning', reason: 'spam' } })],
        },
      ],
    }),
    escapedJson({ object: 'instagram', entry: [] }),
  ])
    assert.equal(await facebook.deliverRaw(raw), 200);
  await app.settle();
  const kept = (await eventsOf('unhandled')).filter((e) => !before.has(e.id));
  const reasons = kept.map((e) => e.reason).sort();
  assert.deepEqual(reasons, [
    'broken',
    'broken',
    'broken',
    'broken',
    'other_page',
    'policy',
    'unknown_kind',
    'unknown_kind',
    'unknown_kind',
    'unknown_kind',
  ]);
  assert.ok((await eventsOf('ignored')).some((e) => e.reason === 'other_object'));
});

test('a worker that dies between storing and handling: the event is handled once by the next one', async () => {
  const user = facebook.addUser('Dương Mười');
  await app.arrives(user.id, { text: 'trước khi chết' });
  // As a killed worker leaves it: taken from the queue and never ended.
  await ctx.database.pool.query("delete from pgboss.job where name = 'channels.inbound'");
  await app.settle();
  const [stuck] = await eventsOf('stored');
  assert.ok(stuck);
  const admin = await app.as({ role: 'admin' });
  assert.equal((await admin.post(`/channels/events/${stuck.id}/retry`)).status, 202);
  assert.equal((await admin.post(`/channels/events/${stuck.id}/retry`)).status, 202);
  await app.settle();
  assert.equal((await messagesOf(user.id)).length, 1);
});

test('what no webhook brought is found in the history; a lost subscription is made again', async () => {
  const user = facebook.addUser('Lý Mười Một');
  const known = facebook.say(user.id, { text: 'tới bằng webhook' });
  await facebook.deliver(known);
  await app.settle();
  facebook.say(user.id, { text: 'webhook mất' });
  state.subscribed = [];
  app.clock.advance('PT2H');
  await messengerUpkeep(ctx, { history: true });
  await messengerUpkeep(ctx, { history: true });
  await app.settle();
  assert.deepEqual((await messagesOf(user.id)).map((m) => m.body).sort(), ['tới bằng webhook', 'webhook mất']);
  assert.ok(state.subscribed.includes('message_echoes') && state.subscribed.includes('feed'));
});
