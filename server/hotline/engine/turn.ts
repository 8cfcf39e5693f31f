import type { CallOutcome, LegKind } from '../../../contract/calls.ts';
import { endOf, isLost } from './causes.ts';
import type { CallNow, Decision, DialTo, Effect, Facts, LegEnd, LegNow, Memory, Order, Place, Then } from './types.ts';

/** Seconds. */
const LONGEST_SOUND = 120;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * One decision in the making: the call as it will be, and the moves that every rule is made of. Changes nothing outside
 * itself; `decision` hands out the result.
 */
export class Turn {
  readonly facts: Facts;
  readonly call: Omit<Mutable<CallNow>, 'legs' | 'memory'> & { legs: LegNow[]; memory: Memory };
  readonly orders: Order[] = [];
  readonly effects: Effect[] = [];
  readonly ended: LegEnd[] = [];

  constructor(call: CallNow, facts: Facts) {
    this.facts = facts;
    this.call = { ...call, legs: call.legs.map((leg) => ({ ...leg })), memory: { ...call.memory } };
  }

  decision(): Decision {
    const { call, orders, effects, ended } = this;
    return { call, orders, effects, ended, refused: null };
  }

  get memory(): Memory {
    return this.call.memory;
  }
  get bridge(): string {
    return `call-${this.call.id}`;
  }
  /** The other side of the talk: who called us, or whom we call. */
  get citizen(): LegNow | undefined {
    return this.call.legs.find((leg) => leg.kind === 'citizen');
  }
  leg(channel: string): LegNow | undefined {
    return this.call.legs.find((leg) => leg.channel === channel);
  }
  /** Everybody but the citizen who is being rung. */
  get ringing(): LegNow[] {
    return this.call.legs.filter((leg) => leg.kind !== 'citizen' && leg.state === 'ringing');
  }
  /** Our own people and those they asked in, who can be heard. */
  get others(): LegNow[] {
    return this.call.legs.filter((leg) => leg.kind !== 'citizen' && leg.kind !== 'supervisor' && leg.place === 'talk');
  }

  order(order: Order): void {
    this.orders.push(order);
  }
  effect(effect: Effect): void {
    this.effects.push(effect);
  }
  timer(seconds: number | null): void {
    this.call.timerAt = seconds === null ? null : this.facts.now + seconds * 1000;
  }

  /** Plays sounds to the citizen, in place of what is playing. */
  play(sounds: readonly string[], then: Then): void {
    const citizen = this.citizen;
    if (!citizen) return;
    this.hush();
    this.memory.plays += 1;
    this.memory.playing = { n: this.memory.plays, then };
    this.order({ do: 'play', channel: citizen.channel, id: this.playId(this.memory.plays), sounds });
    // A net: should nobody tell us that it is over, the call goes on all the same.
    if (this.call.timerAt === null) this.timer(LONGEST_SOUND);
  }
  playId(n: number): string {
    return `call-${this.call.id}-p${n}`;
  }
  hush(): void {
    if (!this.memory.playing) return;
    this.order({ do: 'hush', id: this.playId(this.memory.playing.n) });
    this.memory.playing = null;
  }

  /** Rings somebody. Returns the channel. */
  dial(leg: {
    kind: LegKind;
    to: DialTo;
    userId?: number | null;
    number?: string | null;
    offerId?: number | null;
    /** It is rung for the same offer once more. */
    again?: boolean;
    seconds?: number;
    from?: string | null;
    auto?: boolean;
  }): string {
    const { kind, to, userId = null, number = null, offerId = null, from = this.call.number } = leg;
    this.memory.dials += 1;
    const name = offerId === null || leg.again ? `d${this.memory.dials}` : String(offerId);
    const channel = `call-${this.call.id}-${kind}-${name}`;
    const headers: Record<string, string> = 'phone' in to ? { 'X-HC-Call-Id': String(this.call.id) } : {};
    if (offerId !== null) headers['X-HC-Offer-Id'] = String(offerId);
    if ('phone' in to && leg.auto) headers['X-HC-Auto-Answer'] = '1';
    const seconds = leg.seconds ?? this.facts.settings.dialSeconds;
    const like = kind === 'agent' ? (this.citizen?.channel ?? null) : null;
    this.order({ do: 'dial', channel, to, kind, seconds, from, headers, like });
    this.call.legs.push({ channel, kind, userId, number, state: 'ringing', place: 'alone', offerId });
    return channel;
  }

