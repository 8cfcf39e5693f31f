import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AgentNow, fits, giveOut, type ItemNow, loadOf, type QueueNow, rankOf, type Work } from './strategy.ts';

const CALL: Work = { weight: 60, exclusive: true, yields: false };
const CHAT: Work = { weight: 20, exclusive: false, yields: false };
const MAIL: Work = { weight: 10, exclusive: false, yields: true };
const NOW = 10_000_000;

const agent = (id: number, more: Partial<AgentNow> = {}): AgentNow => ({
  id,
  state: 'available',
  capacity: 60,
  holding: [],
  skills: new Set(),
  queues: new Set([1]),
  units: new Set(),
  idleSince: 0,
  lastOfferAt: 0,
  ...more,
});
const item = (id: number, more: Partial<ItemNow> = {}): ItemNow => ({
  ...CHAT,
  id,
  queueId: 1,
  priority: 5,
  ageingMs: 30_000,
  waitingSince: NOW - 1000,
  queuedAt: NOW - 1000,
  skills: [],
  preferAgentId: null,
  exceptUnitId: null,
  tried: new Map(),
  ...more,
});
const queue = (more: Partial<QueueNow> = {}): QueueNow => ({
  id: 1,
  open: true,
  strategy: 'longest_idle',
  skills: [],
  stickyMs: 120_000,
  reofferMs: 60_000,
  relaxSkillsMs: 120_000,
  reserveMs: 30_000,
  ...more,
});
const give = (items: ItemNow[], agents: AgentNow[], more: Partial<QueueNow> = {}) =>
  giveOut(NOW, items, agents, new Map([[1, queue(more)]])).map(({ itemId, agentId }) => [itemId, agentId]);

test('three chats fill a person, six mails do; a call needs nothing that cannot lie', () => {
  assert.ok(fits([CHAT, CHAT], 60, CHAT));
  assert.ok(!fits([CHAT, CHAT, CHAT], 60, CHAT));
  assert.ok(fits([MAIL, MAIL, MAIL, MAIL, MAIL], 60, MAIL));
  assert.ok(!fits([MAIL, MAIL, MAIL, MAIL, MAIL, MAIL], 60, MAIL));
  assert.ok(fits([MAIL, MAIL], 60, CALL), 'mails can lie while one speaks');
  assert.ok(!fits([CHAT], 60, CALL));
  assert.ok(!fits([CALL], 60, MAIL), 'a call takes all');
  assert.equal(loadOf([MAIL, CALL, MAIL], 60), 60);
});

test('each strategy picks its own', () => {
  const agents = [
    agent(1, { idleSince: 300, lastOfferAt: 100, holding: [CHAT] }),
    agent(2, { idleSince: 200, lastOfferAt: 300, holding: [CHAT, CHAT] }),
    agent(3, { idleSince: 400, lastOfferAt: 200 }),
  ];
  assert.deepEqual(give([item(7)], agents), [[7, 2]]);
  assert.deepEqual(give([item(7)], agents, { strategy: 'least_loaded' }), [[7, 3]]);
  assert.deepEqual(give([item(7)], agents, { strategy: 'round_robin' }), [[7, 1]]);
});

test('who knows it is waited for while on duty, and not longer than the queue is patient', () => {
  const other = agent(1);
  const full = agent(2, { holding: [CHAT, CHAT, CHAT] });
  const known = item(7, { preferAgentId: 2 });
  assert.deepEqual(give([known], [other, agent(2, { idleSince: 999 })]), [[7, 2]]);
  assert.deepEqual(give([known], [other, full]), [], 'waits for the one who is full');
  assert.deepEqual(give([known], [other, agent(2, { state: 'busy' })]), [], 'and for the one who is busy');
  assert.deepEqual(give([known], [other]), [[7, 1]], 'not for the one who is away');
  assert.deepEqual(give([{ ...known, queuedAt: NOW - 121_000 }], [other, full]), [[7, 1]]);
});

test('skills are required, then wished for; who let it pass is not asked again at once', () => {
  const plain = agent(1);
  const skilled = agent(2, { skills: new Set(['lang:en']), idleSince: 999 });
  const english = item(7, { skills: ['lang:en'] });
  assert.deepEqual(give([english], [plain, skilled]), [[7, 2]]);
  assert.deepEqual(give([english], [plain]), []);
  assert.deepEqual(give([{ ...english, queuedAt: NOW - 121_000 }], [plain]), [[7, 1]]);
  assert.deepEqual(give([{ ...english, queuedAt: NOW - 121_000 }], [plain, skilled]), [[7, 2]], 'still first');
  const passed = item(8, { tried: new Map([[1, NOW - 59_000]]) });
  assert.deepEqual(give([passed], [plain]), []);
  assert.deepEqual(give([{ ...passed, tried: new Map([[1, NOW - 60_000]]) }], [plain]), [[8, 1]]);
});

test('waiting outgrows priority', () => {
  const fresh = item(1, { priority: 9, waitingSince: NOW });
  const old = item(2, { priority: 3, waitingSince: NOW - 200_000 });
  assert.ok(rankOf(old, NOW) > rankOf(fresh, NOW));
  assert.deepEqual(give([fresh, old], [agent(1, { capacity: 20 })]), [[2, 1]]);
});

test('a call that has waited keeps a person free: chats do not starve it', () => {
  const agents = [agent(1, { holding: [CHAT] }), agent(2, { holding: [CHAT, CHAT] })];
  const call = item(1, { ...CALL, priority: 8, queuedAt: NOW - 40_000, waitingSince: NOW - 40_000 });
  assert.deepEqual(give([call, item(2), item(3)], agents), [[2, 2]], 'the one with one chat is left to run empty');
  assert.deepEqual(give([{ ...call, queuedAt: NOW - 5000 }, item(2)], agents), [[2, 1]], 'not at once');
});

test('never to a unit it is about, never from a closed queue, never beyond the round', () => {
  assert.deepEqual(give([item(1, { exceptUnitId: 5 })], [agent(1, { units: new Set([5]) })]), []);
  assert.deepEqual(give([item(1)], [agent(1)], { open: false }), []);
  assert.deepEqual(give([item(1)], [agent(1, { queues: new Set([2]) })]), []);
  assert.equal(
    give(
      [1, 2, 3, 4, 5].map((id) => item(id)),
      [agent(1)],
    ).length,
    3,
  );
});
