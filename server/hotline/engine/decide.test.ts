import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AGENT, CALLER, COLLEAGUE, FACTS, happen, inShort, newCall, played, talking } from './on-paper.ts';
import { spansOf } from './spans.ts';
import type { Command, Input } from './types.ts';

const AGENT_LEG = 'call-1-agent-5';
const does = (command: Command, userId = AGENT): Input => ({ kind: 'command', userId, command });
const gone = (channel: string, cause: number | null = 16): Input => ({
  kind: 'leg_gone',
  channel,
  cause,
  techCause: null,
});
const effects = (of: { effects: readonly { do: string }[] }) => of.effects.map((one) => one.do);

test('from the first ring to two people who hear each other', () => {
  const first = happen(newCall(), [{ kind: 'arrived', channel: CALLER, admitted: true }]);
  assert.deepEqual(inShort(first.orders), ['answer caller-1', 'play greeting']);
  const menu = happen(first.call, [played(first.call)]);
  assert.deepEqual(inShort(menu.orders), ['play menu']);
  const queue = happen(menu.call, [{ kind: 'digit', channel: CALLER, digit: '2' }]);
  assert.deepEqual(inShort(queue.orders), ['hush', 'wait caller-1', 'play please-wait']);
  assert.deepEqual(queue.effects, [{ do: 'enqueue', queue: null, skills: [], topic: 'Phản ánh hiện trường' }]);
  const ring = happen(queue.call, [{ kind: 'offered', offerId: 5, userId: AGENT, phone: 'a7', seconds: 20 }]);
  assert.deepEqual(inShort(ring.orders), [`dial ${AGENT_LEG}`]);
  const talk = happen(ring.call, [{ kind: 'leg_up', channel: AGENT_LEG, owned: true }]);
  assert.deepEqual(inShort(talk.orders), ['hush', 'bridge', `join ${AGENT_LEG}`, 'join caller-1', 'record call-1-1']);
  assert.equal(talk.call.state, 'talking');
  assert.equal(talk.call.agentId, AGENT);
});

test('over the limit he hears so, is hung up, and is owed a call', () => {
  const over = happen(newCall(), [{ kind: 'arrived', channel: CALLER, admitted: false }]);
  assert.deepEqual(inShort(over.orders), ['answer caller-1', 'play overload']);
  const end = happen(over.call, [played(over.call)]);
  assert.deepEqual([end.call.state, end.call.outcome], ['ended', 'rejected']);
  assert.deepEqual(inShort(end.orders), ['hangup caller-1']);
  assert.deepEqual(effects(end), ['finish_item', 'missed']);
});

test('who waits hears his place, may be called back instead, and gives up as a missed call', () => {
  const waiting = happen(talkingUntil('waiting'), []).call;
  const due = happen(waiting, [played(waiting), { kind: 'due' }]);
  assert.deepEqual(inShort(due.orders), [
    'play position-before+number-3+wait-minutes-before+number-4+wait-minutes-after+callback-offer',
  ]);
  const kept = happen(due.call, [{ kind: 'digit', channel: CALLER, digit: '9' }]);
  assert.deepEqual(effects(kept), ['keep_callback', 'finish_item']);
  assert.deepEqual(inShort(kept.orders), ['hush', 'play callback-kept']);
  assert.equal(happen(kept.call, [played(kept.call)]).call.outcome, 'callback');
  assert.equal(happen(kept.call, [gone(CALLER)]).call.outcome, 'callback', 'he need not hear it to the end');
  const left = happen(due.call, [gone(CALLER)]);
  assert.deepEqual([left.call.outcome, left.call.endedBy], ['abandoned', 'citizen']);
  assert.deepEqual(effects(left), ['finish_item', 'missed']);
  const hidden = happen({ ...due.call, number: null }, [{ kind: 'digit', channel: CALLER, digit: '9' }]);
  assert.deepEqual(hidden.orders, [], 'a hidden number cannot be called back');
});

test('an offer that ends, or a telephone that cannot be reached, keeps the caller in his place', () => {
  const ringing = talkingUntil('ringing');
  const timedOut = happen(ringing, [{ kind: 'offer_ended', offerId: 5, outcome: 'timed_out' }]);
  assert.deepEqual([timedOut.call.state, inShort(timedOut.orders)], ['waiting', [`hangup ${AGENT_LEG}`]]);
  const refused = happen(ringing, [gone(AGENT_LEG, 21)]);
  assert.deepEqual([refused.call.state, effects(refused)], ['waiting', ['pass_offer']]);
  const late = happen(ringing, [{ kind: 'leg_up', channel: AGENT_LEG, owned: false }]);
  assert.deepEqual([late.call.state, inShort(late.orders)], ['waiting', [`hangup ${AGENT_LEG}`]]);
  const none = happen(talkingUntil('waiting'), [
    { kind: 'offered', offerId: 6, userId: AGENT, phone: null, seconds: 20 },
  ]);
  assert.deepEqual(effects(none), ['pass_offer']);
  const order = { do: 'dial', channel: AGENT_LEG } as never;
  assert.deepEqual(effects(happen(ringing, [{ kind: 'refused', order, status: 400 }])), ['pass_offer']);
});

