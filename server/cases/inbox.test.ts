import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { standInChannel } from '../../test/support/chat-channel.ts';
import {
  editMessage,
  reactToMessage,
  recordEcho,
  retractMessage,
  setStateByExternalId,
  setStateUpTo,
} from '../conversations/index.ts';
import { asWritten } from '../platform/said.ts';
import { transact } from '../platform/transact.ts';

const t = await startCasesApp();
const zalo = standInChannel(() => t.ctx, 'zalo');
const other = await t.as({ role: 'agent', displayName: 'Phạm Văn Hai' });
const hoa = { id: '2468458835296197922', name: 'Hoa Lê' };

const page = async (who: typeof t.agent, query: string) => (await who.get(`/conversations?${query}`)).body;
const thread = async (id: number | string) => (await t.agent.get(`/conversations/${id}/messages`)).body;

test('a chat: unread and waiting until somebody answers, who then has it; receipts move forward only', async () => {
  const { conversationId: id, opened } = await zalo.says(hoa, 'Đèn đường hư ở hẻm 12');
  const again = await zalo.says(hoa, 'Số tôi 0901 234 567');
  assert.deepEqual([opened, again.opened, again.conversationId], [true, false, id]);
  const [row] = (await page(t.agent, 'waiting=true&channel=zalo')).items;
  assert.deepEqual([row.unread, row.owner, row.state, row.citizenName], [2, null, 'open', 'Hoa Lê']);
  assert.equal(row.preview.text, 'Số tôi 0901 234 567');

  assert.equal((await t.agent.post(`/conversations/${id}/seen`)).status, 204);
  assert.deepEqual(zalo.seen, [again.messageId]);
  await t.agent.post(`/conversations/${id}/typing`, { on: true });
  assert.deepEqual(zalo.typed, [true]);

  const key = 'man-hinh-0001';
  const sent = await t.agent.post(`/conversations/${id}/messages`, {
    text: 'Dạ tổng đài đã nhận.',
    quoted: String(again.messageId),
    clientKey: key,
  });
  assert.equal(sent.status, 201);
  assert.equal(sent.body.quoted.text, 'Số tôi 0901 234 567');
  const twice = await t.agent.post(`/conversations/${id}/messages`, { text: 'Dạ tổng đài đã nhận.', clientKey: key });
  assert.equal(twice.body.id, sent.body.id, 'a retry of the screen is the same message');
  await t.settle();
  assert.equal(zalo.sent.length, 1);
  assert.match(zalo.sent[0]?.quotedExternalId ?? '', /^zalo-/);

  const state = async () => (await thread(id)).items.at(-1).state;
  const externalId = `out-${sent.body.id}`;
  await transact(t.ctx, (tx) => setStateByExternalId(tx, { channel: 'zalo', externalId }, 'read'));
  await transact(t.ctx, (tx) => setStateByExternalId(tx, { channel: 'zalo', externalId }, 'delivered'));
  assert.equal(await state(), 'read', 'a receipt that comes late changes nothing');
  assert.equal(await transact(t.ctx, (tx) => setStateUpTo(tx, id, 'read', { at: t.clock.now() })), 0);

  const { conversation } = await thread(id);
  assert.deepEqual([conversation.unread, conversation.waitingSince], [0, null]);
  assert.equal(conversation.owner.name, 'Lê Thị Tổng Đài');
  assert.deepEqual(
    (await page(t.agent, 'whose=mine')).items.map((c: { id: string }) => c.id),
    [String(id)],
  );
  assert.deepEqual((await page(t.agent, 'whose=unassigned&state=open')).items, []);
  const { body: counts } = await t.agent.get('/conversations/counts');
  assert.deepEqual(counts, { open: 1, mine: 1, unassigned: 0, waiting: 0, callbacks: 0 });
});

