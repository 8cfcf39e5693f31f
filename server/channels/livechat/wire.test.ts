import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { WIDGET_CLOSE } from '../../../contract/widget.ts';
import { createSessionFor } from '../../../test/support/factories.ts';
import { openLive } from '../../../test/support/live-socket.ts';
import { until } from '../../../test/support/until.ts';
import { type ChatWire, openWire, START, startWidgetApp } from '../../../test/support/widget-app.ts';
import { channelOf, editMessage, post } from '../../conversations/index.ts';
import { SYSTEM } from '../../platform/auth/index.ts';
import { transact } from '../../platform/transact.ts';
import { sweepThreads } from './sweep.ts';

const open: ChatWire[] = [];
after(async () => {
  await Promise.all(open.map((wire) => wire.close()));
});
const app = await startWidgetApp({ listen: true, times: { helloMs: 4_000 } });

async function chatting() {
  const visitor = await app.visitor();
  const { body } = await visitor.say('Xin chào', { start: START });
  const conversationId: string = body.conversationId;
  return { visitor, conversationId, number: Number(conversationId.slice(2)) };
}
async function wired(hello: object, headers: Record<string, string> = {}) {
  const wire = await openWire(app.url, { t: 'hello', ...hello }, headers);
  open.push(wire);
  return wire;
}
const reply = (conversationId: number, text: string) =>
  transact(app.ctx, (tx) => post(tx, { ...SYSTEM, displayName: 'Lan' }, { conversationId, kind: 'human', text }));
const seqs = (wire: ChatWire) => wire.events().map((e) => e.seq);