test('the agent hangs up: it ends; his line breaks: the citizen comes before all others', () => {
  const end = happen(talking(), [gone(AGENT_LEG, 16)]);
  assert.deepEqual([end.call.state, end.call.outcome, end.call.endedBy], ['ended', 'answered', 'agent']);
  assert.deepEqual(inShort(end.orders), ['hangup caller-1', 'stop call-1-1']);
  assert.deepEqual(effects(end), ['wrap_up', 'finish_item']);
  for (const cause of [44, 38, null]) {
    const lost = happen(talking(), [gone(AGENT_LEG, cause)]);
    assert.equal(lost.call.state, 'waiting');
    assert.deepEqual(inShort(lost.orders), ['stop call-1-1', 'wait caller-1', 'play returned-to-queue']);
    assert.deepEqual(lost.effects, [{ do: 'requeue', why: 'lost' }]);
  }
  const citizen = happen(talking(), [gone(CALLER)]);
  assert.deepEqual([citizen.call.outcome, citizen.call.endedBy], ['answered', 'citizen']);
  assert.deepEqual(inShort(citizen.orders), [`hangup ${AGENT_LEG}`, 'stop call-1-1']);
});

test('hold stops the recording and the talk, resume begins them again; a pause by hand outlives a hold', () => {
  const held = happen(talking(), [does({ name: 'hold' })]);
  assert.deepEqual(inShort(held.orders), ['pause call-1-1', 'leave caller-1', 'music on caller-1']);
  assert.deepEqual(
    spansOf(held.call).map((span) => span.kind),
    ['talk', 'hold'],
  );
  const again = happen(held.call, [does({ name: 'resume' })]);
  assert.deepEqual(inShort(again.orders), ['music off caller-1', 'join caller-1', 'resume call-1-1']);
  const paused = happen(talking(), [does({ name: 'record_pause' }), does({ name: 'hold' }), does({ name: 'resume' })]);
  assert.equal(paused.call.memory.recording?.paused, 'hand');
  assert.match(happen(held.call, [does({ name: 'hold' })]).refused?.vi ?? '', /chế độ chờ/);
});

test('attended transfer: ask, then complete, cancel or confer', () => {
  const target = { kind: 'agent', userId: COLLEAGUE, name: 'Bình', phone: 'a8' } as const;
  const asked = happen(talking(), [does({ name: 'attended', target })]);
  assert.deepEqual(inShort(asked.orders), [
    'pause call-1-1',
    'leave caller-1',
    'music on caller-1',
    'dial call-1-agent-d2',
  ]);
  assert.match(happen(asked.call, [does({ name: 'complete' })]).refused?.vi ?? '', /chưa nhấc máy/);
  const up = happen(asked.call, [{ kind: 'leg_up', channel: 'call-1-agent-d2', owned: false }]);
  assert.deepEqual(inShort(up.orders), ['join call-1-agent-d2']);
  const done = happen(up.call, [does({ name: 'complete' })]);
  assert.deepEqual(inShort(done.orders), [
    'music off caller-1',
    'join caller-1',
    'resume call-1-1',
    `hangup ${AGENT_LEG}`,
  ]);
  assert.deepEqual(done.effects, [
    { do: 'wrap_up', userId: AGENT },
    { do: 'own_item', userId: COLLEAGUE },
  ]);
  const back = happen(up.call, [does({ name: 'cancel' })]);
  assert.deepEqual(inShort(back.orders).slice(0, 2), ['hangup call-1-agent-d2', 'music off caller-1']);
  const three = happen(up.call, [does({ name: 'conference' })]);
  assert.ok(spansOf(three.call).some((span) => span.kind === 'conference'));
  const two = happen(three.call, [gone(AGENT_LEG)]);
  assert.deepEqual([two.call.state, two.call.agentId], ['talking', COLLEAGUE]);
  // Hanging up while asking means: it is yours.
  const hungUp = happen(up.call, [gone(AGENT_LEG)]);
  assert.deepEqual([hungUp.call.state, hungUp.call.agentId], ['talking', COLLEAGUE]);
  const nobody = happen(asked.call, [gone('call-1-agent-d2', 19)]);
  assert.deepEqual([nobody.call.state, nobody.call.memory.consult], ['talking', null]);
});

