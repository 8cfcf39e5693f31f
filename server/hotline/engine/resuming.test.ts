import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AGENT, CALLER, COLLEAGUE, happen, inShort, newCall, played, talking } from './on-paper.ts';
import { RESUME_SECONDS } from './resuming.ts';
import { spansOf } from './spans.ts';
import type { Input } from './types.ts';

const GONE: Input = { kind: 'phone_gone', userId: AGENT };
const THERE: Input = { kind: 'phone_there', userId: AGENT, phone: 'a7-new' };
const effectsOf = (effects: readonly { do: string }[]) => effects.map((one) => one.do);

test('his page loads anew in a talk: music at once, then the same agent, whose telephone answers by itself', () => {
  const gone = happen(talking(), [GONE]);
  assert.deepEqual(
    [gone.call.state, gone.call.memory.resume, effectsOf(gone.effects)],
    ['transferring', { userId: AGENT }, []],
  );
  assert.ok(inShort(gone.orders).includes('hangup call-1-agent-5'), inShort(gone.orders).join());
  assert.deepEqual(spansOf(gone.call), [{ kind: 'hold', userId: AGENT }]);
  const there = happen(gone.call, [THERE]);
  const dial = there.orders.find((order) => order.do === 'dial');
  assert.ok(dial?.do === 'dial' && dial.headers['X-HC-Auto-Answer'] === '1');
  assert.deepEqual(dial.to, { phone: 'a7-new' });
  const back = happen(there.call, [{ kind: 'leg_up', channel: dial.channel, owned: true }]);
  assert.deepEqual([back.call.state, back.call.memory.resume, back.call.agentId], ['talking', null, AGENT]);
  assert.equal(back.call.memory.recording?.paused, 'no');
  assert.equal(back.call.memory.recordings, 1, 'one recording, paused meanwhile');
});

test('he does not come back, or his telephone is not answered: the citizen comes before all others', () => {
  const gone = happen(talking(), [GONE]);
  assert.equal(gone.call.timerAt, (gone.call.connectedAt ?? 0) + RESUME_SECONDS * 1000);
  const late = happen(gone.call, [{ kind: 'due' }]);
  assert.equal(late.call.state, 'waiting');
  assert.deepEqual(late.effects, [{ do: 'requeue', why: 'lost' }]);
  assert.ok(inShort(late.orders).includes('play returned-to-queue'));
  const rung = happen(gone.call, [THERE]);
  const channel = rung.call.legs.find((leg) => leg.kind === 'agent')?.channel ?? '';
  const vain = happen(rung.call, [{ kind: 'leg_gone', channel, cause: 17, techCause: null }]);
  assert.deepEqual([vain.call.state, vain.effects], ['waiting', [{ do: 'requeue', why: 'lost' }]]);
  // Loaded anew once more while it was being rung: the next one is waited for.
  const twice = happen(rung.call, [GONE, THERE]);
  assert.equal(twice.call.legs.filter((leg) => leg.kind === 'agent').length, 1);
  const over = happen(gone.call, [{ kind: 'leg_gone', channel: CALLER, cause: 16, techCause: null }]);
  assert.deepEqual([over.call.outcome, over.call.endedBy], ['answered', 'citizen']);
  assert.ok(effectsOf(over.effects).includes('wrap_up'));
});

test('while it rings, the same offer rings at the new telephone; nobody else is asked', () => {
  let { call } = happen(newCall(), [{ kind: 'arrived', channel: CALLER, admitted: true }]);
  call = happen(call, [played(call)]).call;
  call = happen(call, [{ kind: 'digit', channel: CALLER, digit: '2' }]).call;
  call = happen(call, [{ kind: 'offered', offerId: 5, userId: AGENT, phone: 'a7', seconds: 20 }]).call;
  const gone = happen(call, [GONE]);
  assert.deepEqual([gone.call.state, gone.effects], ['waiting', []]);
  const again = happen(gone.call, [
    { kind: 'offered', offerId: 5, userId: AGENT, phone: 'a7-new', seconds: 15, again: true },
  ]);
  assert.equal(again.call.state, 'ringing');
  const channel = again.call.legs.find((leg) => leg.kind === 'agent')?.channel ?? '';
  assert.notEqual(channel, 'call-1-agent-5', 'a name is used once');
  assert.equal(happen(again.call, [{ kind: 'leg_up', channel, owned: true }]).call.state, 'talking');
});

test('with others in the talk it goes on between them', () => {
  const target = { kind: 'agent', userId: COLLEAGUE, name: 'Bình', phone: 'a8' } as const;
  const asking = happen(talking(), [{ kind: 'command', userId: AGENT, command: { name: 'attended', target } }]).call;
  const channel = asking.legs.find((leg) => leg.userId === COLLEAGUE)?.channel ?? '';
  const asked = happen(asking, [{ kind: 'leg_up', channel, owned: true }]).call;
  const gone = happen(asked, [GONE]);
  assert.deepEqual([gone.call.state, gone.call.agentId], ['talking', COLLEAGUE]);
});
