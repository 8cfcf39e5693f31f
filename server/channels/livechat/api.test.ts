import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { CONSENT_VERSION } from '../../../contract/widget.ts';
import { jpeg } from '../../../test/support/portal-app.ts';
import { SITE_KEY, START, startWidgetApp } from '../../../test/support/widget-app.ts';
import { closeConversation, post } from '../../conversations/index.ts';
import { SYSTEM } from '../../platform/auth/index.ts';
import { transact } from '../../platform/transact.ts';
import { identityHash } from './identity.ts';

const app = await startWidgetApp();
const admin = await app.as({ role: 'admin' });
const host = 'https://so-y-te.gov.vn';
await admin.put('/channels/livechat/sites/so-y-te', { name: 'Sở Y tế', origins: [host] });
const sites = (await admin.get('/channels/livechat/sites')).body;
const healthKey: string = sites.items.find((s: { code: string }) => s.code === 'so-y-te').key;

const reply = (conversationId: number, text: string) =>
  transact(app.ctx, (tx) =>
    post(tx, { ...SYSTEM, displayName: 'Cán bộ Lan' }, { conversationId, kind: 'human', text }),
  );
const idOf = (conversationId: string) => Number(conversationId.slice(2));

async function chatting(text = 'Xin chào') {
  const visitor = await app.visitor();
  const first = await visitor.say(text, { start: START });
  assert.equal(first.status, 201, JSON.stringify(first.body));
  return { visitor, conversationId: first.body.conversationId as string, first: first.body };
}

test('a page that is not on the list gets nothing', async () => {
  assert.equal((await app.open({ key: healthKey }, { origin: host })).status, 201);
  for (const origin of ['https://evil.example', `${host}.evil.example`, 'http://so-y-te.gov.vn', 'null']) {
    const refused = await app.open({ key: healthKey }, { origin });
    assert.deepEqual([refused.status, refused.body.code], [403, 'origin_not_allowed'], origin);
  }
  const other = await app.open({ key: SITE_KEY }, { origin: host });
  assert.equal(other.body.code, 'origin_not_allowed', 'the list of another site does not count');
  const { visitor } = await chatting();
  const used = await visitor.send('POST', '/end', { conversationId: 'c_1' }, { origin: 'https://evil.example' });
  assert.equal(used.body.code, 'origin_not_allowed', 'a stolen token is of no use in another page');
  const button = await app.anonymous.raw({
    method: 'GET',
    url: `/api/v1/widget/sites/${healthKey}`,
    headers: { origin: host },
  });
  assert.equal(button.headers['access-control-allow-origin'], host);
  assert.equal((await app.open({ key: 'wk_khong-co' })).status, 404);
});

test('the first message needs consent; then it is said once, however often it is sent', async () => {
  const visitor = await app.visitor();
  const bare = await visitor.say('Xin chào');
  assert.deepEqual([bare.status, bare.body.fields[0].code], [422, 'consent']);
  const old = await visitor.say('Xin chào', { start: { ...START, consent: 'cũ' } });
  assert.equal(old.status, 422);
  const clientId = randomUUID();
  const body = { clientId, start: START };
  const answers = await Promise.all([
    visitor.say('Đèn hỏng', body),
    visitor.say('Đèn hỏng', body),
    visitor.say('Đèn hỏng', body),
  ]);
  assert.deepEqual([...new Set(answers.map((a) => a.status))], [201], JSON.stringify(answers[1]?.body));
  assert.equal(new Set(answers.map((a) => a.body.id)).size, 1);
  const { conversationId } = answers[0]?.body ?? {};
  const again = await visitor.say('Đèn hỏng', { clientId, conversationId });
  assert.deepEqual([again.body.seq, again.body.clientId], [1, clientId]);
  const mismatch = await visitor.say('Việc khác', { clientId, conversationId });
  assert.deepEqual([mismatch.status, mismatch.body.code], [409, 'duplicate_client_id_mismatch']);
  assert.deepEqual(
    (await visitor.events(conversationId)).map((e) => e.seq),
    [1],
  );
  const stranger = await app.visitor();
  const same = await stranger.say('Đèn hỏng', { clientId, start: START });
  assert.notEqual(same.body.conversationId, conversationId, 'an id is the visitor’s own');
});

