/** Who is told what: the whole of it, as data. Drawn as docs/notices.md; read by react.ts. */
import type { NoticeKind } from '../../contract/notices.ts';
import type { Role } from '../../contract/session.ts';

/** Groups of people around a case, with the roles in which one can belong to them. */
export const GROUPS = {
  assignee: { words: 'the assignee', roles: ['officer'] },
  handler: {
    words: 'the assignee; before there is one the officers of the lead unit; without a unit the agent in charge',
    roles: ['officer', 'agent', 'supervisor'],
  },
  agent: {
    words:
      'the agent in charge (who forwarded it last, else who registered it; when neither is an agent now: all agents)',
    roles: ['agent', 'supervisor'],
  },
  caller: { words: 'the agent in charge, when the citizen can only be called', roles: ['agent', 'supervisor'] },
  unit_officers: {
    words: 'the officers of the unit that is named (its leaders when it has none)',
    roles: ['officer', 'unit_leader'],
  },
  unit_leaders: {
    words: 'the leaders of the unit that is named, and the deputies of absent ones',
    roles: ['unit_leader'],
  },
  co_officers: { words: 'the officers of the co-ordinating units', roles: ['officer', 'unit_leader'] },
  lead_leaders: { words: 'the leaders of the lead unit, and the deputies of absent ones', roles: ['unit_leader'] },
  province: { words: 'the leaders of the province, and the deputies of absent ones', roles: ['province_leader'] },
  supervisors: { words: 'the supervisors', roles: ['supervisor'] },
  agents: { words: 'all agents', roles: ['agent'] },
  drafter: { words: 'who wrote the draft', roles: ['officer', 'unit_leader'] },
  requester: { words: 'who asked for the extension', roles: ['officer', 'unit_leader'] },
  directors: { words: 'who gave a directive on the case', roles: ['unit_leader', 'province_leader'] },
  lost_units: {
    words: 'of the units that lost the case by this very event: who had it, before there was one the officers',
    roles: ['officer', 'unit_leader'],
  },
  had_units: {
    words: 'of the units whose work ended by this very event: who had it, before there was one the officers',
    roles: ['officer', 'unit_leader'],
  },
  author: { words: 'who wrote the message', roles: ['agent', 'supervisor', 'officer'] },
} as const satisfies Record<string, { words: string; roles: readonly Role[] }>;
export type Group = keyof typeof GROUPS;

type Data = Record<string, unknown>;

/** A condition on the event, with its words for the documentation. */
interface When {
  words: string;
  holds(data: Data): boolean;
}

export interface Rule {
  kind: NoticeKind;
  to: readonly Group[];
  when?: When;
  /** They may see the case no more and are told nothing but its code, which they knew. */
  codeOnly?: true;
  /** Told when nobody of `to` is there: nothing goes silently nowhere. */
  orElse?: Group;
}

const when = (words: string, holds: (data: Data) => boolean): When => ({ words, holds });
const level3 = when('to level 3', (d) => d.level === 3);
const level4 = when('to level 4', (d) => d.level === 4);
const inStatus = (...statuses: string[]) =>
  when(`in ${statuses.join(', ')}`, (d) => statuses.includes(String(d.status)));

