import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEvent, stateOf, type Told, type ToldCall } from './apply-event.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 28, 1) + seconds * 1000);
const told = (event: Told['event'], seconds: number, over: Partial<Told> = {}): Told => ({
  event,
  at: at(seconds),
  direction: 'inbound',
  agentId: null,
  ...over,
});
const all = (events: readonly Told[]) => events.reduce<ToldCall | null>(applyEvent, null) as ToldCall;

test('rings, is answered, ends', () => {
  const ring = all([told('ringing', 0, { agentId: 7 })]);
  assert.deepEqual([stateOf(ring), ring.agentId], ['ringing', 7]);
  const talk = applyEvent(ring, told('answered', 5, { agentId: 7 }));
  assert.deepEqual([stateOf(talk), talk.connectedAt], ['talking', at(5)]);
  const end = applyEvent(talk, told('ended', 65, { endedBy: 'citizen' }));
  assert.deepEqual([stateOf(end), end.outcome, end.endedBy, end.endedAt], ['ended', 'answered', 'citizen', at(65)]);
});

for (const [name, events, outcome] of [
  ['hangs up while it rings', [told('ringing', 0), told('ended', 20)], 'abandoned'],
  ['says why it failed', [told('ringing', 0), told('ended', 20, { reason: 'busy' })], 'busy'],
  [
    'outbound without answer',
    [told('ringing', 0, { direction: 'outbound' }), told('ended', 9, { direction: 'outbound' })],
    'no_answer',
  ],
  ['only its end was told', [told('ended', 20)], 'abandoned'],
  ['the answer comes after the end', [told('ended', 20), told('answered', 5)], 'answered'],
] as const)
  test(`${name}: ${outcome}`, () => assert.equal(all(events).outcome, outcome));

test('a call that rings on from one telephone to the next has the one that answers', () => {
  const moved = all([
    told('ringing', 0, { agentId: 1 }),
    told('ringing', 10, { agentId: 2 }),
    told('answered', 12, { agentId: 2 }),
  ]);
  assert.deepEqual([moved.agentId, moved.startedAt], [2, at(0)]);
});

test('in whatever order and however often events come, the record is the same', () => {
  const events = [
    told('ringing', 0, { agentId: 7 }),
    told('answered', 5, { agentId: 7 }),
    told('ended', 65, { endedBy: 'agent' }),
  ];
  const right = all(events);
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 }), { maxLength: 6 }), (more) => {
      const order = [...more, ...[0, 1, 2].filter((n) => !more.includes(n))];
      assert.deepEqual(all(order.map((n) => events[n] as Told)), right);
    }),
  );
});