test('two first messages at once begin one thread', async () => {
  const visitor = await app.visitor();
  const answers = await Promise.all(['một', 'hai', 'ba'].map((text) => visitor.say(text, { start: START })));
  assert.deepEqual(
    answers.map((a) => a.status),
    [201, 201, 201],
  );
  const ids = new Set(answers.map((a) => a.body.conversationId));
  assert.equal(ids.size, 1);
  const events = await visitor.events([...ids][0]);
  assert.deepEqual(
    events.map((e) => e.seq),
    [1, 2, 3],
  );
});

test('what an agent writes is numbered, delivered and read', async () => {
  const { visitor, conversationId } = await chatting();
  const messageId = await reply(idOf(conversationId), 'Chào ông/bà');
  await app.settle();
  const state = async () =>
    (await app.ctx.db.selectFrom('messages').select('state').where('id', '=', messageId).executeTakeFirstOrThrow())
      .state;
  assert.equal(await state(), 'sent');
  const [event] = await visitor.events(conversationId, 1);
  assert.ok(event?.kind === 'message');
  assert.deepEqual(
    [event.seq, event.message.author, event.message.text],
    [2, { kind: 'agent', name: 'Cán bộ Lan' }, 'Chào ông/bà'],
  );
  assert.equal((await visitor.send('POST', '/read', { conversationId, upToSeq: 99 })).status, 204);
  assert.equal(await state(), 'read');
  await visitor.send('POST', '/read', { conversationId, upToSeq: 1 });
  assert.equal(await state(), 'read');
});

test('text of every kind: 4-byte characters count as one, halves and NUL go, too long and empty are refused', async () => {
  const { visitor, conversationId } = await chatting();
  const emoji = '🚦'.repeat(4_000);
  const sent = await visitor.say(emoji, { conversationId });
  assert.equal(sent.status, 201);
  assert.equal(sent.body.text, emoji);
  assert.equal((await visitor.say('🚦'.repeat(4_001), { conversationId })).status, 422);
  assert.equal((await visitor.say('   ', { conversationId })).status, 422);
  const odd = await visitor.say('nửa \ud83d và \u0000 rỗng, tổ hợp: ê\u0323', { conversationId });
  assert.equal(odd.body.text, 'nửa \ufffd và  rỗng, tổ hợp: ệ');
  const bad: Record<string, unknown>[] = [
    { clientId: 'ngắn' },
    { clientId: randomUUID(), conversationId: 'c_99999999999999999999' },
    { clientId: randomUUID(), conversationId: 'c_-1' },
    { clientId: randomUUID(), attachments: ['../../etc'] },
    { clientId: randomUUID(), replyTo: 'm_9007199254740993000' },
  ];
  for (const body of bad)
    assert.equal((await visitor.say('x', { conversationId, ...body })).status, 422, JSON.stringify(body));
  assert.equal(
    (await visitor.send('GET', `/events?conversationId=${conversationId}&after=9007199254740993`)).status,
    422,
  );
});

test('a thread of another visitor is not there', async () => {
  const { conversationId } = await chatting();
  const stranger = await app.visitor();
  for (const [path, body] of [
    ['/messages', { clientId: randomUUID(), text: 'x' }],
    ['/read', { upToSeq: 1 }],
    ['/end', {}],
    ['/rating', { score: 5 }],
    ['/transcript', { email: 'a@example.com' }],
  ] as const)
    assert.equal((await stranger.send('POST', path, { conversationId, ...body })).status, 404, path);
  assert.equal((await stranger.send('GET', `/events?conversationId=${conversationId}`)).status, 404);
});

test('tokens: ended, forged, rotated, lost on the way', async () => {
  const { visitor, conversationId } = await chatting();
  const expired = async (token: string) =>
    (await app.as1(token).send('GET', `/events?conversationId=${conversationId}`)).body.code;
  assert.equal(await expired(`${visitor.token.slice(0, -2)}xx`), 'session_expired');
  assert.equal((await app.anonymous.get(`/widget/events?conversationId=${conversationId}`)).status, 401);

  const lost = await app.open({ resume: visitor.token });
  assert.equal(lost.body.conversation.id, conversationId);
  app.clock.advance('PT1H');
  assert.equal(await expired(visitor.token), undefined, 'the answer was lost: the old token still works');

  const next = await app.open({ resume: visitor.token });
  assert.equal(await expired(next.body.sessionToken), undefined);
  assert.equal(await expired(visitor.token), undefined, 'other tabs have two minutes');
  app.clock.advance('PT3M');
  assert.equal(await expired(visitor.token), 'session_expired', 'the new one has been used');
  const thief = await app.open({ resume: visitor.token });
  assert.equal(thief.body.conversation, null, 'an old token opens nothing');

  app.clock.advance('P31D');
  assert.equal(await expired(next.body.sessionToken), 'session_expired');
});