test('blind transfers: to a queue, to a colleague by the routing engine, outside at once and back when nobody answers', () => {
  const queue = happen(talking(), [does({ name: 'blind', target: { kind: 'queue', code: 'dat-dai' } })]);
  assert.equal(queue.call.state, 'waiting');
  assert.deepEqual(effects(queue), ['wrap_up', 'transfer_item']);
  const out = happen(talking(), [
    does({ name: 'blind', target: { kind: 'number', name: 'Công an', number: '+84296123456' } }),
  ]);
  assert.equal(out.call.state, 'transferring');
  const channel = 'call-1-outside-d2';
  const up = happen(out.call, [{ kind: 'leg_up', channel, owned: false }]);
  assert.deepEqual([up.call.state, effects(up)], ['talking', ['recording']]);
  assert.equal(happen(up.call, [gone(CALLER)]).call.outcome, 'transferred');
  const busy = happen(out.call, [gone(channel, 17)]);
  assert.deepEqual([busy.call.state, effects(busy)], ['waiting', ['requeue']]);
});

test('parked: anybody takes it up, and after a while it comes back to the front', () => {
  const parked = happen(talking(), [does({ name: 'park' })]);
  assert.deepEqual([parked.call.state, effects(parked)], ['parked', ['finish_item']]);
  const taken = happen(parked.call, [
    does({ name: 'unpark', phone: 'a8' }, COLLEAGUE),
    { kind: 'leg_up', channel: 'call-1-agent-d2', owned: false },
  ]);
  assert.deepEqual([taken.call.state, taken.call.agentId], ['talking', COLLEAGUE]);
  const forgotten = happen(parked.call, [{ kind: 'due' }]);
  assert.deepEqual(forgotten.effects, [{ do: 'requeue', why: 'parked' }]);
});

test('out of hours a message is taken; too short a one is a missed call', () => {
  const closed = { ...FACTS, menu: { isOpen: () => false, incidentAnnounced: false } };
  const first = happen(newCall(), [{ kind: 'arrived', channel: CALLER, admitted: true }], closed);
  const asked = happen(first.call, [played(first.call)], closed);
  assert.deepEqual(inShort(asked.orders), ['play emergency+after-hours']);
  const recording = happen(asked.call, [played(asked.call)], closed);
  assert.deepEqual(inShort(recording.orders), ['record_voice caller-1']);
  const name = 'call-1-1';
  const left = happen(recording.call, [{ kind: 'recorded', name, seconds: 12 }], closed);
  assert.deepEqual([effects(left), inShort(left.orders)], [['recorded', 'voicemail'], ['play voicemail-thanks']]);
  // Hung up while speaking: whether it counts is known when the recording is whole.
  const away = happen(recording.call, [gone(CALLER)], closed).call;
  assert.deepEqual(effects(happen(away, [{ kind: 'recorded', name, seconds: 9 }])), ['recorded', 'voicemail']);
  const silent = happen(away, [{ kind: 'recorded', name, seconds: 1 }]);
  assert.deepEqual([silent.call.outcome, effects(silent)], ['abandoned', ['recorded', 'missed']]);
});

test('we call: the agent’s telephone first, then the other side, who may be busy', () => {
  const call = newCall({ direction: 'outbound', state: 'ringing', legs: [] });
  const dialled = happen(call, [{ kind: 'dial_out', userId: AGENT, phone: 'a7' }]);
  const up = happen(dialled.call, [{ kind: 'leg_up', channel: 'call-1-agent-d1', owned: true }]);
  assert.deepEqual(inShort(up.orders), ['bridge', 'join call-1-agent-d1', 'play tone:ring', 'dial call-1-citizen-d2']);
  const talk = happen(up.call, [{ kind: 'leg_up', channel: 'call-1-citizen-d2', owned: true }]);
  assert.equal(talk.call.state, 'talking');
  const busy = happen(up.call, [gone('call-1-citizen-d2', 17)]);
  assert.deepEqual([busy.call.state, busy.call.outcome], ['ended', 'busy']);
});

function talkingUntil(state: 'waiting' | 'ringing') {
  let { call } = happen(newCall(), [{ kind: 'arrived', channel: CALLER, admitted: true }]);
  call = happen(call, [played(call)]).call;
  call = happen(call, [{ kind: 'digit', channel: CALLER, digit: '2' }]).call;
  if (state === 'waiting') return call;
  return happen(call, [{ kind: 'offered', offerId: 5, userId: AGENT, phone: 'a7', seconds: 20 }]).call;
}
