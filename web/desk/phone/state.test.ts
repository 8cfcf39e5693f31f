import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Effect, type Input, type PhoneState, phaseOf, START, step } from './state.ts';

function run(inputs: readonly Input[], from: PhoneState = START): { state: PhoneState; effects: Effect[] } {
  let state = from;
  let effects: Effect[] = [];
  for (const input of inputs) ({ state, effects } = step(state, input));
  return { state, effects };
}

const UP: Input[] = [
  { is: 'tab', mine: true },
  { is: 'mic', mic: 'granted' },
  { is: 'hotline', up: true },
  { is: 'line', line: 'ready' },
];
const RING: Input = { is: 'invite', callId: '7', offerId: '9', auto: false };
const TALK: Input[] = [...UP, RING, { is: 'answer', offerId: '9', callId: '7' }, { is: 'confirmed' }];
const server = (change: object = {}): Input => ({
  is: 'server',
  call: { callId: '7', at: 'talking', held: false, consulting: false, ...change },
});

/** name · what happened, the last one being what is looked at · effects · phase · trouble */
const ROWS: [string, Input[], string[], string, string | null][] = [
  ['a window alone waits', [], [], 'off', null],
  ['all three together open the line', UP.slice(0, 3), ['open'], 'connecting', null],
  ['registered', UP, [], 'ready', null],
  ['without a hotline nothing is opened', UP.slice(0, 2), [], 'off', null],
  ['the hotline is away', [...UP.slice(0, 2), { is: 'hotline', up: false }], [], 'off', 'hotline_off'],
  [
    'and comes back',
    [...UP.slice(0, 2), { is: 'hotline', up: false }, { is: 'hotline', up: true }],
    ['open'],
    'connecting',
    null,
  ],
  ['another window has it', [{ is: 'tab', mine: false }], [], 'elsewhere', null],
  ['another window takes it', [...UP, { is: 'tab', mine: false }], ['close'], 'elsewhere', null],
  ['another computer takes it', [...UP, { is: 'taken' }], ['close'], 'elsewhere', 'taken_elsewhere'],
  ['it comes back by a press', [...UP, { is: 'taken' }, { is: 'tab', mine: true }], ['open'], 'connecting', null],
  ['microphone not yet asked', [UP[0] as Input, { is: 'mic', mic: 'ask' }], [], 'trouble', 'microphone_ask'],
  ['microphone forbidden', [UP[0] as Input, { is: 'mic', mic: 'denied' }], [], 'trouble', 'microphone_denied'],
  ['no microphone', [UP[0] as Input, { is: 'mic', mic: 'none' }], [], 'trouble', 'microphone_none'],
  ['no https', [UP[0] as Input, { is: 'mic', mic: 'insecure' }], [], 'trouble', 'insecure'],
  [
    'a headset is plugged in',
    [...UP.slice(0, 1), { is: 'hotline', up: true }, { is: 'mic', mic: 'none' }, { is: 'mic', mic: 'granted' }],
    ['open'],
    'connecting',
    null,
  ],
  [
    'the microphone is forbidden while idle',
    [...UP, { is: 'mic', mic: 'denied' }],
    ['close'],
    'trouble',
    'microphone_denied',
  ],
  ['in a talk that ends nothing', [...TALK, { is: 'mic', mic: 'denied' }], [], 'talking', 'microphone_denied'],
  [
    'the socket is refused',
    [...UP.slice(0, 3), { is: 'line_failed', trouble: 'socket_refused' }],
    ['renew'],
    'trouble',
    'socket_refused',
  ],
  [
    'the account is refused',
    [...UP.slice(0, 3), { is: 'line_failed', trouble: 'registration_refused' }],
    ['renew'],
    'trouble',
    'registration_refused',
  ],
  [
    'then it registers',
    [...UP.slice(0, 3), { is: 'line_failed', trouble: 'registration_refused' }, { is: 'line', line: 'ready' }],
    [],
    'ready',
    null,
  ],
  ['the network is lost while idle', [...UP, { is: 'line', line: 'lost' }], [], 'connecting', null],
  ['a call comes', [...UP, RING], ['ring on'], 'ringing', null],
  ['the caller hangs up', [...UP, RING, { is: 'leg_over' }], ['ring off'], 'ready', null],
  ['it is declined', [...UP, RING, { is: 'decline' }], ['decline'], 'ringing', null],
  [
    'it is answered',
    [...UP, RING, { is: 'answer', offerId: '9', callId: '7' }],
    ['ring off', 'answer'],
    'establishing',
    null,
  ],
  ['both are connected', TALK, [], 'talking', null],
  [
    'answered before it rang',
    [...UP, { is: 'answer', offerId: '9', callId: '7' }],
    ['await_invite'],
    'establishing',
    null,
  ],
  ['and then it rings', [...UP, { is: 'answer', offerId: '9', callId: '7' }, RING], ['answer'], 'establishing', null],
  [
    'and then another offer rings',
    [...UP, { is: 'answer', offerId: '8', callId: '6' }, RING],
    ['ring on'],
    'ringing',
    null,
  ],
  [
    'and then nothing comes',
    [...UP, { is: 'answer', offerId: '9', callId: '7' }, { is: 'answer_late' }],
    [],
    'ready',
    'no_invite',
  ],
  [
    'no microphone at the moment of answering',
    [...UP, RING, { is: 'answer', offerId: '9', callId: '7' }, { is: 'leg_over', trouble: 'microphone_busy' }],
    [],
    'ready',
    'microphone_busy',
  ],
  [
    'no way for the sound',
    [...UP, RING, { is: 'answer', offerId: '9', callId: '7' }, { is: 'leg_over', trouble: 'media_failed' }],
    [],
    'ready',
    'media_failed',
  ],
  [
    'a second call into a talk',
    [...TALK, { is: 'invite', callId: '8', offerId: '10', auto: false }],
    ['refuse'],
    'talking',
    null,
  ],
  ['the same call again into a talk', [...TALK, RING], ['replace', 'answer'], 'establishing', null],
  ['the same call again while it rings', [...UP, RING, RING], ['replace', 'ring on'], 'ringing', null],
  [
    'a call that I asked for answers itself',
    [...UP, { is: 'expect', callId: '7' }, { is: 'invite', callId: '7', offerId: null, auto: false }],
    ['answer'],
    'establishing',
    null,
  ],
  [
    'also when the ring was quicker than the answer of the server',
    [...UP, { is: 'invite', callId: '7', offerId: null, auto: false }, { is: 'expect', callId: '7' }],
    ['ring off', 'answer'],
    'establishing',
    null,
  ],
  [
    'a call that is mine already',
    [...UP, server({ at: 'dialling' }), { is: 'invite', callId: '7', offerId: null, auto: false }],
    ['answer'],
    'establishing',
    null,
  ],
  ['muted', [...TALK, { is: 'mute', on: true }], ['mute on'], 'talking', null],
  ['mute without a talk does nothing', [...UP, { is: 'mute', on: true }], [], 'ready', null],
  ['on hold', [...TALK, server({ held: true })], [], 'held', null],
  ['asking somebody', [...TALK, server({ held: true, consulting: true })], [], 'consulting', null],
  ['the other side rings', [...TALK, server({ at: 'dialling' })], [], 'dialling', null],
  ['the sound stops', [...TALK, { is: 'media', flows: false }], [], 'reconnecting', null],
  ['and comes back', [...TALK, { is: 'media', flows: false }, { is: 'media', flows: true }], [], 'talking', null],
  ['the socket is lost in a talk', [...TALK, { is: 'line', line: 'lost' }], [], 'talking', null],
  ['hang up', [...TALK, { is: 'hang_up' }], ['hang_up'], 'talking', null],
  ['it ended', [...TALK, { is: 'leg_over' }], [], 'ready', null],
  ['wrap-up', [...TALK, { is: 'leg_over' }, server({ at: 'wrap_up' })], [], 'wrap_up', null],
  ['wrapped', [...UP, server({ at: 'wrap_up' }), { is: 'server', call: null }], [], 'ready', null],
  [
    'after a reload the talk is shown as it goes on without us',
    [...UP.slice(0, 3), server(), { is: 'line', line: 'ready' }],
    [],
    'reconnecting',
    null,
  ],
  [
    'and answered by itself',
    [...UP, server(), { is: 'invite', callId: '7', offerId: null, auto: false }],
    ['answer'],
    'establishing',
    null,
  ],
  ['another window takes it in a talk', [...TALK, { is: 'tab', mine: false }], ['close'], 'elsewhere', null],
  [
    'another window takes it while it rings',
    [...UP, RING, { is: 'tab', mine: false }],
    ['ring off', 'close'],
    'elsewhere',
    null,
  ],
  ['a mirror shows the talk', [{ is: 'tab', mine: false }, server()], [], 'talking', null],
  [
    'the browser blocks the sound',
    [...TALK, { is: 'trouble', trouble: 'sound_blocked' }],
    [],
    'talking',
    'sound_blocked',
  ],
  ['a touch helps', [...TALK, { is: 'trouble', trouble: 'sound_blocked' }, { is: 'calm' }], [], 'talking', null],
];

