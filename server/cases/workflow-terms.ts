/** The words in which the workflow speaks: who stands how to a case, what it must know of it, what a rule is. Pure. */
import type { Status } from '../../contract/cases.ts';

/** In which capacity somebody acts on one particular case. */
export const STANCES = [
  'agent',
  'supervisor',
  'lead_officer',
  'co_officer',
  'unit_leader',
  'province_leader',
  /** Gave the order under which the case stands, or holds that leader's place. */
  'ordering_leader',
  'publisher',
  'citizen',
  'system',
] as const;
export type Stance = (typeof STANCES)[number];

/** What the workflow needs to know of a case, and nothing else. */
export interface Facts {
  status: Status;
  level: number;
  returnCount: number;
  /** The lead unit acts by order of a leader at level 3 or 4. */
  byDirective: boolean;
  resumeStatus: Status | null;
  resumeLevel: number | null;
  resolvedLevel: number | null;
  reopenable: boolean;
  extensionOpen: boolean;
  /** A co-ordinating unit has been asked and has not answered. */
  opinionOpen: boolean;
  /** The actor wrote the draft that waits for a signature. */
  actorIsDrafter: boolean;
  /** Somebody holds (or deputises for) the unit leader's post of the lead unit. */
  leaderPostFilled: boolean;
  /** A `direct` that names the unit which already leads keeps the case there. */
  directsToLeadUnit: boolean;
  rated: boolean;
  /** The open request for more time goes further than the leader of a unit may grant. */
  extensionBeyond: boolean;
  /** An order of a leader is neither reported on nor fulfilled. */
  directiveOpen: boolean;
  /** A unit has reported on an order; who gave it has neither accepted the report nor sent it back. */
  reportWaits: boolean;
  /** That order was given at level 4. */
  orderOfProvince: boolean;
  /** Nobody holds (or deputises for) the post whose turn it is. Asked for supervisors only. */
  unattended: boolean;
  /** It was merged into another case and is answered with that one. */
  hasParent: boolean;
  /** Other cases were merged into this one. */
  hasChildren: boolean;
  /** The substance is finished: for a merged case, the parent's answer has been given to its citizen. */
  answered: boolean;
  /** The citizen can be reached by phone only. */
  mustCall: boolean;
  /** The citizen wished it and the case is not sealed. */
  publishable: boolean;
  published: boolean;
}

export type Move = { status: Status; level: number };

/** Why an action that stands in the table cannot be taken just now. */
export type Refusal =
  | 'own_draft'
  | 'highest_level'
  | 'extension_open'
  | 'no_extension'
  | 'no_opinion_asked'
  | 'window_over'
  | 'already_rated'
  | 'beyond_right'
  | 'no_directive'
  | 'no_report'
  | 'has_children'
  | 'answered_with_parent'
  | 'not_answered'
  | 'not_publishable'
  | 'not_published';

export interface Rule {
  from: readonly Status[];
  /** Statuses it may lead to; `next` chooses among them. */
  to: readonly Status[];
  who: readonly Stance[];
  next(facts: Facts): Move;
  /** Stances that need more than the table says: per status. */
  only?: (facts: Facts, stance: Stance) => boolean;
  refuse?: (facts: Facts, stance: Stance) => Refusal | null;
}

/** Statuses in which something is still owed to the citizen. */
export const OPEN: readonly Status[] = [
  'received',
  'forwarded',
  'processing',
  'awaiting_citizen',
  'awaiting_approval',
  'escalated',
  'approved',
];

/** Where it is it stays. */
export const stay = (f: Facts): Move => ({ status: f.status, level: f.level });
/** To a status, on the same level unless told otherwise. */
export const to =
  (status: Status, level: (f: Facts) => number = (f) => f.level) =>
  (f: Facts): Move => ({ status, level: level(f) });
/** Back to where it stood before it waited for the citizen. */
export function resume(f: Facts): Move {
  return { status: f.resumeStatus ?? 'received', level: f.resumeLevel ?? f.level };
}
