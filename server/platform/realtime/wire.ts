import type { LiveEvent, LiveFrame } from '../../../contract/live.ts';
import type { Actor } from '../auth/actor.ts';
import { isoLocal } from '../clock.ts';
import type { LoggedEvent } from '../events/index.ts';

/** The frame of an event as text, the same for everybody who sees the whole of it: made once, not once per reader. */
const frames = new WeakMap<LoggedEvent, string>();

/** What goes over the wire for this reader, or null when the event is not for him. */
export function frameOf(event: LoggedEvent, reader: Actor): string | null {
  const known = frames.get(event);
  const wire = wireOf(event, reader);
  if (wire === null) return null;
  if (wire.lost) return JSON.stringify({ kind: 'event', event: wire } satisfies LiveFrame);
  const text = known ?? JSON.stringify({ kind: 'event', event: wire } satisfies LiveFrame);
  if (known === undefined) frames.set(event, text);
  return text;
}

/**
 * An event as this reader may see it: whole, as the bare news that the object is lost to him, or (null) not at all.
 * `except` wins over `to`: who is kept away learns nothing, or, if the object was on his screen, that it is gone.
 */
export function wireOf(event: LoggedEvent, reader: Actor): LiveEvent | null {
  const is = (names: readonly string[] | undefined) => names?.some((name) => reader.audiences.has(name)) ?? false;
  const { to, except, lost } = event.audience;
  const head = {
    seq: event.seq,
    type: event.type,
    at: isoLocal(event.at),
    caseCode: event.subjectType === 'case' ? event.subjectId : null,
  };
  if (is(to) && !is(except)) return { ...head, data: event.data };
  return is(lost) ? { ...head, data: {}, lost: true } : null;
}
