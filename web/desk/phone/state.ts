/**
 * The soft-phone as one pure machine: what may be true of it, what can happen to it, and what then has to be done.
 * Nothing here touches the browser; phone.ts carries the effects out. Times, holds and consultations are the server's
 * truth and only taken over here.
 */

/** What stands in the way, each with words that say what to do (i18n `phone.trouble`). */
export type Trouble =
  | 'insecure'
  | 'microphone_ask'
  | 'microphone_denied'
  | 'microphone_none'
  | 'microphone_busy'
  | 'hotline_off'
  | 'account_failed'
  | 'socket_refused'
  | 'registration_refused'
  | 'taken_elsewhere'
  | 'media_failed'
  | 'sound_blocked'
  | 'no_invite';

/** Whether the microphone may be used; without it no call is offered to this desk, so no citizen meets silence. */
export type Mic = 'unknown' | 'granted' | 'ask' | 'denied' | 'none' | 'insecure';

export interface Leg {
  at: 'ringing' | 'establishing' | 'talking';
  callId: string | null;
  offerId: string | null;
  muted: boolean;
  /** The media has been lost and is being sought again. */
  silent: boolean;
}

/** My call as the server has it (GET /calls/current). */
export interface ServerCall {
  callId: string;
  at: 'offered' | 'dialling' | 'talking' | 'wrap_up';
  held: boolean;
  consulting: boolean;
}

export interface PhoneState {
  /** Which window of this browser is the phone. */
  tab: 'asking' | 'mine' | 'other';
  mic: Mic;
  /** Our server stands in connection with the exchange; without it no account is asked for. */
  hotline: boolean;
  line: 'off' | 'connecting' | 'ready' | 'lost' | 'refused';
  trouble: Trouble | null;
  leg: Leg | null;
  /** Calls that this person asked for himself: their ring is answered at once. */
  expected: readonly string[];
  /** An offer (or call) that he answered before the ring reached us. */
  answering: string | null;
  call: ServerCall | null;
}

export type Input =
  | { is: 'tab'; mine: boolean }
  | { is: 'mic'; mic: Mic }
  | { is: 'hotline'; up: boolean }
  | { is: 'line'; line: 'connecting' | 'ready' | 'lost' }
  | { is: 'line_failed'; trouble: 'hotline_off' | 'account_failed' | 'socket_refused' | 'registration_refused' }
  | { is: 'taken' }
  | { is: 'invite'; callId: string | null; offerId: string | null; auto: boolean }
  | { is: 'confirmed' }
  | { is: 'media'; flows: boolean }
  | { is: 'leg_over'; trouble?: Trouble }
  | { is: 'trouble'; trouble: Trouble }
  | { is: 'calm' }
  | { is: 'expect'; callId: string }
  | { is: 'answer'; offerId: string | null; callId: string | null }
  | { is: 'decline' }
  | { is: 'answer_late' }
  | { is: 'mute'; on: boolean }
  | { is: 'hang_up' }
  | { is: 'server'; call: ServerCall | null };

export type Effect =
  | { do: 'open' }
  /** Without a goodbye: a BYE would end the citizen's call, and another window is about to take it. */
  | { do: 'close' }
  | { do: 'renew' }
  | { do: 'ring'; on: boolean }
  | { do: 'answer' }
  | { do: 'await_invite' }
  /** The new INVITE is refused as busy; the leg stays. */
  | { do: 'refuse' }
  /** What rings is turned away. */
  | { do: 'decline' }
  /** The leg that was is dropped silently, the newest INVITE is the leg from now on. */
  | { do: 'replace' }
  | { do: 'hang_up' }
  | { do: 'mute'; on: boolean };

export interface Step {
  state: PhoneState;
  effects: Effect[];
}

export const START: PhoneState = {
  tab: 'asking',
  mic: 'unknown',
  hotline: false,
  line: 'off',
  trouble: null,
  leg: null,
  expected: [],
  answering: null,
  call: null,
};