/** Event type → rules in order. A person gets one notice per event: the first that names him. Never the one who did it. */
export const NOTICE_RULES: Record<string, readonly Rule[]> = {
  'case.registered': [
    { kind: 'emergency', to: ['supervisors'], when: when('urgency emergency', (d) => d.urgency === 'emergency') },
  ],
  'case.forwarded': [
    { kind: 'forwarded', to: ['unit_officers'], orElse: 'supervisors' },
    { kind: 'co_forwarded', to: ['co_officers'] },
  ],
  'case.accepted': [
    { kind: 'assigned', to: ['assignee'] },
    { kind: 'accepted', to: ['agent'] },
  ],
  'case.assigned': [{ kind: 'assigned', to: ['assignee'] }],
  'case.returned': [
    { kind: 'returned', to: ['agent', 'supervisors'], when: when('back to the centre', (d) => d.dispute !== true) },
    {
      kind: 'dispute',
      to: ['lead_leaders', 'supervisors'],
      when: when('a dispute at level 3', (d) => d.dispute === true && d.level === 3),
    },
    {
      kind: 'dispute',
      to: ['province', 'supervisors'],
      when: when('a dispute at level 4', (d) => d.dispute === true && d.level === 4),
    },
    { kind: 'recalled', to: ['lost_units'], codeOnly: true, when: when('co-ordinating units', (d) => !d.dispute) },
  ],
  'case.recalled': [{ kind: 'recalled', to: ['lost_units'], codeOnly: true }],
  'case.merged': [{ kind: 'merged', to: ['had_units'] }],
  'case.unmerged': [{ kind: 'unmerged', to: ['handler'] }],
  'case.consulted': [{ kind: 'consulted', to: ['unit_officers'], orElse: 'supervisors' }],
  'case.opinion_given': [{ kind: 'opinion', to: ['handler'] }],
  'case.opinion_silent': [{ kind: 'silent', to: ['handler'] }],
  'case.citizen_replied': [{ kind: 'citizen_replied', to: ['handler'] }],
  'case.resumed': [{ kind: 'resumed', to: ['handler'] }],
  'case.message_received': [{ kind: 'message', to: ['handler'] }],
  'message.state_changed': [
    {
      kind: 'bounced',
      to: ['author', 'agent'],
      when: when('failed or bounced', (d) => d.state === 'failed' || d.state === 'bounced'),
    },
  ],
  'case.submitted': [{ kind: 'submitted', to: ['lead_leaders'], orElse: 'supervisors' }],
  'case.draft_withdrawn': [{ kind: 'draft_withdrawn', to: ['lead_leaders'] }],
  'case.draft_rejected': [{ kind: 'draft_rejected', to: ['drafter'] }],
  'case.approved': [{ kind: 'approved', to: ['drafter', 'assignee', 'caller'] }],
  'case.extension_requested': [
    {
      kind: 'extension_asked',
      to: ['lead_leaders'],
      when: when('within the right of the unit', (d) => d.beyond !== true),
      orElse: 'supervisors',
    },
    {
      kind: 'extension_asked',
      to: ['supervisors', 'province'],
      when: when('beyond it', (d) => d.beyond === true),
    },
  ],
  'case.extension_granted': [{ kind: 'extension_granted', to: ['requester', 'assignee'] }],
  'case.extension_refused': [{ kind: 'extension_refused', to: ['requester', 'assignee'] }],
  'case.escalated': [
    { kind: 'escalated', to: ['lead_leaders'], when: level3, orElse: 'supervisors' },
    { kind: 'escalated', to: ['province'], when: level4, orElse: 'supervisors' },
    { kind: 'escalated_mine', to: ['lead_leaders', 'assignee'], when: level4 },
    { kind: 'escalated_mine', to: ['assignee'], when: level3 },
    {
      kind: 'escalated_mine',
      to: ['supervisors'],
      when: when('by a limit that passed, or past a vacant post', (d) => d.why === 'overdue' || d.vacant === true),
    },
  ],
  'case.directed': [{ kind: 'directed', to: ['unit_officers', 'unit_leaders'], orElse: 'supervisors' }],
  'case.directive_reported': [{ kind: 'directive_reported', to: ['directors'] }],
  'case.report_sent_back': [{ kind: 'directed', to: ['unit_officers', 'unit_leaders'], orElse: 'supervisors' }],
  'case.answered_at_level': [{ kind: 'answered_above', to: ['assignee', 'lead_leaders', 'caller'] }],
  'case.delivered': [{ kind: 'directive_done', to: ['directors'] }],
  'case.rated': [
    { kind: 'dissatisfied', to: ['supervisors'], when: when('not satisfied', (d) => d.satisfied === false) },
  ],
  'case.reopened': [{ kind: 'reopened', to: ['agent'], orElse: 'supervisors' }],
  'case.noted': [{ kind: 'noted', to: ['handler', 'agent'] }],
  'case.relabelled': [{ kind: 'relabelled', to: ['handler'] }],
  'case.warned': [
    { kind: 'warned', to: ['handler'] },
    { kind: 'warned', to: ['lead_leaders'], when: when('from 80 % on', (d) => Number(d.share) >= 80) },
  ],
  'case.due_recomputed': [
    { kind: 'due_moved', to: ['assignee'], when: when('the due date itself moved', (d) => d.from !== d.to) },
  ],
  'case.overdue': [{ kind: 'overdue', to: ['handler', 'lead_leaders'] }],
  'case.seriously_late': [{ kind: 'seriously_late', to: ['handler', 'lead_leaders', 'province', 'supervisors'] }],
  'case.limit_passed': [
    { kind: 'limit_passed', to: ['agent', 'supervisors'], when: inStatus('received', 'approved') },
    { kind: 'limit_passed', to: ['lead_leaders'], when: inStatus('awaiting_approval'), orElse: 'supervisors' },
    { kind: 'limit_passed', to: ['province'], when: inStatus('escalated'), orElse: 'supervisors' },
  ],
  'incident.declared': [{ kind: 'incident_declared', to: ['agents', 'supervisors'] }],
  'incident.ended': [{ kind: 'incident_ended', to: ['agents', 'supervisors'] }],
};

/** The kinds that a person with these roles can get. */
export function kindsFor(roles: ReadonlySet<string>): Set<NoticeKind> {
  const kinds = new Set<NoticeKind>();
  for (const rule of Object.values(NOTICE_RULES).flat()) {
    const groups = [...rule.to, ...(rule.orElse ? [rule.orElse] : [])];
    if (groups.some((g) => GROUPS[g].roles.some((role) => roles.has(role)))) kinds.add(rule.kind);
  }
  return kinds;
}
