/** What citizens write and what cases become turns into work by itself, goes to who knows it, and ends. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { ChannelKind } from '../../contract/cases.ts';
import { getQueue } from '../../contract/routing.ts';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { registerWithin } from '../cases/index.ts';
import { closeConversation, post, receive, setOwner } from '../conversations/index.ts';
import { type Actor, CITIZEN, SYSTEM } from '../platform/auth/index.ts';
import { transact } from '../platform/transact.ts';
import { finishItem, registerRouting } from './index.ts';

const app = await startCasesApp({ register: (http, ctx) => registerRouting(http, ctx) });
const an = await app.as({ role: 'agent', displayName: 'Nguyễn Thị An' });
const binh = await app.as({ role: 'agent', displayName: 'Trần Bình' });
type Person = typeof an;
let counter = 0;

const be = (who: Person, state: string) => who.put('/me/presence', { state });
const actor = (who: Person): Actor => ({
  ...SYSTEM,
  kind: 'user',
  userId: who.user.id,
  displayName: who.user.username,
});
const items = () =>
  app.ctx.db
    .selectFrom('routing_items')
    .select(['id', 'kind', 'state', 'owner_id', 'title', 'finish_reason', 'prefer_agent_id'])
    .where('state', '!=', 'finished')
    .orderBy('id')
    .execute();
const ownerOf = async (id: number) => {
  const row = await app.ctx.db.selectFrom('conversations').select('owner_id').where('id', '=', id).executeTakeFirst();
  return row?.owner_id ?? null;
};
async function write(text: string, conversationId: number | null = null, channel: ChannelKind = 'zalo') {
  counter += 1;
  const got = await receive(app.ctx, {
    channel,
    account: 'default',
    externalId: `m-${counter}`,
    kind: 'human',
    from: { name: 'Chị Hoa', address: conversationId === null ? `khach-${counter}` : 'khach' },
    subject: channel === 'email' ? 'Hỏi thủ tục' : '',
    text,
    folded: null,
    html: null,
    inReplyTo: null,
    sentAt: app.clock.now(),
    attachments: [],
    conversationId,
  } as Parameters<typeof receive>[1]);
  await app.settle();
  return got.conversationId;
}
const reply = async (who: Person, conversationId: number, text: string) => {
  await transact(app.ctx, (tx) =>
    post(tx, actor(who), { conversationId, kind: 'human', text, purpose: 'conversation.reply' }),
  );
  await app.settle();
};
const accept = async (who: Person) => {
  const [offer] = (await who.call(getQueue)).offers;
  assert.ok(offer, 'something is offered');
  assert.equal((await who.post(`/offers/${offer.id}/accept`)).status, 200);
};

beforeEach(async () => {
  await app.settle();
  for (const who of [an, binh]) await be(who, 'offline');
  for (const { id } of await items()) await transact(app.ctx, (tx) => finishItem(tx, { id }, 'test'));
});

test('a chat: queued, owned, kept by its owner, back when he is away, over when it is closed', async () => {
  const id = await write('Cho tôi hỏi giờ làm việc của bộ phận một cửa');
  const [first] = await items();
  assert.deepEqual(
    [first?.kind, first?.state, first?.title],
    ['chat', 'waiting', 'Cho tôi hỏi giờ làm việc của bộ phận một cửa'],
  );
  await be(an, 'available');
  await accept(an);
  assert.equal(await ownerOf(id), an.user.id);
  assert.equal((await an.call(getQueue)).mine[0]?.who, 'Chị Hoa');
  await be(binh, 'available');
  await write('Thứ bảy có làm không?', id);
  assert.equal((await items())[0]?.owner_id, an.user.id, 'it stays with the one who has it');
  await be(an, 'away');
  await write('Alo?', id);
  assert.deepEqual(
    [(await items())[0]?.state, await ownerOf(id)],
    ['offered', null],
    'nobody waits for an empty chair',
  );
  await accept(binh);
  assert.equal(await ownerOf(id), binh.user.id);
  await transact(app.ctx, (tx) => closeConversation(tx, actor(binh), { conversationId: id, disposition: 'answered' }));
  await app.settle();
  assert.deepEqual(await items(), []);
});

test('a mail is done with the answer; the next one is offered to who answered', async () => {
  const id = await write('Tôi muốn hỏi thủ tục khai sinh', null, 'email');
  assert.deepEqual(
    (await items()).map((i) => [i.kind, i.title]),
    [['mail', 'Hỏi thủ tục']],
  );
  await be(an, 'available');
  await accept(an);
  await be(binh, 'available');
  await reply(an, id, 'Ông/Bà mang theo giấy chứng sinh.');
  assert.deepEqual(await items(), []);
  app.clock.advance(3_600_000);
  await be(binh, 'busy');
  for (const who of [an, binh]) await be(who, 'available');
  await write('Cảm ơn, còn lệ phí?', id, 'email');
  assert.equal((await an.call(getQueue)).offers.length, 1);
});

test('who answers a waiting chat has it; a hand-over on the desk moves the item, too', async () => {
  const id = await write('Có ai không?');
  await be(an, 'busy');
  await reply(an, id, 'Dạ có.');
  assert.deepEqual([(await items())[0]?.owner_id, await ownerOf(id)], [an.user.id, an.user.id]);
  await transact(app.ctx, (tx) =>
    setOwner(tx, actor(an), { conversationId: id, ownerId: binh.user.id, why: 'transfer' }),
  );
  await app.settle();
  assert.deepEqual([(await items())[0]?.owner_id, await ownerOf(id)], [binh.user.id, binh.user.id]);
  await transact(app.ctx, (tx) => setOwner(tx, actor(binh), { conversationId: id, ownerId: null, why: 'back' }));
  await app.settle();
  assert.deepEqual([(await items())[0]?.state, await ownerOf(id)], ['waiting', null]);
});

test('a full queue says so in the chat, once, and loses nothing', async () => {
  await app.ctx.db.updateTable('queues').set({ max_length: 1 }).where('code', '=', 'chung').execute();
  const first = await write('Một');
  const second = await write('Hai');
  await write('Hai, lần nữa', second);
  await app.ctx.db.updateTable('queues').set({ max_length: null }).where('code', '=', 'chung').execute();
  const said = await app.ctx.db
    .selectFrom('messages')
    .select(['conversation_id', 'purpose'])
    .where('direction', '=', 'out')
    .where('conversation_id', 'in', [first, second])
    .execute();
  assert.deepEqual(said, [{ conversation_id: second, purpose: 'routing.full' }]);
  assert.equal((await items()).length, 2);
});

test('cases: what no agent made is work; forwarded it ends, returned it comes back, approved by phone it is a call-back', async () => {
  const byAgent = await app.newCase();
  await app.settle();
  assert.deepEqual(await items(), [], 'an agent made it: he has it');
  const { code } = await transact(app.ctx, (tx) =>
    registerWithin(app.ctx, tx, CITIZEN, {
      type: 'inquiry',
      channel: 'web',
      content: 'Cây đổ chắn ngang đường trước chợ',
      urgency: 'urgent',
      citizen: { name: 'Hoa', phone: '0912345678' },
    }),
  );
  await app.settle();
  const [item] = await items();
  assert.deepEqual([item?.kind, item?.state], ['case', 'waiting']);
  assert.match(item?.title ?? '', new RegExp(`^${code} · `));
  await be(an, 'available');
  await accept(an);
  assert.equal((await an.call(getQueue)).mine[0]?.caseCode, code);
  await app.did(an, code, 'forward', { leadUnit: 'so-xay-dung' });
  await app.settle();
  assert.deepEqual(await items(), []);
  // The officer's unit no longer sees it, so the answer is a 404 that says it is done.
  await app.act(app.officer, code, 'return', { reason: 'Không thuộc thẩm quyền' });
  await app.settle();
  assert.deepEqual(
    (await items()).map((i) => [i.kind, i.prefer_agent_id]),
    [['case', an.user.id]],
  );
  await app.did(an, code, 'forward', { leadUnit: 'so-xay-dung' });
  await app.did(app.officer, code, 'accept');
  await app.did(app.officer, code, 'submit', { text: 'Cây đã được dọn.' });
  await app.did(app.leader, code, 'approve');
  await app.settle();
  assert.deepEqual(
    (await items()).map((i) => [i.kind, i.prefer_agent_id]),
    [['callback', an.user.id]],
    'no mail, no thread: somebody has to call',
  );
  await app.did(an, code, 'deliver');
  await app.settle();
  assert.deepEqual(await items(), []);
  assert.match(byAgent.code, /^1022-/);
});
