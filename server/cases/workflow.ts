/**
 * The four levels as data: which action leads from where to where, and who may take it. Pure; no clock, no database.
 * Everything that moves a case (desk, API, bulk, job, channel) passes through this one table; docs/workflow.md is
 * drawn from it and the model check walks it.
 */
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

const OPEN: readonly Status[] = [
  'received',
  'forwarded',
  'processing',
  'awaiting_citizen',
  'awaiting_approval',
  'escalated',
  'approved',
];

const stay = (f: Facts): Move => ({ status: f.status, level: f.level });
const to =
  (status: Status, level: (f: Facts) => number = (f) => f.level) =>
  (f: Facts): Move => ({ status, level: level(f) });
/** A leader at `level` acts only on what is escalated to that level. */
const leaderOfLevel = (f: Facts, s: Stance) =>
  (s === 'unit_leader' && f.level === 3) || (s === 'province_leader' && f.level === 4);

/** The unit's leader signs; where his post is vacant, the next level does. */
const leaderOrVacant = (f: Facts, s: Stance) => s === 'unit_leader' || !f.leaderPostFilled;
/** The unit's leader decides about more time; beyond his right, or where his post is vacant, the centre or the province. */
const decidesExtension = (f: Facts, s: Stance) => s === 'unit_leader' || f.extensionBeyond || !f.leaderPostFilled;

/** Who gave an order ends it; one of level 4 any leader of the province. */
const endsOrder = (f: Facts, s: Stance) => s === 'ordering_leader' || f.orderOfProvince;

/** One level up, never past 4; a vacant level-3 post goes on to level 4, never silently nowhere. */
function nextLevel(f: Facts): number {
  const up = f.level + 1;
  return Math.min(4, up === 3 && !f.leaderPostFilled ? 4 : up);
}

const internalRules = {
  citizen_replied: {
    from: ['awaiting_citizen'],
    to: ['received', 'processing'],
    who: ['agent', 'supervisor', 'system', 'citizen'],
    next: resume,
  },
  /** The citizen did not answer within the limit: the clock must not stand still for ever. */
  resume: { from: ['awaiting_citizen'], to: ['received', 'processing'], who: ['system'], next: resume },
  /** The parent has ended: its answer goes to the citizen of the merged case too, by a call where nothing else reaches him. */
  follow_parent: {
    from: ['merged'],
    to: ['merged', 'approved'],
    who: ['system'],
    next: (f) => ({ status: f.mustCall ? 'approved' : 'merged', level: f.level }),
    refuse: (f) => (f.answered ? 'answered_with_parent' : null),
  },
  rate: {
    from: ['closed', 'merged'],
    to: ['closed', 'merged'],
    who: ['citizen', 'system'],
    next: stay,
    refuse: (f) => (f.rated ? 'already_rated' : f.status === 'merged' && !f.answered ? 'not_answered' : null),
  },
  attach: {
    from: OPEN,
    to: OPEN,
    who: ['agent', 'supervisor', 'lead_officer', 'co_officer', 'unit_leader', 'province_leader', 'citizen', 'system'],
    next: stay,
  },
} satisfies Record<string, Rule>;

function resume(f: Facts): Move {
  return { status: f.resumeStatus ?? 'received', level: f.resumeLevel ?? f.level };
}