const said = (effect: Effect) =>
  'on' in effect
    ? `${effect.do} ${effect.on ? 'on' : 'off'}`
    : 'callId' in effect
      ? `${effect.do} ${effect.callId}`
      : effect.do;

for (const [name, inputs, effects, phase, trouble] of ROWS)
  test(name, () => {
    const after = run(inputs);
    assert.deepEqual(
      { effects: after.effects.map(said), phase: phaseOf(after.state), trouble: after.state.trouble },
      { effects, phase, trouble },
    );
  });

const anyInput = fc.oneof(
  fc.constantFrom<Input>(
    ...UP,
    RING,
    { is: 'tab', mine: false },
    { is: 'taken' },
    { is: 'mic', mic: 'denied' },
    { is: 'line', line: 'lost' },
    { is: 'line_failed', trouble: 'socket_refused' },
    { is: 'invite', callId: '8', offerId: null, auto: true },
    { is: 'confirmed' },
    { is: 'media', flows: false },
    { is: 'leg_over' },
    { is: 'expect', callId: '8' },
    { is: 'answer', offerId: '9', callId: '7' },
    { is: 'answer_late' },
    { is: 'decline' },
    { is: 'mute', on: true },
    { is: 'hang_up' },
    server(),
    server({ at: 'wrap_up' }),
    { is: 'server', call: null },
  ),
);

test('whatever happens: it rings only while something rings, and only the phone of this window has a leg', () => {
  fc.assert(
    fc.property(fc.array(anyInput, { maxLength: 40 }), (inputs) => {
      let state = START;
      let ringing = false;
      let open = false;
      for (const input of inputs) {
        const next = step(state, input);
        state = next.state;
        for (const effect of next.effects) {
          if (effect.do === 'ring') ringing = effect.on;
          if (effect.do === 'open') {
            assert.ok(!open, 'opened twice');
            open = true;
          }
          if (effect.do === 'close') open = false;
        }
        assert.equal(ringing, state.leg?.at === 'ringing', `rings after ${JSON.stringify(input)}`);
        if (state.leg && state.tab === 'other') assert.fail('a leg in a window that is not the phone');
        assert.ok(phaseOf(state));
      }
    }),
    { numRuns: 5_000 },
  );
});