const MIC_TROUBLE: Partial<Record<Mic, Trouble>> = {
  ask: 'microphone_ask',
  denied: 'microphone_denied',
  none: 'microphone_none',
  insecure: 'insecure',
};
const LINE_TROUBLE: readonly Trouble[] = [
  'hotline_off',
  'account_failed',
  'socket_refused',
  'registration_refused',
  'taken_elsewhere',
];

/** What happens next. Pure. */
export function step(state: PhoneState, input: Input): Step {
  // Whatever happened: a phone that may ring is open, one that may not is closed.
  return openOrClose(take(state, input));
}

function take(state: PhoneState, input: Input): Step {
  const to = (change: Partial<PhoneState>, ...effects: Effect[]): Step => ({ state: { ...state, ...change }, effects });
  const { leg } = state;
  switch (input.is) {
    case 'tab':
      return to({ tab: input.mine ? 'mine' : 'other', ...(input.mine ? { trouble: micTrouble(state.mic) } : {}) });
    case 'mic': {
      const known = Object.values(MIC_TROUBLE);
      const trouble = micTrouble(input.mic);
      return to({
        mic: input.mic,
        trouble: trouble ?? (known.includes(state.trouble ?? 'no_invite') ? null : state.trouble),
      });
    }
    case 'hotline':
      if (input.up)
        return to({ hotline: true, trouble: state.trouble === 'hotline_off' ? micTrouble(state.mic) : state.trouble });
      return to({ hotline: false, trouble: state.line === 'off' ? 'hotline_off' : state.trouble });
    case 'line':
      if (input.line !== 'ready') return to({ line: input.line });
      return to({ line: 'ready', trouble: LINE_TROUBLE.some((one) => one === state.trouble) ? null : state.trouble });
    case 'line_failed':
      return to({ line: 'refused', trouble: input.trouble }, { do: 'renew' });
    case 'taken':
      return to({ tab: 'other', trouble: 'taken_elsewhere' });
    case 'invite':
      return invited(state, input);
    case 'confirmed':
      // What rings is confirmed by nobody: that came late, of the leg it has replaced.
      return leg && leg.at !== 'ringing' ? to({ leg: { ...leg, at: 'talking' }, trouble: null }) : to({});
    case 'media':
      return leg ? to({ leg: { ...leg, silent: !input.flows } }) : to({});
    case 'leg_over':
      return to(
        { leg: null, answering: null, ...(input.trouble ? { trouble: input.trouble } : {}) },
        ...(leg?.at === 'ringing' ? [{ do: 'ring', on: false } as const] : []),
      );
    case 'trouble':
      return to({ trouble: input.trouble });
    case 'calm':
      return to({ trouble: micTrouble(state.mic) });
    case 'expect':
      if (leg?.at === 'ringing' && leg.callId === input.callId) return pickUp(state, leg);
      return to({ expected: [...state.expected, input.callId].slice(-5) });
    case 'answer':
      if (leg?.at === 'ringing') return pickUp(state, leg);
      if (leg) return to({});
      return to({ answering: input.offerId ?? input.callId, trouble: null }, { do: 'await_invite' });
    case 'decline':
      return leg?.at === 'ringing' ? to({}, { do: 'decline' }) : to({ answering: null });
    case 'answer_late':
      return state.answering && !leg ? to({ answering: null, trouble: 'no_invite' }) : to({});
    case 'mute':
      return leg?.at === 'talking' ? to({ leg: { ...leg, muted: input.on } }, { do: 'mute', on: input.on }) : to({});
    case 'hang_up':
      return leg ? to({}, { do: 'hang_up' }) : to({ answering: null });
    case 'server':
      return to({ call: input.call });
  }
}