const staffRules = {
  answer: { from: ['received'], to: ['closed'], who: ['agent', 'supervisor'], next: to('closed') },
  decline: { from: ['received'], to: ['declined'], who: ['agent', 'supervisor'], next: to('declined') },
  merge: {
    from: ['received', 'forwarded', 'processing'],
    to: ['merged'],
    who: ['agent', 'supervisor'],
    next: to('merged'),
    refuse: (f) => (f.hasChildren ? 'has_children' : null),
  },
  unmerge: {
    from: ['merged'],
    to: ['received', 'forwarded', 'processing'],
    who: ['agent', 'supervisor'],
    next: resume,
    refuse: (f) => (f.answered ? 'answered_with_parent' : null),
  },
  forward: {
    from: ['received'],
    to: ['forwarded'],
    who: ['agent', 'supervisor'],
    next: to('forwarded', (f) => Math.max(2, f.level)),
  },
  recall: {
    from: ['forwarded', 'processing', 'awaiting_approval', 'escalated'],
    to: ['received'],
    who: ['agent', 'supervisor'],
    // What the unit has accepted stays with it, unless there is nobody any more who could act.
    only: (f, s) => f.status === 'forwarded' || (s === 'supervisor' && f.unattended),
    next: to('received', () => 1),
  },
  accept: { from: ['forwarded'], to: ['processing'], who: ['lead_officer'], next: to('processing') },
  assign: {
    from: ['forwarded', 'processing', 'awaiting_citizen', 'awaiting_approval'],
    to: ['forwarded', 'processing', 'awaiting_citizen', 'awaiting_approval'],
    who: ['lead_officer', 'unit_leader', 'supervisor', 'system'],
    // A supervisor gives it to another officer of the same unit, with a reason. The system hands on, wherever it stands, what somebody left behind.
    only: (f, s) => s === 'system' || f.status === 'forwarded' || f.status === 'processing',
    next: stay,
  },
  return: {
    from: ['forwarded', 'processing'],
    to: ['received', 'escalated'],
    who: ['lead_officer'],
    next: (f) => {
      // The second return is a dispute, and an order is not returned to the switchboard: a leader decides.
      const disputed = f.returnCount >= 1 || f.byDirective;
      if (!disputed) return { status: 'received', level: 1 };
      return { status: 'escalated', level: Math.max(f.level, f.leaderPostFilled ? 3 : 4) };
    },
  },
  consult: { from: ['processing'], to: ['processing'], who: ['lead_officer'], next: stay },
  give_opinion: {
    from: ['forwarded', 'processing', 'awaiting_citizen', 'awaiting_approval'],
    to: ['forwarded', 'processing', 'awaiting_citizen', 'awaiting_approval'],
    who: ['co_officer'],
    next: stay,
    refuse: (f) => (f.opinionOpen ? null : 'no_opinion_asked'),
  },
  request_info: {
    from: ['received', 'processing'],
    to: ['awaiting_citizen'],
    who: ['agent', 'supervisor', 'lead_officer'],
    only: (f, s) => (f.status === 'received' ? s !== 'lead_officer' : s === 'lead_officer'),
    next: to('awaiting_citizen'),
  },
  submit: { from: ['processing'], to: ['awaiting_approval'], who: ['lead_officer'], next: to('awaiting_approval') },
  withdraw_draft: { from: ['awaiting_approval'], to: ['processing'], who: ['lead_officer'], next: to('processing') },
  reject_draft: {
    from: ['awaiting_approval'],
    to: ['processing'],
    who: ['unit_leader', 'province_leader'],
    only: leaderOrVacant,
    next: to('processing'),
  },
  approve: {
    from: ['awaiting_approval'],
    to: ['approved'],
    who: ['unit_leader', 'province_leader'],
    only: leaderOrVacant,
    next: to('approved'),
    refuse: (f) => (f.actorIsDrafter ? 'own_draft' : null),
  },
  request_extension: {
    from: ['processing'],
    to: ['processing'],
    who: ['lead_officer'],
    next: stay,
    refuse: (f) => (f.extensionOpen ? 'extension_open' : null),
  },
  grant: {
    from: ['processing'],
    to: ['processing'],
    who: ['unit_leader', 'supervisor', 'province_leader'],
    only: decidesExtension,
    next: stay,
    refuse: (f, s) =>
      !f.extensionOpen ? 'no_extension' : s === 'unit_leader' && f.extensionBeyond ? 'beyond_right' : null,
  },
  refuse: {
    from: ['processing'],
    to: ['processing'],
    who: ['unit_leader', 'supervisor', 'province_leader'],
    only: decidesExtension,
    next: stay,
    refuse: (f) => (f.extensionOpen ? null : 'no_extension'),
  },
  escalate: {
    from: ['forwarded', 'processing', 'escalated'],
    to: ['escalated'],
    who: ['lead_officer', 'unit_leader', 'supervisor', 'system'],
    // An officer takes it to his leader, a leader to the province; what already waits for a leader is his to pass on.
    // What nobody attends to the supervisor takes up.
    only: (f, s) =>
      s === 'system' ||
      (s === 'supervisor' && f.unattended) ||
      (f.status === 'escalated' ? s === 'unit_leader' && f.level === 3 : s === 'lead_officer'),
    next: to('escalated', nextLevel),
    refuse: (f) => (f.status === 'escalated' && f.level >= 4 ? 'highest_level' : null),
  },
  direct: {
    from: ['escalated'],
    to: ['forwarded', 'processing'],
    who: ['unit_leader', 'province_leader'],
    only: leaderOfLevel,
    next: (f) => ({ status: f.directsToLeadUnit ? 'processing' : 'forwarded', level: f.level }),
  },
  answer_at_level: {
    from: ['escalated'],
    to: ['approved'],
    who: ['unit_leader', 'province_leader'],
    only: leaderOfLevel,
    next: to('approved'),
  },
  report_directive: {
    from: ['processing', 'awaiting_citizen', 'awaiting_approval'],
    to: ['processing', 'awaiting_citizen', 'awaiting_approval'],
    who: ['lead_officer', 'unit_leader'],
    next: stay,
    refuse: (f) => (f.directiveOpen ? null : 'no_directive'),
  },
  accept_report: {
    from: ['processing', 'awaiting_citizen', 'awaiting_approval', 'escalated'],
    to: ['processing', 'awaiting_citizen', 'awaiting_approval', 'escalated'],
    who: ['ordering_leader', 'province_leader'],
    only: endsOrder,
    next: stay,
    refuse: (f) => (f.reportWaits ? null : 'no_report'),
  },
  /** The report does not satisfy: the order stands again. What is escalated gets a new order instead. */
  send_back_report: {
    from: ['processing', 'awaiting_citizen', 'awaiting_approval'],
    to: ['processing', 'awaiting_citizen', 'awaiting_approval'],
    who: ['ordering_leader', 'province_leader'],
    only: endsOrder,
    next: stay,
    refuse: (f) => (f.reportWaits ? null : 'no_report'),
  },
  deliver: {
    from: ['approved'],
    to: ['closed', 'merged'],
    who: ['agent', 'supervisor', 'system'],
    next: (f) => ({ status: f.hasParent ? 'merged' : 'closed', level: f.level }),
  },
  reopen: {
    from: ['closed', 'merged'],
    to: ['received'],
    who: ['citizen', 'supervisor'],
    next: to('received', (f) => f.resolvedLevel ?? f.level),
    refuse: (f) => (f.reopenable ? null : 'window_over'),
  },
  publish: {
    from: ['closed'],
    to: ['closed'],
    who: ['publisher'],
    next: stay,
    refuse: (f) => (f.publishable ? null : 'not_publishable'),
  },
  unpublish: {
    from: ['closed'],
    to: ['closed'],
    who: ['publisher', 'supervisor'],
    next: stay,
    refuse: (f) => (f.published ? null : 'not_published'),
  },
  note: {
    from: OPEN,
    to: OPEN,
    who: ['agent', 'supervisor', 'lead_officer', 'co_officer', 'unit_leader', 'province_leader'],
    next: stay,
  },
  relabel: {
    from: OPEN,
    to: OPEN,
    who: ['agent', 'supervisor', 'lead_officer'],
    next: stay,
    only: (f, s) => s !== 'lead_officer' || f.status === 'processing',
  },
} satisfies Record<string, Rule>;