test('identity: a signature brings the threads back, a wrong one nothing', async () => {
  const { secret } = (await admin.post('/channels/livechat/sites/so-y-te/secret')).body;
  const exp = Math.floor(app.clock.now().getTime() / 1000) + 300;
  const identity = (id: string, key = secret) => ({ id, exp, hash: identityHash(key, id, exp), name: 'Trần Văn An' });
  const asUser = (id: string, resume?: string) =>
    app.visitor({ key: healthKey, identity: identity(id), ...(resume ? { resume } : {}) });
  const wrong = await app.open({ key: healthKey, identity: identity('u1', 'đoán') });
  assert.deepEqual([wrong.status, wrong.body.code], [401, 'identity_invalid']);

  const first = await asUser('u1');
  assert.equal(first.opened.known.name, 'Trần Văn An');
  const begun = await first.say('Tôi là u1', { start: { consent: CONSENT_VERSION } });
  const elsewhere = await asUser('u1');
  assert.equal(elsewhere.opened.conversation.id, begun.body.conversationId);
  const other = await asUser('u2', first.token);
  assert.equal(other.opened.conversation, null, 'who signs in next does not see what the one before said');
  assert.equal((await first.send('GET', `/events?conversationId=${begun.body.conversationId}`)).status, 401);
  const anonymous = await app.visitor({ key: healthKey });
  const said = await anonymous.say('Chưa đăng nhập', { start: START });
  const known = await asUser('u3', anonymous.token);
  assert.equal(known.opened.conversation.id, said.body.conversationId, 'signing in keeps what one has begun');

  await admin.put('/channels/livechat/sites/so-y-te', { name: 'Sở Y tế', origins: [host], identityRequired: true });
  assert.equal((await app.open({ key: healthKey })).body.code, 'identity_invalid');
  await admin.put('/channels/livechat/sites/so-y-te', { name: 'Sở Y tế', origins: [host] });
});

test('files: by content, within limits, once, and only for their own visitor', async () => {
  const { visitor, conversationId } = await chatting();
  const clientId = randomUUID();
  const up = await visitor.upload({ name: 'đèn hỏng.jpg', bytes: jpeg('a') }, clientId);
  assert.equal(up.status, 201, JSON.stringify(up.body));
  assert.equal((await visitor.upload({ name: 'đèn hỏng.jpg', bytes: jpeg('a') }, clientId)).body.id, up.body.id);
  for (const [name, bytes, status] of [
    ['ảnh.jpg', Buffer.from('MZ\x90\x00\x03\x00\x00\x00'), 415],
    ['a.html.exe', jpeg(), 415],
    ['trang.html', Buffer.concat([Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), Buffer.from([0])]), 415],
    ['lớn.jpg', jpeg('x', 10_000_001), 413],
    ['rỗng.jpg', Buffer.alloc(0), 422],
  ] as const)
    assert.equal((await visitor.upload({ name, bytes })).status, status, name);
  const stranger = await app.visitor();
  assert.equal((await stranger.say('x', { start: START, attachments: [up.body.id] })).status, 422);
  const message = { clientId: randomUUID(), conversationId, attachments: [up.body.id] };
  const sent = await visitor.say('', message);
  assert.equal(sent.body.attachments[0].name, 'đèn hỏng.jpg');
  assert.equal((await visitor.say('', message)).body.id, sent.body.id, 'a retry is the same message');
  assert.equal((await visitor.say('', { conversationId, attachments: [up.body.id] })).status, 422, 'a file goes once');
  const path = sent.body.attachments[0].url.replace('/api/v1/widget', '');
  const file = await visitor.send('GET', path);
  assert.deepEqual([file.status, file.headers['content-type']], [200, 'image/jpeg']);
  assert.match(String(file.headers['content-disposition']), /^attachment/);
  assert.equal((await stranger.send('GET', path)).status, 404);
});

