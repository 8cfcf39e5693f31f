import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from './decide.ts';
import { type CallNow, EMPTY, type Facts, type Input, type LegNow, type Order, type WatchMode } from './types.ts';

const leg = (channel: string, more: Partial<LegNow>): LegNow => ({
  ...{ channel, kind: 'agent', userId: null, number: null, state: 'up', place: 'talk', offerId: null },
  ...more,
});
const TALK: CallNow = {
  ...{
    id: 7,
    direction: 'inbound',
    state: 'talking',
    number: '+84901234567',
    dialled: '1022',
    topic: null,
    agentId: 1,
  },
  ...{ menu: null, outcome: null, endedBy: null, queuedAt: 0, connectedAt: 1000, timerAt: null },
  memory: { ...EMPTY, bridge: true, recordings: 1, recording: { name: 'call-7-1', paused: 'no' } },
  legs: [leg('c', { kind: 'citizen' }), leg('a', { userId: 1 })],
};
const FACTS = {
  now: 5000,
  settings: {
    announceSeconds: 30,
    callbackOffered: true,
    voicemailMax: 120,
    voicemailMin: 2,
    record: true,
    parkSeconds: 60,
    dialSeconds: 20,
  },
  place: null,
} as unknown as Facts;

/** Takes inputs one after another; what was ordered, and how the call stands then. */
function play(inputs: readonly Input[], from: CallNow = TALK) {
  let call = from;
  const orders: Order[] = [];
  const effects: string[] = [];
  for (const input of inputs) {
    const decision = decide(call, input, FACTS);
    assert.equal(decision.refused, null, JSON.stringify(input));
    call = decision.call;
    orders.push(...decision.orders);
    effects.push(...decision.effects.map((one) => one.do));
  }
  return { call, orders, effects, did: orders.map((one) => one.do) };
}

const wants = (mode: WatchMode, userId = 9): Input => ({
  kind: 'command',
  userId,
  command: { name: 'watch', mode, phone: 'boss-phone' },
});
const CHANNEL = 'call-7-supervisor-d1';
const up: Input = { kind: 'leg_up', channel: CHANNEL, owned: true };
const spy = (n: number): Input => ({ kind: 'spy_up', channel: `call-7-spy-${n}` });

test('listening: his telephone, then a spy on the agent; the talk and its recording are untouched', () => {
  const { call, orders } = play([wants('listen'), up, spy(1)]);
  assert.deepEqual(
    orders.map((one) => ('whisper' in one ? [one.do, one.whisper] : [one.do])),
    [['dial'], ['bridge'], ['join'], ['spy', false], ['join']],
  );
  assert.equal(call.state, 'talking');
  assert.equal(call.agentId, 1);
  assert.deepEqual(call.memory.recording, TALK.memory.recording);
  assert.equal(call.legs.find((one) => one.kind === 'supervisor')?.place, 'listen');
});

test('whispering is a spy that speaks to the agent only; joining puts him into the talk itself', () => {
  const whispers = play([wants('listen'), up, spy(1), wants('whisper'), spy(2)]);
  assert.ok(whispers.orders.some((one) => one.do === 'spy' && one.whisper && one.channel === 'a'));
  const bridges = whispers.orders.flatMap((one) => (one.do === 'bridge' ? [one.id] : []));
  assert.equal(new Set(bridges).size, 2, 'the bridge that is taken down is not asked for again');
  const joins = play([wants('listen'), up, spy(1), wants('barge')]);
  assert.deepEqual(joins.did.slice(-3), ['hangup', 'end_bridge', 'join']);
  assert.equal(joins.call.legs.find((one) => one.kind === 'supervisor')?.place, 'talk');
  const back = play([wants('listen')], joins.call);
  assert.deepEqual(back.did.slice(0, 2), ['leave', 'bridge']);
});

test('taking over: the citizen is his, the agent writes up', () => {
  const { call, effects } = play([wants('take_over'), up]);
  assert.deepEqual(
    call.legs.map((one) => [one.kind, one.userId]),
    [
      ['citizen', null],
      ['agent', 9],
    ],
  );
  assert.equal(call.agentId, 9);
  assert.equal(call.memory.watch, null);
  assert.deepEqual(effects, ['wrap_up', 'own_item']);
});

test('however it ends, nobody is left on a line and no spy behind', () => {
  const ends: Input[] = [
    { kind: 'leg_gone', channel: 'c', cause: 16, techCause: null },
    { kind: 'leg_gone', channel: 'a', cause: 16, techCause: null },
    { kind: 'leg_gone', channel: CHANNEL, cause: 16, techCause: null },
    { kind: 'command', userId: 9, command: { name: 'hangup' } },
    { kind: 'command', userId: 1, command: { name: 'hangup' } },
    { kind: 'command', userId: 1, command: { name: 'blind', target: { kind: 'queue', code: 'chung' } } },
  ];
  for (const mode of ['listen', 'whisper', 'barge'] as const)
    for (const end of ends) {
      const begun = mode === 'barge' ? [wants(mode), up] : [wants(mode), up, spy(1)];
      const { call, orders } = play([...begun, end]);
      const what = `${mode}, then ${JSON.stringify(end)}`;
      assert.equal(call.memory.watch, null, what);
      assert.ok(!call.legs.some((one) => one.kind === 'supervisor'), what);
      if (mode !== 'barge')
        assert.ok(
          orders.some((one) => one.do === 'hangup' && one.channel === 'call-7-spy-1'),
          what,
        );
      const his = end === ends[2] || end === ends[3];
      if (his) assert.equal(call.state, 'talking', `${what}: the talk goes on`);
    }
});

test('a telephone that is not answered changes nothing for the talk', () => {
  const { call } = play([wants('listen'), { kind: 'leg_gone', channel: CHANNEL, cause: 19, techCause: 480 }]);
  assert.equal(call.state, 'talking');
  assert.equal(call.memory.watch, null);
});

test('one supervisor at a time, and only beside a talk', () => {
  const refused = (call: CallNow, input: Input) => decide(call, input, FACTS).refused;
  assert.match(refused(play([wants('listen'), up]).call, wants('listen', 10))?.vi ?? '', /giám sát ca khác/);
  assert.match(refused({ ...TALK, state: 'waiting' }, wants('listen'))?.vi ?? '', /đang nói chuyện/);
  assert.match(refused(TALK, wants('listen', 1))?.vi ?? '', /Bạn đang ở trong/);
});
