import type { LiveEvent } from '../../../contract/live.ts';
import type { Actor } from '../auth/actor.ts';
import { isoLocal } from '../clock.ts';
import type { LoggedEvent } from '../events/index.ts';

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
