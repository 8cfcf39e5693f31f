/** A supervisor beside a talk: hears it, whispers to the agent, joins it, or takes it over. */
import type { Said } from '../../platform/said.ts';
import type { Turn } from './turn.ts';
import type { LegNow, WatchMode } from './types.ts';

/** Begins, or changes the way in which he is beside the talk. Says in words why it cannot be done now. */
export function watch(turn: Turn, userId: number, mode: WatchMode, phone: string): Said | null {
  const { call, memory } = turn;
  const watched = watchedAgent(turn);
  if (call.state !== 'talking' || !watched)
    return {
      vi: 'Chỉ giám sát được cuộc gọi đang nói chuyện với tổng đài viên.',
      en: 'Only a call in which an agent is talking can be watched.',
    };
  if (call.legs.some((leg) => leg.userId === userId && leg.kind !== 'supervisor'))
    return { vi: 'Bạn đang ở trong cuộc gọi này.', en: 'You are in this call yourself.' };
  if (memory.watch && memory.watch.by !== userId)
    return { vi: 'Một giám sát ca khác đang ở cuộc gọi này.', en: 'Another supervisor is with this call.' };
  if (!memory.watch) {
    const channel = turn.dial({ kind: 'supervisor', to: { phone }, userId, auto: true });
    memory.watch = { channel, by: userId, mode, on: watched.channel, spies: 0, spying: false };
    return null;
  }
  const leg = turn.leg(memory.watch.channel);
  memory.watch = { ...memory.watch, mode };
  if (leg?.state === 'up') {
    leave(turn, leg);
    enter(turn, leg);
  }
  return null;
}

/** His telephone was answered. */
export function watcherUp(turn: Turn, leg: LegNow): void {
  leg.state = 'up';
  enter(turn, leg);
}

/** The channel that carries the talk to him is there: he hears it from now on. */
export function spyUp(turn: Turn, channel: string): void {
  const { watch } = turn.memory;
  if (watch?.spying && spyName(turn) === channel) turn.order({ do: 'join', bridge: watchBridge(turn), channel });
  else turn.order({ do: 'hangup', channel, reason: 'normal' });
}

/** He wants no more. */
export function stopWatching(turn: Turn): void {
  const { watch } = turn.memory;
  if (!watch) return;
  const leg = turn.leg(watch.channel);
  if (leg) {
    leave(turn, leg);
    turn.drop(leg);
  } else endSpy(turn);
  turn.memory.watch = null;
}

/**
 * After every decision: whoever he was beside is no longer in the talk, or the talk is over, or he has hung up. A
 * supervisor is never left alone on a line, nor a spy behind.
 */
export function settleWatch(turn: Turn): void {
  const { watch } = turn.memory;
  if (!watch) return;
  const there = turn.leg(watch.channel) !== undefined;
  const watched = turn.leg(watch.on) !== undefined;
  if (there && watched && turn.call.state === 'talking') return;
  stopWatching(turn);
}

function enter(turn: Turn, leg: LegNow) {
  const { watch } = turn.memory;
  if (!watch) return turn.drop(leg);
  if (watch.mode === 'barge') return turn.join(leg);
  if (watch.mode === 'take_over') return takeOver(turn, leg);
  turn.memory.watch = { ...watch, spies: watch.spies + 1, spying: true };
  turn.order({ do: 'bridge', id: watchBridge(turn) });
  turn.order({ do: 'join', bridge: watchBridge(turn), channel: leg.channel });
  turn.order({ do: 'spy', channel: watch.on, id: spyName(turn), whisper: watch.mode === 'whisper' });
  leg.place = 'listen';
}

function leave(turn: Turn, leg: LegNow): void {
  if (leg.place === 'talk') turn.order({ do: 'leave', bridge: turn.bridge, channel: leg.channel });
  endSpy(turn);
  leg.place = 'alone';
}

function endSpy(turn: Turn): void {
  const { watch } = turn.memory;
  if (!watch?.spying) return;
  turn.order({ do: 'hangup', channel: spyName(turn), reason: 'normal' });
  turn.order({ do: 'end_bridge', id: watchBridge(turn) });
  turn.memory.watch = { ...watch, spying: false };
}

/** The citizen is his; who had him goes on to finishing what is to be written. */
function takeOver(turn: Turn, leg: LegNow): void {
  turn.memory.watch = null;
  turn.memory.consult = null;
  const before = turn.others;
  leg.kind = 'agent';
  turn.join(leg);
  const { citizen } = turn;
  if (citizen) turn.join(citizen);
  turn.wrapUp(before);
  for (const one of turn.call.legs.filter((other) => other !== leg && other.kind !== 'citizen')) turn.drop(one);
  turn.call.agentId = leg.userId;
  if (leg.userId !== null) turn.effect({ do: 'own_item', userId: leg.userId });
  turn.talk();
}

const watchedAgent = (turn: Turn) =>
  turn.call.legs.find((leg) => leg.kind === 'agent' && leg.state === 'up' && leg.place === 'talk');
/** Another one each time: Asterisk takes a bridge down in its own time, and gives no second one of the same name until then. */
const watchBridge = (turn: Turn) => `${turn.bridge}-watch-${turn.memory.watch?.spies ?? 0}`;
const spyName = (turn: Turn) => `${turn.bridge}-spy-${turn.memory.watch?.spies ?? 0}`;
