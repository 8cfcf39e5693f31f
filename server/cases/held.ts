/**
 * Who had the case for how long: the stretches of `case_steps`, added up per holder in working time. Pure. Each stretch
 * belongs to exactly one holder, so the sum over all of them is the whole time; what the citizen let us wait is his own.
 */
import type { Status } from '../../contract/cases.ts';

export interface Stretch {
  status: Status;
  level: number;
  unitId: number | null;
  from: Date;
  /** Null while it lasts. */
  to: Date | null;
}

export type Holder = 'centre' | 'unit' | 'province' | 'citizen';

export interface Held {
  holder: Holder;
  unitId: number | null;
  minutes: number;
  now: boolean;
}

/** Working minutes of a unit's calendar (null: the default) between two instants. */
export type Count = (unitId: number | null, from: Date, to: Date) => number;

/** Who has a case in this stretch. At level 4 it is the province's leader who decides, whichever unit leads. */
export function holderOf(s: Pick<Stretch, 'status' | 'level' | 'unitId'>): { holder: Holder; unitId: number | null } {
  if (s.status === 'awaiting_citizen') return { holder: 'citizen', unitId: null };
  if (s.status === 'escalated' && s.level >= 4) return { holder: 'province', unitId: null };
  if (s.status === 'received' || s.status === 'approved' || s.unitId === null)
    return { holder: 'centre', unitId: null };
  return { holder: 'unit', unitId: s.unitId };
}

/** Time held per holder, in the order in which each first had it. */
export function heldBy(stretches: readonly Stretch[], now: Date, count: Count): Held[] {
  const all = new Map<string, Held>();
  for (const s of stretches) {
    const { holder, unitId } = holderOf(s);
    const key = `${holder} ${unitId}`;
    const held = all.get(key) ?? { holder, unitId, minutes: 0, now: false };
    held.minutes += count(unitId ?? s.unitId, s.from, s.to ?? now);
    held.now ||= s.to === null;
    all.set(key, held);
  }
  return [...all.values()];
}

export interface Link {
  role: 'lead' | 'co';
  unitId: number;
  from: Date;
  to: Date | null;
}

/** Time held within one assignment: for the lead unit what falls on its stretches, for others from asking to answering. */
export function heldWithin(link: Link, stretches: readonly Stretch[], now: Date, count: Count): number {
  const end = link.to ?? now;
  if (link.role === 'co') return count(link.unitId, link.from, end);
  let minutes = 0;
  for (const s of stretches) {
    const { holder, unitId } = holderOf(s);
    if (holder !== 'unit' || unitId !== link.unitId) continue;
    const from = s.from > link.from ? s.from : link.from;
    const to = (s.to ?? now) < end ? (s.to ?? now) : end;
    if (to > from) minutes += count(unitId, from, to);
  }
  return minutes;
}
