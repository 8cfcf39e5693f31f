/**
 * The engine: a call as it stands and what has happened give the call as it will be, what Asterisk is to do, and what
 * follows elsewhere. Pure; the shell (`../turns.ts`) loads, locks, writes and carries out.
 */
import type { Said } from '../../platform/said.ts';
import { arrived, farewell, menu, recordVoice, transferOut } from './arriving.ts';
import { dialOut, outboundGone, outboundUp } from './outbound.ts';
import { phoneGone, phoneThere } from './resuming.ts';
import { command, left, pickedUp } from './talking.ts';
import { Turn } from './turn.ts';
import type { CallNow, Decision, Facts, Input, Then } from './types.ts';
import {
  agentNotReached,
  agentUp,
  announce,
  backToQueue,
  given,
  keyWhileWaiting,
  moved,
  offerEnded,
  offered,
  queueRefused,
  released,
} from './waiting.ts';
import { settleWatch, spyUp, stopWatching, watcherUp } from './watching.ts';

type Of<K extends Input['kind']> = Extract<Input, { kind: K }>;

const OVER: Said = { vi: 'Cuộc gọi đã kết thúc.', en: 'The call has ended.' };

export function decide(call: CallNow, input: Input, facts: Facts): Decision {
  const turn = new Turn(call, facts);
  if (input.kind === 'command') {
    const refused = call.state === 'ended' ? OVER : command(turn, input.userId, input.command);
    if (refused === null) settleWatch(turn);
    return refused === null ? turn.decision() : { call, orders: [], effects: [], ended: [], refused };
  }
  if (call.state === 'ended') afterwards(turn, input);
  else react(turn, input);
  settleWatch(turn);
  return turn.decision();
}

function react(turn: Turn, input: Exclude<Input, { kind: 'command' }>) {
  switch (input.kind) {
    case 'arrived':
      return arrived(turn, input.admitted);
    case 'played':
      return played(turn, input.id);
    case 'digit':
      if (turn.citizen?.channel !== input.channel || turn.memory.ending) return;
      if (turn.call.state === 'menu') return menu(turn, { kind: 'digit', digit: input.digit });
      if (turn.call.state === 'waiting' || turn.call.state === 'ringing') keyWhileWaiting(turn, input.digit);
      return;
    case 'due':
      return due(turn);
    case 'offered':
      return offered(turn, input);
    case 'offer_ended':
      return offerEnded(turn, input);
    case 'given':
      return given(turn, input);
    case 'released':
      return released(turn, input.userId);
    case 'phone_gone':
      return phoneGone(turn, input.userId, (channel) =>
        legGone(turn, { kind: 'leg_gone', channel, cause: null, techCause: null }),
      );
    case 'phone_there':
      return phoneThere(turn, input);
    case 'queue_refused':
      return queueRefused(turn, input.why);
    case 'moved':
      return moved(turn, input.queue);
    case 'leg_up':
      return legUp(turn, input);
    case 'leg_gone':
      return legGone(turn, input);
    case 'recorded':
      return recorded(turn, input);
    case 'refused':
      return refused(turn, input);
    case 'spy_up':
      return spyUp(turn, input.channel);
    case 'dial_out':
      return dialOut(turn, input.userId, input.phone);
  }
}

/** What may still come when a call is over. */
function afterwards(turn: Turn, input: Input) {
  if (input.kind === 'offered') return turn.effect({ do: 'pass_offer', offerId: input.offerId, userId: input.userId });
  if (input.kind === 'given') return turn.effect({ do: 'finish_item', why: 'over' });
  if (input.kind !== 'recorded') return;
  const { name, seconds } = input;
  turn.effect({ do: 'recorded', name, seconds });
  if (turn.memory.bridge) {
    turn.order({ do: 'end_bridge', id: turn.bridge });
    turn.memory.bridge = false;
  }
  if (turn.call.outcome !== 'voicemail') return;
  if (seconds >= turn.facts.settings.voicemailMin) return turn.effect({ do: 'voicemail', name, seconds });
  // Hung up instead of speaking: he still wanted something.
  turn.call.outcome = 'abandoned';
  turn.effect({ do: 'missed' });
}

function played(turn: Turn, id: string) {
  const { playing } = turn.memory;
  if (!playing || turn.playId(playing.n) !== id) return;
  turn.memory.playing = null;
  const next: Record<Then, () => void> = {
    menu: () => menu(turn, { kind: 'played' }),
    queue: () => {},
    voicemail: () => recordVoice(turn),
    transfer: () => transferOut(turn),
    hangup: () => turn.end(turn.memory.ending?.outcome ?? 'menu_only', turn.memory.ending?.by ?? 'system'),
  };
  next[playing.then]();
}

