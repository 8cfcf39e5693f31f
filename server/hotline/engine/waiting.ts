/** A caller who waits for a person: what he hears, and how the routing engine's offers become ringing telephones. */

import { callback, enterQueue, farewell, toQueueMusic, voicemail } from './arriving.ts';
import type { Turn } from './turn.ts';
import type { Input, LegNow } from './types.ts';

type Of<K extends Input['kind']> = Extract<Input, { kind: K }>;

/** Position and expected wait, and what else he may do; then again after a while. */
export function announce(turn: Turn) {
  const { settings, place } = turn.facts;
  turn.timer(settings.announceSeconds);
  if (turn.call.state !== 'waiting') return;
  turn.memory.announced += 1;
  turn.play(words(turn, place), 'queue');
}

function words(turn: Turn, place: Turn['facts']['place']): string[] {
  const said: string[] = [];
  if (place !== null) {
    if (place.ahead === 0) said.push('position-next');
    else if (place.ahead < 30) said.push('position-before', `number-${place.ahead + 1}`);
    const minutes = place.seconds === null ? null : Math.ceil(place.seconds / 60);
    if (minutes !== null && minutes <= 1) said.push('wait-under-minute');
    else if (minutes !== null && minutes <= 30)
      said.push('wait-minutes-before', `number-${minutes}`, 'wait-minutes-after');
  }
  if (said.length === 0) said.push('please-wait');
  if (turn.facts.settings.callbackOffered && turn.call.number !== null) said.push('callback-offer');
  return said;
}

/** Key 9: call me back, I keep my place. */
export function keyWhileWaiting(turn: Turn, digit: string) {
  if (digit === '9' && turn.facts.settings.callbackOffered && turn.call.number !== null) callback(turn);
}

/** The queue says that it is closed or full. */
export function queueRefused(turn: Turn, why: 'full' | 'closed') {
  if (turn.call.state !== 'waiting') return;
  turn.effect({ do: 'finish_item', why });
  if (why === 'closed') return voicemail(turn, ['after-hours']);
  farewell(turn, ['queue-full'], 'rejected');
}

/** The routing engine has somebody: ring him. The caller goes on waiting until he answers. */
export function offered(turn: Turn, { offerId, userId, phone, seconds, again }: Of<'offered'>) {
  if (turn.call.state !== 'waiting' && turn.call.state !== 'ringing')
    return turn.effect({ do: 'pass_offer', offerId, userId });
  if (phone === null) return turn.effect({ do: 'pass_offer', offerId, userId });
  if (turn.call.legs.some((leg) => leg.offerId === offerId)) return;
  turn.call.state = 'ringing';
  turn.dial({ kind: 'agent', to: { phone }, userId, offerId, again, seconds: Math.max(5, Math.ceil(seconds) + 2) });
}

/** Let pass, timed out or taken back: the telephone stops ringing, the caller keeps his place. */
export function offerEnded(turn: Turn, { offerId, outcome }: Of<'offer_ended'>) {
  const leg = turn.call.legs.find((one) => one.offerId === offerId && one.state === 'ringing');
  // Accepted on the screen: the telephone is about to be answered.
  if (!leg || outcome === 'accepted') return;
  turn.drop(leg, 'no_answer');
  stillWaiting(turn);
}

/** Somebody owns the call although his telephone does not ring: he took it, or a supervisor gave it to him. */
export function given(turn: Turn, { userId, phone }: Of<'given'>) {
  if (turn.call.state !== 'waiting' && turn.call.state !== 'ringing') return;
  if (turn.call.legs.some((leg) => leg.userId === userId)) return;
  if (phone === null) return turn.effect({ do: 'requeue', why: 'unanswered' });
  for (const leg of turn.ringing) turn.drop(leg, 'answered_elsewhere');
  turn.call.state = 'ringing';
  turn.dial({ kind: 'agent', to: { phone }, userId });
}

/** Nobody is being rung any more. */
export function stillWaiting(turn: Turn) {
  if (turn.call.state === 'ringing' && turn.ringing.length === 0) turn.call.state = 'waiting';
}

/** The agent of an offer has picked up. */
export function agentUp(turn: Turn, leg: LegNow, owned: boolean) {
  const { citizen } = turn;
  if (!citizen || !owned) {
    turn.drop(leg, 'answered_elsewhere');
    return stillWaiting(turn);
  }
  for (const other of turn.ringing) if (other !== leg) turn.drop(other, 'answered_elsewhere');
  leg.state = 'up';
  turn.hush();
  turn.join(leg);
  turn.join(citizen);
  turn.call.agentId = leg.userId;
  turn.talk();
}

/** The agent's telephone was not answered, or cannot be reached. */
export function agentNotReached(turn: Turn, leg: LegNow, outcome: string) {
  if (leg.offerId !== null && leg.userId !== null && outcome !== 'cancelled')
    turn.effect({ do: 'pass_offer', offerId: leg.offerId, userId: leg.userId });
  else if (leg.offerId === null) turn.effect({ do: 'requeue', why: 'unanswered' });
  stillWaiting(turn);
}

/** Who talked is gone without hanging up: the caller is told so and comes before all others. */
export function backToQueue(turn: Turn, why: 'lost' | 'parked' | 'no_answer') {
  const { citizen } = turn;
  if (!citizen) return turn.end('abandoned', 'system');
  turn.endTalk();
  turn.memory.resume = null;
  turn.call.state = 'waiting';
  turn.call.queuedAt ??= turn.facts.now;
  turn.effect({ do: 'requeue', why });
  toQueueMusic(turn);
  turn.play(['returned-to-queue'], 'queue');
  turn.timer(turn.facts.settings.announceSeconds);
}

/** Routing took the call from somebody: his telephone is out of it, the caller waits for the next. */
export function released(turn: Turn, userId: number) {
  if (turn.memory.resume?.userId === userId) {
    for (const ringing of turn.ringing) turn.drop(ringing);
    return backToQueue(turn, 'lost');
  }
  const leg = turn.call.legs.find((one) => one.userId === userId && one.kind === 'agent');
  if (!leg || turn.call.agentId !== userId) {
    if (leg?.state === 'ringing') turn.drop(leg, 'no_answer');
    return stillWaiting(turn);
  }
  if (turn.call.state !== 'talking' || turn.others.length > 1) return;
  turn.drop(leg);
  backToQueue(turn, 'lost');
}

/** Moved to another queue, by overflow or by hand. */
export function moved(turn: Turn, queue: string) {
  turn.memory.wants = { queue, skills: turn.memory.wants?.skills ?? [] };
  if (turn.citizen?.place === 'queue') toQueueMusic(turn);
}

export { enterQueue };
