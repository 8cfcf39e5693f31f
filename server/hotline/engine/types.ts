/** The values of the engine: a call as it stands, what may happen to it, and what follows. No clock, no database. */
import type { CallOutcome, CallState, LegKind } from '../../../contract/calls.ts';
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
  /** How it ends when the last sound has been played or the last leg has gone. */
  ending: { outcome: CallOutcome; by: 'citizen' | 'agent' | 'system' } | null;
  /** What the queue asked for, to enqueue again. */
  wants: { queue: string | null; skills: readonly string[] } | null;
  /** Where a transfer out of the menu goes. */
  out: string | null;
  /** Announcements made while waiting. */
  announced: number;
}

export const EMPTY: Memory = {
  plays: 0,
  playing: null,
  bridge: false,
  recordings: 0,
  recording: null,
  dials: 0,
  consult: null,
  transfer: null,
  ending: null,
  wants: null,
  out: null,
  announced: 0,
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