function invited(state: PhoneState, input: Extract<Input, { is: 'invite' }>): Step {
  const { leg, call } = state;
  const same = leg !== null && leg.callId !== null && leg.callId === input.callId;
  if (state.line === 'off' || (leg && !same)) return { state, effects: [{ do: 'refuse' }] };
  const fresh: Leg = { at: 'ringing', callId: input.callId, offerId: input.offerId, muted: false, silent: false };
  const started: Step = { state: { ...state, leg: fresh }, effects: same ? [{ do: 'replace' }] : [] };
  const rang = leg?.at === 'ringing';
  const mineAlready =
    call !== null && call.callId === input.callId && (call.at === 'talking' || call.at === 'dialling');
  const asked =
    input.auto ||
    (same && !rang) ||
    mineAlready ||
    state.expected.some((one) => one === input.callId) ||
    wasAnswered(state, input);
  if (!asked) return { ...started, effects: [...started.effects, { do: 'ring', on: true }] };
  const picked = pickUp(started.state, fresh, rang);
  return { state: picked.state, effects: [...started.effects, ...picked.effects] };
}

/** An INVITE without our header can only be the one offer that waits for an answer. */
const wasAnswered = (state: PhoneState, input: { callId: string | null; offerId: string | null }) =>
  state.answering !== null &&
  ((input.offerId === null && input.callId === null) || [input.offerId, input.callId].includes(state.answering));

function pickUp(state: PhoneState, leg: Leg, wasRinging = true): Step {
  return {
    state: {
      ...state,
      leg: { ...leg, at: 'establishing' },
      answering: null,
      trouble: null,
      expected: state.expected.filter((one) => one !== leg.callId),
    },
    effects: [...(wasRinging ? [{ do: 'ring', on: false } as const] : []), { do: 'answer' }],
  };
}

const micTrouble = (mic: Mic): Trouble | null => MIC_TROUBLE[mic] ?? null;

function openOrClose({ state, effects }: Step): Step {
  const may = state.tab === 'mine' && state.mic === 'granted';
  if (may && state.hotline && state.line === 'off')
    return { state: { ...state, line: 'connecting' }, effects: [...effects, { do: 'open' }] };
  // In the middle of a talk a withdrawn permission ends nothing; another window that takes over does.
  if (may || state.line === 'off' || (state.leg && state.tab === 'mine')) return { state, effects };
  const quiet: Effect[] = state.leg?.at === 'ringing' ? [{ do: 'ring', on: false }] : [];
  return {
    state: { ...state, line: 'off', leg: null, answering: null },
    effects: [...effects, ...quiet, { do: 'close' }],
  };
}

export type Phase =
  | 'off'
  | 'elsewhere'
  | 'trouble'
  | 'connecting'
  | 'ready'
  | 'ringing'
  | 'establishing'
  | 'dialling'
  | 'talking'
  | 'held'
  | 'consulting'
  | 'reconnecting'
  | 'wrap_up';

/** The one word for where the phone is; the call comes first, the line after it. Pure. */
export function phaseOf(state: PhoneState): Phase {
  const { leg, call } = state;
  if (leg?.at === 'talking') {
    if (leg.silent) return 'reconnecting';
    if (call?.consulting) return 'consulting';
    if (call?.at === 'dialling') return 'dialling';
    return call?.held ? 'held' : 'talking';
  }
  if (leg) return leg.at;
  if (state.answering) return 'establishing';
  if (call?.at === 'talking')
    return state.tab === 'other' ? (call.consulting ? 'consulting' : call.held ? 'held' : 'talking') : 'reconnecting';
  if (call?.at === 'dialling') return 'dialling';
  if (call?.at === 'wrap_up') return 'wrap_up';
  if (state.tab === 'other') return 'elsewhere';
  if (state.trouble === 'hotline_off') return 'off';
  if (state.trouble && state.line !== 'ready') return 'trouble';
  return { off: 'off', connecting: 'connecting', ready: 'ready', lost: 'connecting', refused: 'trouble' }[
    state.line
  ] as Phase;
}

/** The phone is busy with a call: nothing else may ring. */
export const isTalking = (state: PhoneState): boolean => state.leg !== null && state.leg.at !== 'ringing';
