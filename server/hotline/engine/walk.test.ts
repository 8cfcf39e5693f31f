/** A walk over everything that can happen to a call, in every order: no dead end, no order out of place, nobody lost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from './decide.ts';
import { AGENT, CALLER, COLLEAGUE, FACTS, newCall } from './on-paper.ts';
import { spansOf } from './spans.ts';
import type { CallNow, Command, Decision, Input } from './types.ts';

const STEPS = 6_000;
const target = { kind: 'agent', userId: COLLEAGUE, name: 'Bình', phone: 'a8' } as const;
const outside = { kind: 'number', name: '113', number: '113' } as const;
const COMMANDS: Command[] = [
  ...(['hold', 'resume', 'complete', 'cancel', 'conference', 'park', 'hangup'] as const).map((name) => ({ name })),
  ...(['record_pause', 'record_resume'] as const).map((name) => ({ name })),
  { name: 'blind', target },
  { name: 'blind', target: outside },
  { name: 'blind', target: { kind: 'queue', code: 'khac' } },
  { name: 'attended', target },
  { name: 'attended', target: outside },
  { name: 'unpark', phone: 'a8' },
];

/** What may happen next: only of telephones that are there, as on the line. */
function possible(call: CallNow): Input[] {
  const inputs: Input[] = [
    { kind: 'due' },
    { kind: 'digit', channel: CALLER, digit: '2' },
    { kind: 'digit', channel: CALLER, digit: '9' },
    { kind: 'offered', offerId: 5, userId: AGENT, phone: 'a7', seconds: 20 },
    { kind: 'offered', offerId: 6, userId: AGENT, phone: null, seconds: 20 },
    { kind: 'given', userId: AGENT, phone: 'a7' },
    { kind: 'released', userId: AGENT },
    { kind: 'phone_gone', userId: AGENT },
    { kind: 'phone_gone', userId: COLLEAGUE },
    { kind: 'phone_there', userId: AGENT, phone: 'a7' },
    { kind: 'phone_there', userId: COLLEAGUE, phone: 'a8' },
    { kind: 'queue_refused', why: 'closed' },
    { kind: 'queue_refused', why: 'full' },
    { kind: 'moved', queue: 'khac' },
  ];
  const { playing } = call.memory;
  if (playing) inputs.push({ kind: 'played', id: `call-1-p${playing.n}` });
  for (let n = 1; n <= call.memory.recordings; n += 1)
    for (const seconds of [1, 20]) inputs.push({ kind: 'recorded', name: `call-1-${n}`, seconds });
  for (const leg of call.legs) {
    for (const cause of [16, 17, 44]) inputs.push({ kind: 'leg_gone', channel: leg.channel, cause, techCause: null });
    if (leg.state === 'ringing')
      for (const owned of [true, false]) inputs.push({ kind: 'leg_up', channel: leg.channel, owned });
    if (leg.offerId !== null) inputs.push({ kind: 'offer_ended', offerId: leg.offerId, outcome: 'timed_out' });
  }
  for (const userId of [AGENT, COLLEAGUE])
    for (const command of COMMANDS) inputs.push({ kind: 'command', userId, command });
  return inputs;
}

/** What is the same for the rules; figures that only count are left out. */
function shape({ state, legs, memory, agentId, outcome, menu }: CallNow): string {
  const names = legs.map((leg) => `${leg.kind}${leg.userId}${leg.state}${leg.place}${leg.offerId !== null}`).toSorted();
  const { playing, bridge, recording, consult, transfer, resume, ending } = memory;
  const where = state === 'menu' && ending === null ? `${menu?.node}${menu?.attempts}` : null;
  return JSON.stringify([
    state,
    where,
    names,
    playing?.then,
    bridge,
    recording?.paused,
    consult?.by,
    transfer !== null,
    resume?.userId,
    ending?.outcome,
    agentId,
    outcome,
  ]);
}

function check(before: CallNow, input: Input, { call, orders, effects, ended }: Decision): void {
  const at = `${shape(before)} + ${JSON.stringify(input)}`;
  const was = new Set([...before.legs, ...call.legs].map((leg) => leg.channel));
  for (const order of orders)
    if ('channel' in order) assert.ok(was.has(order.channel), `${at}: ${order.do} to a telephone that is not there`);
  for (const leg of before.legs)
    if (!call.legs.some((one) => one.channel === leg.channel))
      assert.ok(
        ended.some((one) => one.channel === leg.channel),
        `${at}: ${leg.channel} has vanished`,
      );
  const citizen = call.legs.find((leg) => leg.kind === 'citizen');
  if (call.state === 'ended') {
    assert.equal(call.legs.length, 0, `${at}: over, and somebody is still on the line`);
    assert.ok(call.outcome !== null && call.timerAt === null, at);
    assert.deepEqual(spansOf(call), [], at);
    return;
  }
  assert.ok(citizen, `${at}: goes on without the citizen`);
  // Whoever waits in a state without a person is moved on by a sound, a telephone, a recording or the clock.
  if (call.state !== 'talking')
    assert.ok(call.timerAt !== null, `${at}: ${call.state}, and nothing will ever move it on`);
  else
    assert.ok(
      call.legs.some((leg) => leg.kind !== 'citizen' && leg.place === 'talk'),
      `${at}: talking to nobody`,
    );
  if (before.state === 'talking' && call.state === 'waiting')
    assert.ok(
      effects.some((one) => one.do === 'requeue' || one.do === 'transfer_item') || input.kind === 'released',
      `${at}: waits, and routing does not know`,
    );
}

test('every state has a way to the end, and no step loses anybody', () => {
  const start = decide(newCall(), { kind: 'arrived', channel: CALLER, admitted: true }, FACTS);
  const seen = new Map<string, CallNow>([[shape(start.call), start.call]]);
  const waysTo = new Map<string, Set<string>>();
  let steps = 0;
  for (const [from, call] of seen) {
    if (call.state === 'ended') continue;
    for (const input of possible(call)) {
      const decision = decide(call, input, FACTS);
      if (decision.refused !== null) continue;
      check(call, input, decision);
      const to = shape(decision.call);
      waysTo.set(to, (waysTo.get(to) ?? new Set()).add(from));
      if (seen.size < STEPS && !seen.has(to)) seen.set(to, decision.call);
      steps += 1;
    }
  }
  assert.ok(seen.size > 200 && steps > 5_000, `${seen.size} states, ${steps} steps`);
  const good = new Set([...seen].filter(([, call]) => call.state === 'ended').map(([name]) => name));
  for (const name of good) for (const from of waysTo.get(name) ?? []) good.add(from);
  assert.deepEqual(
    [...seen.keys()].filter((name) => !good.has(name)),
    [],
  );
});

test('whatever was going on, a citizen who hangs up ends the call', () => {
  const start = decide(newCall(), { kind: 'arrived', channel: CALLER, admitted: true }, FACTS).call;
  const seen = new Map<string, CallNow>([[shape(start), start]]);
  for (const [, call] of seen) {
    if (call.state === 'ended') continue;
    const end = decide(call, { kind: 'leg_gone', channel: CALLER, cause: 16, techCause: null }, FACTS);
    assert.equal(end.call.state, 'ended', shape(call));
    for (const input of possible(call)) {
      const next = decide(call, input, FACTS).call;
      if (seen.size < STEPS && !seen.has(shape(next))) seen.set(shape(next), next);
    }
  }
});
