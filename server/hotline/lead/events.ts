/** Asterisk's events → inputs of calls. */
import type { AriEvent } from '../asterisk/ari-types.ts';
import type { Input } from '../engine/types.ts';

/** What an event means for us; null: nothing. */
export type Heard =
  | { kind: 'arrival'; channel: string; number: string | null; dialled: string | null }
  | { kind: 'stray'; channel: string }
  | { kind: 'input'; channel: string | null; callId: number | null; input: Input }
  /** The channel has left our hands; why is said right afterwards, as a rule. */
  | { kind: 'left'; channel: string }
  | { kind: 'phone'; sipUser: string; there: boolean };

/** Names of ours carry the call: `call-17-agent-4`, `call-17-p3`, `call-17-1`. */
export function callIdOf(name: string): number | null {
  const found = /^call-(\d+)(?:-|$)/.exec(name)?.[1];
  return found === undefined ? null : Number(found);
}

export function hear(event: AriEvent): Heard | null {
  switch (event.type) {
    case 'StasisStart': {
      const { channel, args } = event;
      if (args[0] === 'inbound')
        return {
          kind: 'arrival',
          channel: channel.id,
          number: channel.caller.number || null,
          dialled: args[1] ?? null,
        };
      const callId = callIdOf(channel.id);
      if (args[0] === 'spy' && callId !== null)
        return { kind: 'input', channel: channel.id, callId, input: { kind: 'spy_up', channel: channel.id } };
      if (args[0] !== 'leg' || callId === null) return { kind: 'stray', channel: channel.id };
      return {
        kind: 'input',
        channel: channel.id,
        callId,
        input: { kind: 'leg_up', channel: channel.id, owned: true },
      };
    }
    case 'StasisEnd':
      return { kind: 'left', channel: event.channel.id };
    case 'ChannelDestroyed': {
      const { channel, cause, tech_cause: tech } = event;
      const input: Input = { kind: 'leg_gone', channel: channel.id, cause, techCause: tech ?? null };
      return { kind: 'input', channel: channel.id, callId: callIdOf(channel.id), input };
    }
    case 'ChannelDtmfReceived': {
      const { id } = event.channel;
      return {
        kind: 'input',
        channel: id,
        callId: callIdOf(id),
        input: { kind: 'digit', channel: id, digit: event.digit },
      };
    }
    case 'PlaybackFinished': {
      const { id } = event.playback;
      const callId = callIdOf(id);
      return callId === null ? null : { kind: 'input', channel: null, callId, input: { kind: 'played', id } };
    }
    case 'RecordingFinished':
    case 'RecordingFailed': {
      const { name, duration = 0 } = event.recording;
      const callId = callIdOf(name);
      const seconds = event.type === 'RecordingFailed' ? 0 : duration;
      return callId === null
        ? null
        : { kind: 'input', channel: null, callId, input: { kind: 'recorded', name, seconds } };
    }
    case 'ContactStatusChange': {
      const there = !['Removed', 'Unreachable', 'offline'].includes(event.contact_info.contact_status);
      return { kind: 'phone', sipUser: event.contact_info.aor, there };
    }
    default:
      return null;
  }
}