test('closing, rating, taking up again, and the end of that', async () => {
  const { visitor, conversationId } = await chatting();
  const rate = (score: number) => visitor.send('POST', '/rating', { conversationId, score, comment: 'Nhanh' });
  assert.equal((await rate(5)).status, 409, 'not before the end');
  await transact(app.ctx, (tx) =>
    closeConversation(tx, SYSTEM, { conversationId: idOf(conversationId), disposition: 'answered' }),
  );
  await app.settle();
  assert.deepEqual(
    (await visitor.events(conversationId, 1)).map((e) => e.kind === 'status' && e.status),
    ['closed'],
  );
  assert.deepEqual((await rate(2)).body.rating, { score: 2, comment: 'Nhanh' });
  assert.equal((await rate(4)).body.rating.score, 4);
  const more = await visitor.say('Còn một việc', { conversationId });
  assert.equal(more.status, 201);
  assert.deepEqual(
    (await visitor.events(conversationId, 2)).map((e) => e.kind),
    ['status', 'message'],
  );
  await visitor.send('POST', '/end', { conversationId });
  await app.settle();
  app.clock.advance('P4D');
  const late = await visitor.say('Muộn', { conversationId });
  assert.deepEqual([late.status, late.body.code], [409, 'conversation_closed']);
  app.clock.advance('P11D');
  assert.equal((await rate(1)).status, 409, 'fourteen days have passed');
  const anew = await visitor.say('Việc mới', { start: START });
  assert.notEqual(anew.body.conversationId, conversationId);
});

test('when nobody is there a case is made, once, and the codes are shown again', async () => {
  app.queue.staffed = false;
  const visitor = await app.visitor();
  assert.equal(visitor.opened.config.availability, 'nobody');
  const refused = await visitor.say('Có ai không', { start: START });
  assert.deepEqual([refused.status, refused.body.code], [503, 'offline_only']);
  const up = await visitor.upload({ name: 'a.jpg', bytes: jpeg('b') });
  const body = {
    clientId: randomUUID(),
    topic: 'hien-truong',
    text: 'Cống nghẹt trước chợ',
    name: 'Sen',
    phone: '0913 456 789',
    consent: CONSENT_VERSION,
    attachments: [up.body.id],
  };
  assert.equal((await visitor.send('POST', '/offline', { ...body, phone: '12' })).status, 422);
  assert.equal((await visitor.send('POST', '/offline', { ...body, consent: '' })).status, 422);
  const [one, two] = await Promise.all([
    visitor.send('POST', '/offline', body),
    visitor.send('POST', '/offline', body),
  ]);
  assert.equal(one.status, 201, JSON.stringify(one.body));
  assert.deepEqual(one.body, two.body);
  const made = (await app.agent.get(`/cases/${one.body.code}`)).body;
  assert.deepEqual([made.type, made.channel, made.content], ['site_report', 'livechat', 'Cống nghẹt trước chợ']);
  assert.equal(one.body.lookupSecret.length, 6);
  app.queue.staffed = true;
});

test('hours of a calendar: closed at night, and when it opens', async () => {
  const calendar = sites.calendars[0].code;
  await admin.put('/channels/livechat/sites/dem', { name: 'Trang có giờ', calendar });
  const site = (await admin.get('/channels/livechat/sites')).body.items.find((s: { code: string }) => s.code === 'dem');
  const day = app.clock.now().toISOString().slice(0, 10);
  app.clock.moveTo(`${day}T23:30:00+07:00`);
  const { config } = (await app.open({ key: site.key })).body;
  assert.equal(config.availability, 'closed');
  assert.match(config.opensAt, /T07:00:00\+07:00$/);
  await admin.put('/channels/livechat/sites/dem', { name: 'Trang có giờ', enabled: false });
  assert.equal((await app.open({ key: site.key })).status, 404);
});

test('a visitor who types like a machine is slowed down, the others are not', async () => {
  const { visitor, conversationId } = await chatting();
  const answers = [];
  for (let i = 0; i < 21; i += 1) answers.push(await visitor.say(`tin ${i}`, { conversationId }));
  const refused = answers.filter((a) => a.status === 429);
  assert.ok(refused.length > 0);
  assert.ok(Number(refused[0]?.headers['retry-after']) >= 1);
  await chatting();
});

test('sites: addresses and secrets are checked, only administrators may', async () => {
  const bad = await admin.put('/channels/livechat/sites/x1', { name: 'X', origins: ['https://a.vn/trang'] });
  assert.equal(bad.body.fields[0].path, 'origins.0');
  assert.equal((await admin.put('/channels/livechat/sites/x1', { name: 'X', identityRequired: true })).status, 422);
  assert.equal((await app.agent.get('/channels/livechat/sites')).status, 403);
  const listed = JSON.stringify((await admin.get('/channels/livechat/sites')).body);
  assert.ok(!/identity_secret|v1\./.test(listed), 'no secret leaves, sealed or not');
});
