/** The values of the engine: a call as it stands, what may happen to it, and what follows. No clock, no database. */

import type { CallOutcome, CallState, LegKind } from '../../../contract/calls.ts';
import type { Said } from '../../platform/said.ts';
import type { MenuGraph } from '../menu/graph.ts';
import type { MenuFacts, MenuState } from '../menu/step.ts';

export type Place = 'alone' | 'queue' | 'talk' | 'hold' | 'park' | 'listen';

/** A telephone in a call that has not hung up. */
export interface LegNow {
  /** Asterisk's channel. */
  channel: string;
  kind: LegKind;
  userId: number | null;
  number: string | null;
  state: 'ringing' | 'up';
  place: Place;
  offerId: number | null;
}

/** What follows when a sound has been played to its end. */
export type Then = 'menu' | 'queue' | 'voicemail' | 'hangup' | 'transfer';

/** What the engine has to remember beside state and legs; stored with the call. */
export interface Memory {
  /** Sounds begun so far: their number is their name. */
  plays: number;
  playing: { n: number; then: Then } | null;
  /** The bridge of the talk exists. */
  bridge: boolean;
  recordings: number;
  /** `by`: paused by hand, or because the citizen is on hold. */
  recording: { name: string; paused: 'no' | 'hand' | 'hold' } | null;
  /** Legs that we dialled so far: their number is their name. */
  dials: number;
  /** Who is asked while the citizen is on hold. */
  consult: { channel: string; by: number; name: string } | null;
  /** To whom a blind transfer goes, by which channel. */
  transfer: { channel: string } | null;
  /** Whose telephone begins anew in the middle of the talk; the citizen waits for it with music. */
  resume: { userId: number } | null;
  /** How it ends when the last sound has been played or the last leg has gone. */
  ending: { outcome: CallOutcome; by: 'citizen' | 'agent' | 'system' } | null;
  /** What the queue asked for, to enqueue again. */
  wants: { queue: string | null; skills: readonly string[] } | null;
  /** Where a transfer out of the menu goes. */
  out: string | null;
  /** Announcements made while waiting. */
  announced: number;
  /** A supervisor beside the talk: his channel, whose channel he is beside, and how. */
  watch: { channel: string; by: number; mode: WatchMode; on: string; spies: number; spying: boolean } | null;
}

/** Hears both · is heard by the agent only · is heard by both · has the citizen. */
export type WatchMode = 'listen' | 'whisper' | 'barge' | 'take_over';

export const EMPTY: Memory = {
  plays: 0,
  playing: null,
  bridge: false,
  recordings: 0,
  recording: null,
  dials: 0,
  consult: null,
  transfer: null,
  resume: null,
  ending: null,
  wants: null,
  out: null,
  announced: 0,
  watch: null,
};

export interface CallNow {
  id: number;
  direction: 'inbound' | 'outbound';
  state: CallState;
  number: string | null;
  dialled: string | null;
  topic: string | null;
  agentId: number | null;
  menu: MenuState | null;
  memory: Memory;
  legs: readonly LegNow[];
  outcome: CallOutcome | null;
  endedBy: 'citizen' | 'agent' | 'system' | null;
  /** Milliseconds. */
  queuedAt: number | null;
  connectedAt: number | null;
  timerAt: number | null;
}

export type Graph = MenuGraph;
export type { MenuFacts };

/** Whom a leg rings: a soft-phone by its account, or a number by the trunk. */
export type DialTo = { phone: string } | { number: string };

/** What Asterisk is to do. Names are chosen by us, so doing it twice is harmless. */
export type Order =
  | { do: 'answer'; channel: string }
  | { do: 'play'; channel: string; id: string; sounds: readonly string[] }
  | { do: 'hush'; id: string }
  /** Into the holding bridge of the queue: music until somebody answers. */
  | { do: 'wait'; channel: string; queue: string }
  | {
      do: 'dial';
      channel: string;
      to: DialTo;
      kind: LegKind;
      seconds: number;
      /** Shown to who is called; ids only for our own people. */
      from: string | null;
      headers: Readonly<Record<string, string>>;
      /** Its codec is followed, so that nothing is transcoded. */
      like: string | null;
    }
  | { do: 'hangup'; channel: string; reason: 'normal' | 'busy' | 'no_answer' | 'answered_elsewhere' }
  | { do: 'bridge'; id: string }
  | { do: 'join'; bridge: string; channel: string }
  | { do: 'leave'; bridge: string; channel: string }
  | { do: 'music'; channel: string; on: boolean }
  | { do: 'record'; bridge: string; name: string }
  | { do: 'record_voice'; channel: string; name: string; seconds: number }
  | { do: 'pause' | 'resume' | 'stop'; name: string }
  | { do: 'end_bridge'; id: string }
  /** A channel of its own that carries what another hears and says; `whisper`: who speaks into it is heard there. */
  | { do: 'spy'; channel: string; id: string; whisper: boolean };

