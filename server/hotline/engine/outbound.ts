/** Calls that we make: the agent's telephone first, then the other side. */

import type { CallOutcome } from '../../../contract/calls.ts';
import type { Turn } from './turn.ts';
import type { LegNow } from './types.ts';

/** The agent asked for it, so his telephone answers by itself where it can. */
export function dialOut(turn: Turn, userId: number, phone: string) {
  turn.call.state = 'ringing';
  turn.call.agentId = userId;
  turn.effect({ do: 'own_item', userId });
  turn.dial({ kind: 'agent', to: { phone }, userId, auto: true, seconds: 20 });
}

/** A telephone of an outbound call was answered: the agent's, then the other side's. */
export function outboundUp(turn: Turn, leg: LegNow) {
  leg.state = 'up';
  turn.join(leg);
  if (leg.kind === 'citizen') {
    turn.order({ do: 'hush', id: `${turn.bridge}-ring` });
    return turn.talk();
  }
  const { number } = turn.call;
  if (number === null) return turn.end('failed', 'system');
  turn.order({ do: 'play', channel: leg.channel, id: `${turn.bridge}-ring`, sounds: ['tone:ring'] });
  turn.dial({ kind: 'citizen', to: { number }, number, from: turn.call.dialled });
}

/** A telephone of an outbound call went before both could talk. */
export function outboundGone(turn: Turn, leg: LegNow, outcome: string) {
  if (leg.kind === 'citizen') {
    const why: CallOutcome =
      outcome === 'busy'
        ? 'busy'
        : outcome === 'no_answer'
          ? 'no_answer'
          : outcome === 'rejected'
            ? 'rejected'
            : 'failed';
    return turn.end(why, 'citizen');
  }
  turn.end('cancelled', 'agent');
}