test('an edit keeps the earlier words, a retraction leaves none, a reaction is one each; all may come twice', async () => {
  const first = await zalo.says({ id: 'an' }, 'Nội dung cũ', {
    externalId: 'm-1',
    parts: [{ kind: 'sticker', label: 'Nhãn dán' }],
  });
  const at = t.clock.now();
  const edit = { channel: 'zalo' as const, externalId: 'm-1', text: 'Nội dung mới', at };
  for (let i = 0; i < 2; i += 1) assert.equal(await transact(t.ctx, (tx) => editMessage(tx, edit)), true);
  for (const emoji of ['❤️', '❤️', '😢'])
    await transact(t.ctx, (tx) => reactToMessage(tx, { channel: 'zalo', externalId: 'm-1', emoji, by: 'An' }));
  const [shown] = (await thread(first.conversationId)).items;
  assert.deepEqual([shown.text, shown.edits.map((e: { text: string }) => e.text)], ['Nội dung mới', ['Nội dung cũ']]);
  assert.deepEqual(shown.reactions, [{ by: 'An', ours: false, emoji: '😢' }]);
  assert.deepEqual(shown.parts, [{ kind: 'sticker', label: 'Nhãn dán' }]);
  for (let i = 0; i < 2; i += 1)
    assert.equal(await transact(t.ctx, (tx) => retractMessage(tx, { channel: 'zalo', externalId: 'm-1', at })), true);
  const [gone] = (await thread(first.conversationId)).items;
  assert.deepEqual([gone.text, gone.parts, gone.edits], ['', [], []]);
  assert.ok(gone.retractedAt);
  assert.equal(await transact(t.ctx, (tx) => editMessage(tx, { ...edit, at: new Date(at.getTime() + 1) })), false);
  const put = (emoji: string | null) =>
    t.agent.put(`/conversations/${first.conversationId}/messages/${first.messageId}/reaction`, { emoji });
  assert.equal((await put('❤️')).status, 204);
  assert.deepEqual(zalo.reacted, ['❤️']);
});

test('what staff wrote in the provider’s own program joins the thread once and answers what waited', async () => {
  const { conversationId: id } = await zalo.says({ id: 'binh' }, 'Có ai không?');
  const echo = {
    channel: 'zalo',
    account: 'default',
    address: 'binh',
    externalId: 'e-1',
    author: 'OA',
    text: 'Có ạ',
    at: t.clock.now(),
  } as const;
  assert.ok(await transact(t.ctx, (tx) => recordEcho(tx, echo)));
  assert.equal(await transact(t.ctx, (tx) => recordEcho(tx, echo)), null);
  const { conversation, items } = await thread(id);
  assert.equal(conversation.waitingSince, null);
  assert.deepEqual(
    items.map((m: { text: string }) => m.text),
    ['Có ai không?', 'Có ạ'],
  );
});

test('the channel’s limits: length, files and the reply window, refused with advice before anything is queued', async () => {
  const { conversationId: id } = await zalo.says({ id: 'chi' }, 'Xin hỏi');
  const long = await t.agent.post(`/conversations/${id}/messages`, { text: 'ấ'.repeat(2001) });
  assert.deepEqual([long.status, long.body.fields[0].code], [422, 'too_long']);
  assert.equal((await t.agent.post(`/conversations/${id}/messages`, {})).body.fields[0].code, 'required');
  const strange = await t.agent.post(`/conversations/${id}/messages`, { text: 'Đây ạ', files: ['khong-co'] });
  assert.equal(strange.body.fields[0].code, 'gone');

  t.clock.advance('PT49H');
  assert.match((await thread(id)).reply.advice, /48 giờ/);
  assert.equal((await t.agent.post(`/conversations/${id}/messages`, { text: 'Muộn một chút' })).status, 201);
  t.clock.advance('P6D');
  const { reply } = await thread(id);
  assert.equal(reply.canReply, false);
  const late = await t.agent.post(`/conversations/${id}/messages`, { text: 'Quá muộn' });
  assert.deepEqual([late.status, late.body.fields[0].code, late.body.detail], [422, 'window_closed', reply.advice]);
  assert.match(reply.advice, /gọi điện/);
});

