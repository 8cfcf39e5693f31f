/** The telephone of one of us begins anew in the middle of its work: its page was loaded again, or opened elsewhere. */
import type { Turn } from './turn.ts';
import type { Input, LegNow } from './types.ts';
import { stillWaiting } from './waiting.ts';

/** So long the citizen waits with music for the same agent; after that he comes first in the queue. Seconds. */
export const RESUME_SECONDS = 15;

/**
 * What his telephone was in knows it at once instead of after seconds of silence. A talk of two waits for the next
 * telephone; anything else goes on as when his line breaks (`gone`).
 */
export function phoneGone(turn: Turn, userId: number, gone: (channel: string) => void): void {
  const mine = turn.call.legs.filter((leg) => leg.userId === userId && ['agent', 'supervisor'].includes(leg.kind));
  for (const leg of mine) {
    if (!turn.call.legs.includes(leg)) continue;
    // It will ring again at the next one, as long as the offer lasts.
    if (leg.state === 'ringing' && (leg.offerId !== null || turn.memory.resume)) {
      turn.drop(leg, 'no_answer');
      stillWaiting(turn);
    } else if (isAlone(turn, leg)) wait(turn, leg, userId);
    else {
      turn.order({ do: 'hangup', channel: leg.channel, reason: 'normal' });
      gone(leg.channel);
    }
  }
}

/** Just he and the citizen, whether that one hears him or music. */
function isAlone(turn: Turn, leg: LegNow): boolean {
  const { call, memory, citizen, others } = turn;
  return (
    call.state === 'talking' &&
    leg.kind === 'agent' &&
    leg.state === 'up' &&
    citizen?.state === 'up' &&
    memory.consult === null &&
    others.length === 1 &&
    others[0] === leg
  );
}

function wait(turn: Turn, leg: LegNow, userId: number): void {
  turn.order({ do: 'hangup', channel: leg.channel, reason: 'normal' });
  turn.gone(leg, null, null);
  const { citizen } = turn;
  turn.pauseForHold();
  if (citizen && citizen.place !== 'hold') turn.away(citizen, 'hold');
  turn.call.state = 'transferring';
  turn.memory.resume = { userId };
  turn.timer(RESUME_SECONDS);
}

/** He is there again: his telephone answers by itself, and both talk on. */
export function phoneThere(turn: Turn, { userId, phone }: Extract<Input, { kind: 'phone_there' }>): void {
  const { memory, call } = turn;
  if (call.state !== 'transferring' || memory.resume?.userId !== userId || memory.transfer || phone === null) return;
  turn.timer(RESUME_SECONDS);
  memory.transfer = {
    channel: turn.dial({ kind: 'agent', to: { phone }, userId, auto: true, seconds: RESUME_SECONDS }),
  };
}
