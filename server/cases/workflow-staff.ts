/** What staff may do with a case: the table itself. */
import type { Facts, Rule, Stance } from './workflow-terms.ts';
import { OPEN, resume, stay, to } from './workflow-terms.ts';

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

/** By the name of the action. */
export const staffRules = {
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