  /** Hangs a leg up; from here on it is no longer part of the call. */
  drop(leg: LegNow, reason: Extract<Order, { do: 'hangup' }>['reason'] = 'normal'): void {
    this.order({ do: 'hangup', channel: leg.channel, reason });
    this.forget(leg, { outcome: leg.state === 'up' ? 'answered' : 'cancelled', cause: null, techCause: null });
  }
  /** A leg has hung up by itself. */
  gone(leg: LegNow, cause: number | null, techCause: number | null): { lost: boolean } {
    const lost = leg.state === 'up' && isLost(cause);
    this.forget(leg, { outcome: lost ? 'lost' : endOf(leg.state, cause), cause, techCause });
    return { lost };
  }
  private forget(leg: LegNow, end: Omit<LegEnd, 'channel'>): void {
    this.call.legs.splice(this.call.legs.indexOf(leg), 1);
    this.ended.push({ channel: leg.channel, ...end });
    if (this.memory.consult?.channel === leg.channel) this.memory.consult = null;
    if (this.memory.transfer?.channel === leg.channel) this.memory.transfer = null;
  }

  place(leg: LegNow, place: Place): void {
    leg.place = place;
  }

  /** Into the talk, which begins and is recorded with the second one in it. */
  join(leg: LegNow): void {
    if (leg.place === 'talk') return;
    if (!this.memory.bridge) {
      this.order({ do: 'bridge', id: this.bridge });
      this.memory.bridge = true;
    }
    if (leg.place === 'hold' || leg.place === 'park') this.order({ do: 'music', channel: leg.channel, on: false });
    this.order({ do: 'join', bridge: this.bridge, channel: leg.channel });
    leg.place = 'talk';
  }
  /** Out of the talk, to music. */
  away(leg: LegNow, place: 'hold' | 'park'): void {
    if (leg.place === 'talk') this.order({ do: 'leave', bridge: this.bridge, channel: leg.channel });
    this.order({ do: 'music', channel: leg.channel, on: true });
    leg.place = place;
  }

  /** Citizen and somebody of us hear each other. */
  talk(): void {
    this.call.state = 'talking';
    this.call.connectedAt ??= this.facts.now;
    this.timer(null);
    const { recording } = this.memory;
    if (recording === null && this.facts.settings.record) {
      this.memory.recordings += 1;
      const name = `${this.bridge}-${this.memory.recordings}`;
      this.memory.recording = { name, paused: 'no' };
      this.order({ do: 'record', bridge: this.bridge, name });
      this.effect({ do: 'recording', name, what: 'talk' });
    } else if (recording?.paused === 'hold') {
      this.memory.recording = { ...recording, paused: 'no' };
      this.order({ do: 'resume', name: recording.name });
    }
  }
  /** The citizen is out of the talk for a while: what is said meanwhile is not recorded. */
  pauseForHold(): void {
    const { recording } = this.memory;
    if (recording?.paused !== 'no') return;
    this.memory.recording = { ...recording, paused: 'hold' };
    this.order({ do: 'pause', name: recording.name });
  }

  /** The talk is over, though the citizen may stay: recording and bridge end. */
  endTalk(): void {
    if (this.memory.recording) this.order({ do: 'stop', name: this.memory.recording.name });
    // With a recording in it the bridge is taken down when the recording is whole (`recorded`).
    else if (this.memory.bridge) this.order({ do: 'end_bridge', id: this.bridge });
    if (!this.memory.recording) this.memory.bridge = false;
    this.memory.recording = null;
    this.memory.consult = null;
  }

  /** Agents who have talked go on to finishing what is to be written. */
  wrapUp(legs: readonly LegNow[]): void {
    for (const leg of legs)
      if (leg.kind === 'agent' && leg.userId !== null && leg.state === 'up')
        this.effect({ do: 'wrap_up', userId: leg.userId });
  }

  /** The end of everything: every leg is hung up. */
  end(outcome: CallOutcome, by: 'citizen' | 'agent' | 'system'): void {
    if (this.call.state === 'ended') return;
    this.wrapUp(this.others);
    this.memory.playing = null;
    for (const leg of [...this.call.legs])
      this.drop(leg, leg.state === 'ringing' && by === 'citizen' ? 'answered_elsewhere' : 'normal');
    this.endTalk();
    this.memory.transfer = null;
    this.memory.resume = null;
    this.timer(null);
    this.call.state = 'ended';
    this.call.outcome = outcome;
    this.call.endedBy = by;
    this.effect({ do: 'finish_item', why: outcome });
    if ((outcome === 'abandoned' || outcome === 'rejected') && this.call.direction === 'inbound')
      this.effect({ do: 'missed' });
  }
}