export const RULES = { ...staffRules, ...internalRules };
export type TransitionName = keyof typeof RULES;

export type Verdict =
  | { ok: true; move: Move; stance: Stance }
  | { ok: false; why: 'no_right' }
  | { ok: false; why: 'not_now'; refusal: Refusal | 'status' };

/**
 * Whether somebody standing as `stances` to the case may take `action` now, and where it leads.
 * `no_right` comes before `not_now`, so that nobody learns the state of what he may not touch.
 */
export function judge(action: TransitionName, facts: Facts, stances: readonly Stance[]): Verdict {
  const rule: Rule = RULES[action];
  const mine = stances.filter((s) => rule.who.includes(s));
  if (mine.length === 0) return { ok: false, why: 'no_right' };
  if (!rule.from.includes(facts.status)) return { ok: false, why: 'not_now', refusal: 'status' };
  const able = mine.filter((s) => !rule.only || rule.only(facts, s));
  const [first] = able;
  if (!first) return { ok: false, why: 'no_right' };
  // Who stands in several capacities acts in the one that is not refused.
  const stance = able.find((s) => !rule.refuse?.(facts, s));
  if (stance) return { ok: true, move: rule.next(facts), stance };
  return { ok: false, why: 'not_now', refusal: rule.refuse?.(facts, first) ?? 'status' };
}

/** Statuses in which nothing more is owed to the citizen. */
export const ENDED: readonly Status[] = ['closed', 'declined', 'merged'];

/** Does the substance clock run, stand still for the citizen, or is it over? */
export function clockOf(status: Status, finished: boolean): 'running' | 'paused' | 'stopped' {
  if (ENDED.includes(status) || finished) return 'stopped';
  return status === 'awaiting_citizen' ? 'paused' : 'running';
}