test('files are put up first and belong to who put them up; they go out with the message', async () => {
  const { conversationId: id } = await zalo.says({ id: 'dung' }, 'Gửi tôi mẫu đơn');
  const boundary = 'x1022';
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const payload = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="mau.png"\r\ncontent-type: image/png\r\n\r\n`,
    ),
    png,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const put = await t.agent.raw({
    method: 'POST',
    url: `/api/v1/conversations/${id}/files`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  });
  assert.equal(put.status, 201);
  const [file] = put.body.items;
  const theirs = await other.post(`/conversations/${id}/messages`, { files: [file.id] });
  assert.equal(theirs.body.fields[0].code, 'gone');
  const sent = await t.agent.post(`/conversations/${id}/messages`, { files: [file.id] });
  assert.equal(sent.body.attachments[0].name, 'mau.png');
  await t.settle();
  const out = zalo.sent.find((m) => m.conversationId === id);
  assert.equal(out?.attachments[0]?.mediaType, 'image/png');
  assert.equal((await t.agent.get(`/attachments/${file.id}`)).status, 200);
});

test('a failed message says why and is sent again once, by hand', async () => {
  const { conversationId: id } = await zalo.says({ id: 'em' }, 'Alo');
  zalo.fate({ state: 'failed', detail: asWritten('Người dân đã chặn tin.') });
  const sent = await t.agent.post(`/conversations/${id}/messages`, { text: 'Chào bạn' });
  await t.settle();
  zalo.fate(null);
  const before = await thread(id);
  assert.deepEqual([before.items.at(-1).state, before.items.at(-1).stateDetail], ['failed', 'Người dân đã chặn tin.']);
  assert.equal(before.conversation.failed, true);
  const retry = await t.agent.post(`/conversations/${id}/messages/${sent.body.id}/retry`);
  assert.deepEqual([retry.status, retry.body.standsFor], [201, sent.body.id]);
  assert.equal((await t.agent.post(`/conversations/${id}/messages/${sent.body.id}/retry`)).status, 409);
});

test('owner: one takes what is free, a supervisor moves what others have; note, close, reopened by the citizen', async () => {
  const { conversationId: id } = await zalo.says({ id: 'giang' }, 'Xin chào');
  const owner = (who: typeof t.agent, username: string | null) => who.put(`/conversations/${id}/owner`, { username });
  assert.equal((await owner(t.agent, t.agent.user.username)).body.owner.code, t.agent.user.username);
  assert.equal((await owner(other, other.user.username)).status, 403);
  assert.equal((await owner(t.supervisor, t.officer.user.username)).status, 422, 'an officer answers no conversation');
  assert.equal((await owner(t.supervisor, other.user.username)).body.owner.code, other.user.username);

  const note = await other.post(`/conversations/${id}/notes`, { text: 'Người dân gọi lại sau' });
  assert.deepEqual([note.status, note.body.kind], [201, 'note']);
  await t.settle();
  assert.ok(!zalo.sent.some((m) => m.text === 'Người dân gọi lại sau'), 'a note is never sent');

  assert.equal((await other.post(`/conversations/${id}/close`, { disposition: 'nonsense' })).status, 422);
  const closed = await other.post(`/conversations/${id}/close`, { disposition: 'guided' });
  assert.deepEqual([closed.body.state, closed.body.disposition.name], ['closed', 'Đã hướng dẫn nơi khác']);
  assert.ok((await page(t.agent, 'state=closed')).items.some((c: { id: string }) => c.id === String(id)));
  const events = await t.eventsDuring(async () => {
    assert.equal((await zalo.says({ id: 'giang' }, 'Còn một việc')).conversationId, id);
  });
  assert.deepEqual(
    events.map((e) => e.type),
    ['conversation.reopened', 'message.received'],
  );
  const after = (await thread(id)).conversation;
  assert.deepEqual([after.state, after.disposition, after.owner.code], ['open', null, other.user.username]);
  await other.post(`/conversations/${id}/close`, { disposition: 'answered' });
  t.clock.advance('P8D');
  assert.notEqual((await zalo.says({ id: 'giang' }, 'Việc mới')).conversationId, id, 'long over: a new conversation');
});

test('search without accents, in pages that miss nothing', async () => {
  for (let i = 0; i < 5; i += 1)
    await zalo.says({ id: `trang-${i}`, name: 'Người Trang' }, `Cầu Kênh Xáng hư ván số ${i}`);
  assert.equal((await page(t.agent, 'q=cau+kenh+xang')).items.length, 5);
  assert.equal((await page(t.agent, `q=${encodeURIComponent('ván 3')}`)).items.length, 1);
  assert.equal((await page(t.agent, `q=${encodeURIComponent('100%')}`)).items.length, 0);
  for (const filter of ['q=cau+kenh', 'waiting=true&q=cau+kenh']) {
    const found: string[] = [];
    for (let cursor = ''; ; ) {
      const { items, nextCursor } = await page(t.agent, `${filter}&limit=2${cursor}`);
      found.push(...items.map((c: { id: string }) => c.id));
      if (!nextCursor) break;
      cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
    }
    assert.deepEqual([found.length, new Set(found).size], [5, 5], filter);
  }
  assert.equal((await t.agent.get('/conversations?cursor=xyz')).status, 400);
});

test('a case from a chat: fields guessed, files and citizen taken along; a second conversation is linked', async () => {
  const lan = { id: 'lan-77', name: 'Lan' };
  const { conversationId: id } = await zalo.says(
    lan,
    'Tôi tên Trần Thị Lan, 0912 345 678. Đèn đường hư tối om tại đường Lê Lợi, Phường Cao Lãnh.',
  );
  const { body: guess } = await t.agent.get(`/conversations/${id}/prefill`);
  assert.deepEqual([guess.type, guess.name, guess.phone], ['site_report', 'Trần Thị Lan', '0912 345 678']);
  assert.equal(guess.category.code, 'chieu-sang-cong-cong');
  assert.equal(guess.area?.name, 'Phường Cao Lãnh');
  const made = await t.agent.post(`/conversations/${id}/case`, {
    type: guess.type,
    title: guess.title,
    category: guess.category.code,
    area: guess.area.code,
    place: { text: guess.place },
    citizen: { name: guess.name, phone: guess.phone },
  });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const { body: view } = await t.agent.get(`/cases/${made.body.code}`);
  assert.deepEqual([view.channel, view.conversationId, view.citizen.phone], ['zalo', String(id), '0912 345 678']);
  const { conversation } = await thread(id);
  const { body: person } = await t.agent.get(`/citizens/${conversation.citizenId}`);
  assert.deepEqual(person.identities.map((i: { kind: string }) => i.kind).sort(), ['phone', 'zalo']);
  assert.equal(person.openCases, 1);
  await t.settle();
  assert.equal(zalo.sent.findLast((m) => m.conversationId === id)?.purpose, 'case.acknowledgement');

  const second = await zalo.says({ id: 'lan-88' }, 'Tôi là Lan, hỏi thêm về phiếu');
  const link = await t.agent.post(`/conversations/${second.conversationId}/case`, { link: made.body.code });
  assert.equal(link.body.code, made.body.code);
  const said = (await t.agent.get(`/cases/${made.body.code}/messages`)).body.items.map((m: { text: string }) => m.text);
  assert.ok(said.includes('Tôi là Lan, hỏi thêm về phiếu'));
});

test('people of units have no inbox; who belongs to the reported unit neither finds nor reads nor counts it', async () => {
  const insider = await t.as({ role: 'agent', unit: 'so-xay-dung' });
  const { conversationId: id } = await zalo.says({ id: 'kin' }, 'Cán bộ vòi tiền ở quầy');
  const report = await t.agent.post(`/conversations/${id}/case`, { type: 'conduct_report', aboutUnit: 'so-xay-dung' });
  assert.equal(report.status, 200);
  const before = (await insider.get('/conversations/counts')).body.open;
  assert.equal((await t.agent.get('/conversations/counts')).body.open, before + 1);
  for (const path of ['messages', 'prefill'])
    assert.equal((await insider.get(`/conversations/${id}/${path}`)).status, 404);
  assert.ok(!(await page(insider, 'limit=200')).items.some((c: { id: string }) => c.id === String(id)));
  assert.equal((await insider.post(`/conversations/${id}/messages`, { text: 'Ai vậy?' })).status, 404);
  assert.equal((await t.agent.put(`/conversations/${id}/owner`, { username: insider.user.username })).status, 422);
  for (const person of [t.officer, t.leader, t.province]) {
    assert.equal((await person.get('/conversations')).status, 403);
    assert.equal((await person.get('/citizens')).status, 403);
    assert.equal((await person.get('/callbacks')).status, 403);
  }
});
