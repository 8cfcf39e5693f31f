/** What an event of a foreign exchange makes of a call: values in, values out. Events may repeat and come out of order. */
import type { CtiEvent } from '../../../contract/cti.ts';

/** A call as the events so far have told it. */
export interface ToldCall {
  startedAt: Date;
  connectedAt: Date | null;
  endedAt: Date | null;
  endedBy: 'citizen' | 'agent' | 'system' | null;
  outcome: 'answered' | 'abandoned' | 'no_answer' | 'busy' | 'rejected' | 'failed' | null;
  agentId: number | null;
  /** The telephone that rings or rang, and when it was picked up. */
  ringsAt: number | null;
}

export type Told = Pick<CtiEvent, 'event' | 'direction' | 'endedBy' | 'reason'> & { at: Date; agentId: number | null };

const earlier = (a: Date, b: Date) => (a <= b ? a : b);

/** The call after the event. What is ended stays ended; what comes late only fills in what is missing. */
export function applyEvent(call: ToldCall | null, told: Told): ToldCall {
  const before: ToldCall = call ?? {
    startedAt: told.at,
    connectedAt: null,
    endedAt: null,
    endedBy: null,
    outcome: null,
    agentId: null,
    ringsAt: null,
  };
  const startedAt = earlier(before.startedAt, told.at);
  if (told.event === 'ringing') {
    const rings = told.agentId ?? before.ringsAt;
    return { ...before, startedAt, ringsAt: rings, agentId: before.connectedAt ? before.agentId : rings };
  }
  if (told.event === 'answered') {
    const connectedAt = before.connectedAt ? earlier(before.connectedAt, told.at) : told.at;
    const agentId = told.agentId ?? before.agentId;
    const late = before.endedAt !== null;
    return { ...before, startedAt, connectedAt, agentId, ringsAt: agentId, outcome: late ? 'answered' : null };
  }
  if (before.endedAt) return { ...before, startedAt };
  return {
    ...before,
    startedAt,
    endedAt: told.at,
    endedBy: told.endedBy ?? null,
    outcome: before.connectedAt
      ? 'answered'
      : (told.reason ?? (told.direction === 'inbound' ? 'abandoned' : 'no_answer')),
  };
}

/** Where such a call stands, in the words of ours. */
export function stateOf(call: ToldCall): 'ended' | 'talking' | 'ringing' | 'waiting' {
  if (call.endedAt) return 'ended';
  if (call.connectedAt) return 'talking';
  return call.ringsAt === null ? 'waiting' : 'ringing';
}
