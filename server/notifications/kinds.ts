import type { MailWish, NoticeGroup, NoticeKind } from '../../contract/notices.ts';

export interface KindFacts {
  group: NoticeGroup;
  /** Unless the person chose otherwise. */
  mail: MailWish;
  /** Somebody must act, and soon: shown as such, and a browser notification may come. */
  pressing: boolean;
  /** Not on the desk unless the person wants it: it comes in numbers. */
  offDesk?: true;
}

const fact = (group: NoticeGroup, mail: MailWish, pressing = false): KindFacts => ({ group, mail, pressing });

/** What each kind of notice is like. All but `offDesk` are shown on the desk unless a person switches one off. */
export const KINDS: Record<NoticeKind, KindFacts> = {
  forwarded: fact('work', 'digest', true),
  co_forwarded: fact('work', 'digest'),
  assigned: fact('work', 'digest', true),
  accepted: fact('work', 'none'),
  returned: fact('work', 'none', true),
  dispute: fact('sign', 'now', true),
  reopened: fact('work', 'digest', true),
  noted: fact('work', 'none'),
  relabelled: fact('work', 'none'),
  consulted: fact('work', 'digest', true),
  opinion: fact('answer', 'digest'),
  silent: fact('answer', 'digest'),
  citizen_replied: fact('citizen', 'digest', true),
  resumed: fact('citizen', 'digest'),
  message: fact('citizen', 'none'),
  bounced: fact('citizen', 'none', true),
  dissatisfied: fact('citizen', 'digest'),
  submitted: fact('sign', 'digest', true),
  extension_asked: fact('sign', 'digest', true),
  escalated: fact('sign', 'now', true),
  escalated_mine: fact('time', 'digest'),
  directed: fact('work', 'now', true),
  draft_rejected: fact('answer', 'digest', true),
  approved: fact('answer', 'none'),
  extension_granted: fact('answer', 'digest'),
  extension_refused: fact('answer', 'digest', true),
  answered_above: fact('answer', 'none'),
  directive_done: fact('answer', 'digest'),
  directive_reported: fact('answer', 'digest'),
  warned: fact('time', 'digest'),
  overdue: fact('time', 'digest', true),
  seriously_late: fact('time', 'now', true),
  limit_passed: fact('time', 'digest', true),
  emergency: fact('citizen', 'now', true),
  recalled: fact('work', 'digest'),
  merged: fact('work', 'digest'),
  unmerged: fact('work', 'digest', true),
  draft_withdrawn: fact('sign', 'none'),
  due_moved: { ...fact('time', 'digest'), offDesk: true },
  incident_declared: fact('work', 'none'),
  incident_ended: fact('work', 'none'),
};

/** Local hours of the digest for whoever has not chosen. */
export const DEFAULT_DIGEST_HOURS: readonly number[] = [8, 14];