test('a window reads on from its number: replay, then live, each number once and in order', async () => {
  const { visitor, conversationId, number } = await chatting();
  await visitor.say('hai', { conversationId });
  const wire = await wired({ token: visitor.token, conversationId, afterSeq: 1 });
  await wire.has('ready', (f) => f.t === 'ready');
  assert.deepEqual(seqs(wire), [2]);
  const late = await wired({ token: visitor.token, conversationId, afterSeq: 0 });
  for (const text of ['a', 'b', 'c']) {
    await reply(number, text);
    await visitor.say(`sau ${text}`, { conversationId });
  }
  await app.settle();
  for (const one of [wire, late]) await one.has('the last', (f) => f.t === 'event' && f.event.seq === 8);
  assert.deepEqual(seqs(wire), [2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual(seqs(late), [1, 2, 3, 4, 5, 6, 7, 8]);
  const beyond = await wired({ token: visitor.token, conversationId, afterSeq: 999 });
  await beyond.has('ready', (f) => f.t === 'ready');
  assert.equal(seqs(beyond).length, 8, 'a number from before a restore begins anew');
});

test('acknowledged is delivered; edits and reading marks have numbers; typing is passed on', async () => {
  const { visitor, conversationId, number } = await chatting();
  const wire = await wired({ token: visitor.token, conversationId });
  await wire.has('ready', (f) => f.t === 'ready');
  const id = await reply(number, 'Sai');
  await app.settle();
  await wire.has('the reply', (f) => f.t === 'event' && f.event.seq === 2);
  wire.send({ t: 'ack', seq: 2 });
  const state = async () =>
    (await app.ctx.db.selectFrom('messages').select('state').where('id', '=', id).executeTakeFirst())?.state;
  await until('delivered', async () => (await state()) === 'delivered');
  await transact(app.ctx, (tx) =>
    editMessage(tx, { channel: 'livechat', externalId: `m_${id}`, text: 'Đúng', at: tx.now }),
  );
  await app.settle();
  await wire.has('the edit', (f) => f.t === 'event' && f.event.kind === 'edit' && f.event.text === 'Đúng');
  const channel = channelOf('livechat');
  const { id: newest } = await app.ctx.db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', number)
    .where('direction', '=', 'in')
    .executeTakeFirstOrThrow();
  await channel?.seen?.(app.ctx, number, newest);
  await channel?.seen?.(app.ctx, number, newest);
  await app.settle();
  await wire.has('seen', (f) => f.t === 'event' && f.event.kind === 'read' && f.event.upToSeq === 1);
  assert.equal(wire.events().filter((e) => e.kind === 'read').length, 1);
  await channel?.typing?.(app.ctx, number, true);
  await wire.has('typing', (f) => f.t === 'typing' && f.on);
});

test('who is not known, says nothing, comes from elsewhere or shouts is shown out', async () => {
  const { visitor, conversationId } = await chatting();
  assert.equal(await (await wired({ token: 'ws_falsch-falsch-falsch' })).closed, WIDGET_CLOSE.notKnown);
  const silent = await openWire(app.url, null);
  assert.equal(await silent.closed, WIDGET_CLOSE.noHello);
  for (const first of [
    'kein JSON',
    { t: 'hello' },
    { t: 'hello', token: visitor.token, afterSeq: -1 },
    'x'.repeat(9_000),
  ]) {
    const odd = await openWire(app.url, first);
    assert.equal(await odd.closed, WIDGET_CLOSE.badFrame);
  }
  await assert.rejects(openWire(app.url, null, { origin: 'https://evil.example' }), /403/);
  const stranger = await app.visitor();
  assert.equal(await (await wired({ token: stranger.token, conversationId })).closed, WIDGET_CLOSE.badFrame);
  const loud = await wired({ token: visitor.token, conversationId });
  await loud.has('ready', (f) => f.t === 'ready');
  for (let i = 0; i < 200; i += 1) loud.send({ t: 'ping' });
  assert.equal(await loud.closed, WIDGET_CLOSE.tooFast);
});

test('where one stands: waiting with a place, then with somebody', async () => {
  app.queue.place = { position: 2, expectedWait: 180 };
  const { visitor, conversationId, number } = await chatting();
  const wire = await wired({ token: visitor.token, conversationId });
  const first = await wire.has('presence', (f) => f.t === 'presence');
  assert.deepEqual(first.t === 'presence' && first.presence, {
    state: 'waiting',
    agent: null,
    position: 2,
    expectedWait: 180,
  });
  const lan = await app.as({ role: 'agent', displayName: 'Lê Thị Lan' });
  const { setOwner } = await import('../../conversations/index.ts');
  await transact(app.ctx, (tx) => setOwner(tx, SYSTEM, { conversationId: number, ownerId: lan.user.id, why: 'test' }));
  await app.settle();
  await wire.has('the agent', (f) => f.t === 'presence' && f.presence.agent === 'Lê Thị Lan');
  assert.equal(wire.events().at(-1)?.kind, 'assignment');
  const desk = await openLive(app.url, await createSessionFor(app.ctx, lan.user.id));
  wire.send({ t: 'typing', on: true });
  await desk.has('the citizen types', (f) => f.kind === 'typing' && f.conversationId === String(number) && f.on);
  await desk.close();
  app.queue.place = null;
});

test('silence: warned, kept open by a word, closed in the end; never while we owe an answer', async () => {
  const waiting = await chatting();
  const answered = await chatting();
  const staying = await chatting();
  for (const { number } of [answered, staying]) await reply(number, 'Xin cho biết số nhà?');
  await app.settle();
  const kinds = async ({ visitor, conversationId }: typeof waiting) =>
    (await visitor.events(conversationId)).flatMap((e) => (e.kind === 'status' ? [e.status] : []));
  app.clock.advance('PT61M');
  await sweepThreads(app.ctx);
  assert.deepEqual([await kinds(waiting), await kinds(answered), await kinds(staying)], [[], ['closing'], ['closing']]);
  await staying.visitor.send('POST', '/end', { conversationId: staying.conversationId, stay: true });
  app.clock.advance('PT3M');
  await sweepThreads(app.ctx);
  await app.settle();
  assert.deepEqual(await kinds(answered), ['closing', 'closed']);
  assert.deepEqual(await kinds(staying), ['closing', 'open']);
  const { body } = await answered.visitor.say('Số 12', {
    conversationId: answered.conversationId,
    clientId: randomUUID(),
  });
  assert.equal(body.conversationId, answered.conversationId, 'who comes back goes on');
});
