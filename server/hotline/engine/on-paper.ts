/** A call and an Asterisk on paper, for tests of the engine: what was ordered happens in a list. */
import type { Said } from '../../platform/said.ts';
import { FIRST_MENU } from '../menu/graph.ts';
import { decide } from './decide.ts';
import { type CallNow, type Decision, EMPTY, type Facts, type Input, type LegNow, type Order } from './types.ts';

export const CALLER = 'caller-1';
export const AGENT = 7;
export const COLLEAGUE = 8;

export const FACTS: Facts = {
  now: Date.parse('2026-11-23T08:00:00+07:00'),
  graph: FIRST_MENU,
  menu: { isOpen: () => true, incidentAnnounced: false },
  settings: {
    announceSeconds: 45,
    callbackOffered: true,
    voicemailMax: 120,
    voicemailMin: 2,
    record: true,
    parkSeconds: 120,
    dialSeconds: 30,
  },
  place: { ahead: 2, seconds: 200 },
};

const leg = (channel: string, kind: LegNow['kind'], more: Partial<LegNow> = {}): LegNow => ({
  channel,
  kind,
  userId: null,
  number: null,
  state: 'up',
  place: 'alone',
  offerId: null,
  ...more,
});

/** A call that has just come in. */
export function newCall(more: Partial<CallNow> = {}): CallNow {
  return {
    id: 1,
    direction: 'inbound',
    state: 'menu',
    number: '+84901234567',
    dialled: '1022',
    topic: null,
    agentId: null,
    menu: null,
    memory: EMPTY,
    legs: [leg(CALLER, 'citizen')],
    outcome: null,
    endedBy: null,
    queuedAt: null,
    connectedAt: null,
    timerAt: null,
    ...more,
  };
}

/** A call with everything that was decided about it, one after another. */
export interface Paper {
  call: CallNow;
  orders: Order[];
  effects: Decision['effects'][number][];
  refused: Said | null;
}

/** Lets these things happen to a call. A refused command changes nothing and is noted. */
export function happen(call: CallNow, inputs: readonly Input[], facts: Facts = FACTS): Paper {
  const paper: Paper = { call, orders: [], effects: [], refused: null };
  for (const input of inputs) {
    const decision = decide(paper.call, input, facts);
    paper.call = decision.call;
    paper.orders.push(...decision.orders);
    paper.effects.push(...decision.effects);
    paper.refused = decision.refused;
  }
  return paper;
}

/** The sound that the call waits for has been played. */
export const played = (call: CallNow): Input => ({ kind: 'played', id: `call-1-p${call.memory.plays}` });

/** Names of the ways to a call in which two people talk. */
export function talking(): CallNow {
  let { call } = happen(newCall(), [{ kind: 'arrived', channel: CALLER, admitted: true }]);
  call = happen(call, [played(call)]).call;
  call = happen(call, [{ kind: 'digit', channel: CALLER, digit: '2' }]).call;
  return happen(call, [
    played(call),
    { kind: 'offered', offerId: 5, userId: AGENT, phone: 'a7', seconds: 20 },
    { kind: 'leg_up', channel: 'call-1-agent-5', owned: true },
  ]).call;
}

/** In short: `dial call-1-agent-5`, `play greeting`. */
export function inShort(orders: readonly Order[]): string[] {
  return orders.map((order) => {
    if (order.do === 'play') return `play ${order.sounds.join('+')}`;
    if (order.do === 'hush' || order.do === 'bridge' || order.do === 'end_bridge') return order.do;
    if (order.do === 'music') return `music ${order.on ? 'on' : 'off'} ${order.channel}`;
    if ('channel' in order) return `${order.do} ${order.channel}`;
    return `${order.do} ${order.name}`;
  });
}