function due(turn: Turn) {
  turn.timer(null);
  const { ending, playing } = turn.memory;
  if (ending) return turn.end(ending.outcome, ending.by);
  switch (turn.call.state) {
    case 'waiting':
    case 'ringing':
      return turn.call.direction === 'inbound' ? announce(turn) : undefined;
    case 'menu':
      if (playing) return played(turn, turn.playId(playing.n));
      return menu(turn, { kind: turn.call.menu?.listening ? 'timeout' : 'played' });
    case 'voicemail':
      return playing ? played(turn, turn.playId(playing.n)) : farewell(turn, ['goodbye'], 'abandoned');
    case 'transferring':
    case 'parked':
      for (const leg of turn.ringing) turn.drop(leg, 'no_answer');
      return backToQueue(turn, turn.call.state === 'parked' ? 'parked' : turn.memory.resume ? 'lost' : 'no_answer');
    default:
      return;
  }
}

function legUp(turn: Turn, { channel, owned }: Of<'leg_up'>) {
  const leg = turn.leg(channel);
  if (!leg || leg.state === 'up') return;
  const { state, direction } = turn.call;
  if (leg.kind === 'supervisor') return watcherUp(turn, leg);
  if (direction === 'outbound' && state === 'ringing') return outboundUp(turn, leg);
  if (turn.memory.consult?.channel === channel) {
    leg.state = 'up';
    return turn.join(leg);
  }
  if (turn.memory.transfer?.channel === channel || state === 'parked') return pickedUp(turn, leg);
  if (state === 'ringing' && leg.kind === 'agent') return agentUp(turn, leg, owned);
  turn.drop(leg);
}

function legGone(turn: Turn, { channel, cause, techCause }: Of<'leg_gone'>) {
  const leg = turn.leg(channel);
  if (!leg) return;
  const { consult, transfer } = turn.memory;
  const { lost } = turn.gone(leg, cause, techCause);
  const outcome = turn.ended.at(-1)?.outcome ?? 'failed';
  const { state, direction } = turn.call;
  if (leg.kind === 'supervisor') return;
  if (direction === 'outbound' && state === 'ringing') return outboundGone(turn, leg, outcome);
  if (leg.kind === 'citizen') return citizenGone(turn);
  if (leg.state === 'up' && state === 'talking') return left(turn, leg, consult, lost);
  if (transfer?.channel === channel) return backToQueue(turn, turn.memory.resume ? 'lost' : 'no_answer');
  // Who was asked did not answer: his agent sees it and goes back to the citizen.
  if (consult?.channel === channel || state === 'parked') return;
  if (leg.kind === 'agent') agentNotReached(turn, leg, outcome);
}

/** The citizen has hung up. */
function citizenGone(turn: Turn) {
  const { state, connectedAt } = turn.call;
  const { ending } = turn.memory;
  if (ending) return turn.end(ending.outcome, 'citizen');
  if (state === 'menu') return turn.end('menu_only', 'citizen');
  // Whether he has left a message is known when the recording is whole.
  if (state === 'voicemail') return turn.end(turn.memory.playing ? 'abandoned' : 'voicemail', 'citizen');
  if (state === 'talking')
    return turn.end(turn.others.some((leg) => leg.kind === 'agent') ? 'answered' : 'transferred', 'citizen');
  const { resume } = turn.memory;
  if (resume) {
    turn.effect({ do: 'wrap_up', userId: resume.userId });
    return turn.end('answered', 'citizen');
  }
  if (state === 'transferring' && connectedAt !== null) return turn.end('transferred', 'citizen');
  turn.end('abandoned', 'citizen');
}

function recorded(turn: Turn, { name, seconds }: Of<'recorded'>) {
  turn.effect({ do: 'recorded', name, seconds });
  if (turn.memory.recording?.name === name) turn.memory.recording = null;
  if (turn.call.state !== 'voicemail' || turn.memory.playing) return;
  if (seconds < turn.facts.settings.voicemailMin) return farewell(turn, ['goodbye'], 'abandoned');
  turn.effect({ do: 'voicemail', name, seconds });
  farewell(turn, ['voicemail-thanks'], 'voicemail');
}

/** Asterisk will not: who is not there has gone, a sound that cannot be played was played, and so on. */
function refused(turn: Turn, { order, status }: Of<'refused'>) {
  if (order.do === 'dial')
    return legGone(turn, { kind: 'leg_gone', channel: order.channel, cause: 20, techCause: null });
  if (order.do === 'play') return played(turn, order.id);
  if (order.do === 'spy') return stopWatching(turn);
  if (order.do === 'record' && turn.memory.recording?.name === order.name) {
    turn.memory.recording = null;
    turn.effect({ do: 'recorded', name: order.name, seconds: null });
  }
  if (order.do === 'record_voice') {
    turn.effect({ do: 'recorded', name: order.name, seconds: null });
    if (status !== 404) farewell(turn, ['goodbye'], 'abandoned');
  }
}
