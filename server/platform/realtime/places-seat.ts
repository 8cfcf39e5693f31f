/** One window at its places, and whom it is shown there. */
import type { LiveFrame, LivePlace } from '../../../contract/live.ts';
import type { Actor } from '../auth/actor.ts';
import { randomToken } from '../ids.ts';
import type { Seen, Taken } from './places-table.ts';

/** One window, as far as places are concerned. */
export interface Window {
  actor(): Actor;
  tell(frame: LiveFrame): void;
  /** Asks the line for a sign of life; the answer comes as `alive`. */
  ping(): void;
}

/** What is known of it. */
export interface Seat {
  id: string;
  window: Window;
  /** What the window says it has open. */
  wanted: readonly LivePlace[];
  /** What of it this person may see: only there one sees him, and he others. */
  taken: Map<string, Taken>;
  told: Map<string, string>;
  answered: boolean;
  lineLost: boolean;
  /** One change after the other. */
  last: Promise<void>;
}

/** A place as one text. */
export const keyOf = ({ kind, id }: Pick<LivePlace, 'kind' | 'id'>) => `${kind}:${id}`;

/** A window that has just come and has said nothing yet. */
export function newSeat(window: Window): Seat {
  const rest = { wanted: [], taken: new Map(), told: new Map(), answered: true, lineLost: false };
  return { id: randomToken(9), window, ...rest, last: Promise.resolve() };
}

/** The others at a place, each person once; a second window of one's own is oneself. */
export function peopleFor(seat: Seat, seen: readonly Seen[]): Extract<LiveFrame, { kind: 'present' }>['people'] {
  const me = seat.window.actor().username;
  const people = new Map<string, Extract<LiveFrame, { kind: 'present' }>['people'][number]>();
  for (const one of seen) {
    if (one.seat === seat.id) continue;
    const known = people.get(one.username);
    people.set(one.username, {
      username: one.username,
      name: one.displayName,
      writing: known?.writing ?? one.writing,
      self: one.username === me,
    });
  }
  return [...people.values()];
}