export type Command =
  | {
      name:
        | 'hold'
        | 'resume'
        | 'complete'
        | 'cancel'
        | 'conference'
        | 'park'
        | 'hangup'
        | 'record_pause'
        | 'record_resume';
    }
  | { name: 'blind'; target: Target }
  | { name: 'attended'; target: Exclude<Target, { kind: 'queue' }> }
  | { name: 'unpark'; phone: string }
  | { name: 'watch'; mode: WatchMode; phone: string };

/** Resolved by the shell: who it is, and where he can be rung. */
export type Target =
  | { kind: 'agent'; userId: number; name: string; phone: string }
  | { kind: 'queue'; code: string }
  | { kind: 'officer'; userId: number; name: string; to: DialTo }
  | { kind: 'number'; name: string; number: string };

export type Input =
  | { kind: 'arrived'; channel: string; admitted: boolean }
  | { kind: 'played'; id: string }
  | { kind: 'digit'; channel: string; digit: string }
  | { kind: 'due' }
  /** The routing engine asks an agent; `phone` null: he has none at present. */
  | {
      kind: 'offered';
      offerId: number;
      userId: number;
      phone: string | null;
      seconds: number;
      /** It rang before, at a telephone that is no more. */
      again?: boolean;
    }
  | { kind: 'offer_ended'; offerId: number; outcome: string }
  /** He owns the call in routing, whether he was asked or took it. */
  | { kind: 'given'; userId: number; phone: string | null }
  /** Routing has taken the call from him: he gave it back, or a supervisor did. */
  | { kind: 'released'; userId: number }
  /** The telephone of one of us is no more: its page was left or loads anew, or another one takes its place. */
  | { kind: 'phone_gone'; userId: number }
  /** It is there again. */
  | { kind: 'phone_there'; userId: number; phone: string | null }
  | { kind: 'queue_refused'; why: 'full' | 'closed' }
  | { kind: 'moved'; queue: string }
  /** `owned`: the agent of this leg still may have the call. */
  | { kind: 'leg_up'; channel: string; owned: boolean }
  /** The channel that carries a talk to a supervisor is there. */
  | { kind: 'spy_up'; channel: string }
  | { kind: 'leg_gone'; channel: string; cause: number | null; techCause: number | null }
  | { kind: 'recorded'; name: string; seconds: number }
  | { kind: 'refused'; order: Order; status: number }
  | { kind: 'dial_out'; userId: number; phone: string }
  | { kind: 'command'; userId: number; command: Command };

/** What is known outside the call at this moment. */
export interface Facts {
  now: number;
  graph: MenuGraph;
  menu: MenuFacts;
  settings: {
    announceSeconds: number;
    callbackOffered: boolean;
    voicemailMax: number;
    voicemailMin: number;
    record: boolean;
    parkSeconds: number;
    dialSeconds: number;
  };
  /** Place in the queue; null when it is not known. */
  place: { ahead: number; seconds: number | null } | null;
}

/** What the shell does in the same transaction. */
export type Effect =
  | { do: 'enqueue'; queue: string | null; skills: readonly string[]; topic: string }
  | { do: 'finish_item'; why: string }
  /** Back to the front of the queue. */
  | { do: 'requeue'; why: 'lost' | 'parked' | 'no_answer' | 'unanswered' }
  | { do: 'transfer_item'; agentId: number | null; queue: string | null }
  /** The work is his now, whatever it was before. */
  | { do: 'own_item'; userId: number }
  | { do: 'pass_offer'; offerId: number; userId: number }
  | { do: 'wrap_up'; userId: number }
  | { do: 'missed' }
  | { do: 'keep_callback' }
  | { do: 'voicemail'; name: string; seconds: number }
  | { do: 'recording'; name: string; what: 'talk' | 'voicemail' }
  | { do: 'recorded'; name: string; seconds: number | null };

/** How a leg ended. */
export interface LegEnd {
  channel: string;
  outcome: 'answered' | 'no_answer' | 'busy' | 'rejected' | 'cancelled' | 'failed' | 'lost';
  cause: number | null;
  techCause: number | null;
}

export interface Decision {
  call: CallNow;
  orders: readonly Order[];
  effects: readonly Effect[];
  ended: readonly LegEnd[];
  /** A command that cannot be done now, in words; nothing else is in the decision then. */
  refused: Said | null;
}
