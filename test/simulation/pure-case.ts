/** A case in memory that goes through the real workflow and the real limits: what the commands do, without a database. */
import type { Status } from '../../contract/cases.ts';
import {
  type AlertRow,
  announcements,
  ENDED,
  type Facts,
  factsOfRow,
  isNewStep,
  judge,
  type LimitRow,
  newLimits,
  type Order,
  type Stance,
  substanceOf,
  type TransitionName,
} from '../../server/cases/index.ts';
import type { DeadlineBook, Pause } from '../../server/deadlines/index.ts';
import { KINDS, type Random } from './people.ts';

export type Row = LimitRow &
  AlertRow & {
    step_alarmed_at: Date | null;
    paused_at: Date | null;
    paused_minutes: number;
    finished_late: boolean | null;
    created_at: Date;
  };

export interface PureCase {
  row: Row;
  pauses: Pause[];
  order: Order | null;
  stepFrom: Date;
  steps: { unit: number | null; status: Status; from: Date; to: Date | null }[];
  facts: Facts;
  extension: Date | null;
  reopened: boolean;
  /** Counts the promises made: by registering, reopening, relabelling or a grant. */
  promise: number;
  /** It came to a unit with other hours after something had been announced by those of the one before. */
  otherHours: boolean;
}

const NO_FACTS: Omit<Facts, 'status' | 'level'> = {
  returnCount: 0,
  byDirective: false,
  resumeStatus: null,
  resumeLevel: null,
  resolvedLevel: null,
  reopenable: false,
  extensionOpen: false,
  opinionOpen: false,
  actorIsDrafter: false,
  leaderPostFilled: true,
  directsToLeadUnit: false,
  rated: false,
  extensionBeyond: false,
  directiveOpen: false,
  reportWaits: false,
  orderOfProvince: false,
  unattended: false,
  hasParent: false,
  hasChildren: false,
  answered: false,
  mustCall: false,
  publishable: false,
  published: false,
};

export function registered(book: DeadlineBook, id: number, now: Date, rng: Random): PureCase {
  const [type, urgency] = KINDS[Math.floor(rng() * KINDS.length)] as (typeof KINDS)[number];
  const labels = { type, urgency, categoryCode: null };
  const due = substanceOf(book, { ...labels, unitId: null, from: now, explain: false }, now);
  const row: Row = {
    ...due,
    id,
    type,
    urgency,
    category_id: null,
    status: 'received',
    level: 1,
    lead_unit_id: null,
    clock_from: now,
    due_notes: [],
    extended_at: null,
    extended_due_at: null,
    extended_by: null,
    warned_share: 0,
    seriously_late_at: null,
    limit_retry_at: null,
    pause_until: null,
    paused_at: null,
    paused_minutes: 0,
    finished_at: null,
    finished_late: null,
    closed_at: null,
    step_due_at: book.dueFor({ type, urgency, unitId: null, stage: 'first_response', from: now, explain: false }).dueAt,
    step_alarmed_at: null,
    created_at: now,
  };
  const steps = [{ unit: null, status: 'received' as Status, from: now, to: null }];
  const facts = { ...NO_FACTS, status: row.status, level: row.level };
  return {
    row,
    pauses: [],
    order: null,
    stepFrom: now,
    steps,
    facts,
    extension: null,
    reopened: false,
    promise: 1,
    otherHours: false,
  };
}

const labelsOf = ({ type, urgency }: Row) => ({ type, urgency, categoryCode: null });

/** Takes an action if the workflow lets it. Returns whether it did. */
export function take(
  book: DeadlineBook,
  c: PureCase,
  action: TransitionName,
  who: Stance,
  now: Date,
  rng: Random,
): boolean {
  c.facts.leaderPostFilled = rng() > 0.05;
  c.facts.directsToLeadUnit = rng() > 0.4;
  const verdict = judge(action, c.facts, [who]);
  if (!verdict.ok) return false;
  if (action === 'grant' && (c.extension === null || c.extension <= now)) return false;
  const before = c.row;
  const row: Row = { ...before, status: verdict.move.status, level: verdict.move.level };
  c.row = row;
  const fresh = { warned_share: 0, seriously_late_at: null };
  const none = { extended_at: null, extended_due_at: null, extended_by: null };
  const again = (change: object = {}) => {
    const facts = { ...factsOfRow(row, labelsOf(row), c.pauses), ...change, explain: false };
    Object.assign(row, substanceOf(book, facts, now));
  };
  const finish = () => {
    row.finished_at = now;
    row.finished_late = row.due_at !== null && now > row.due_at;
    c.facts.resolvedLevel = Math.max(verdict.move.level, c.facts.resolvedLevel ?? 1);
    c.order = null;
    c.extension = null;
  };
  if (action === 'forward') {
    row.lead_unit_id = 1 + Math.floor(rng() * 3);
    again({ unitId: row.lead_unit_id });
    c.otherHours ||= before.warned_share > 0 && before.due_at?.getTime() !== row.due_at?.getTime();
    // By the other hours it is not late (any more): it may become so again.
    if (before.warned_share > row.warned_share || (before.seriously_late_at && !row.seriously_late_at)) c.promise += 1;
  } else if (action === 'request_info') {
    const { until } = book.pauseUntil({ ...labelsOf(row), unitId: row.lead_unit_id, from: now }, c.pauses);
    if (until === null) {
      c.row = before;
      return false;
    }
    c.pauses = [...c.pauses, { from: now, to: null }];
    Object.assign(row, { paused_at: now, pause_until: until });
    Object.assign(c.facts, { resumeStatus: before.status, resumeLevel: before.level });
  } else if (action === 'citizen_replied' || action === 'resume') {
    c.pauses = c.pauses.map((p) => ({ ...p, to: p.to ?? now }));
    Object.assign(row, { paused_at: null, pause_until: null, paused_minutes: row.paused_minutes + 1 });
    again();
    Object.assign(c.facts, { resumeStatus: null, resumeLevel: null });
  } else if (action === 'request_extension')
    c.extension = new Date(Math.max(row.due_at?.getTime() ?? 0, now.getTime()) + (1 + 4 * rng()) * 86_400_000);
  else if (action === 'refuse') c.extension = null;
  else if (action === 'grant' && c.extension) {
    Object.assign(row, fresh, { extended_at: now, extended_due_at: c.extension, extended_by: '' });
    again();
    c.extension = null;
  } else if (action === 'relabel') {
    Object.assign(row, fresh, none, { type: row.type === 'service_report' ? 'regulation_feedback' : 'service_report' });
    again({ policyId: null });
  } else if (action === 'return') {
    c.facts.returnCount += 1;
    if (row.status === 'received') row.lead_unit_id = null;
    c.order = row.status === 'received' ? c.order : null;
  } else if (action === 'recall') row.lead_unit_id = null;
  else if (action === 'direct') {
    c.order = { at: now, dueAt: new Date(now.getTime() + (1 + 3 * rng()) * 86_400_000) };
    if (row.status === 'forwarded') row.lead_unit_id = 1 + Math.floor(rng() * 3);
  } else if (action === 'answer' || action === 'decline' || action === 'approve' || action === 'answer_at_level')
    finish();
  else if (action === 'reopen') {
    Object.assign(row, fresh, none, {
      clock_from: now,
      finished_at: null,
      finished_late: null,
      closed_at: null,
      paused_minutes: 0,
      lead_unit_id: null,
    });
    c.pauses = [];
    Object.assign(c.facts, { returnCount: 0, reopenable: false });
    c.reopened = true;
    c.otherHours = false;
    Object.assign(row, substanceOf(book, { ...labelsOf(row), unitId: null, from: now, explain: false }, now));
  }
  if (action === 'grant' || action === 'relabel' || action === 'reopen') c.promise += 1;
  if (ENDED.includes(row.status)) row.closed_at ??= now;
  else row.closed_at = null;
  const newStep = isNewStep(before, row);
  const from = newStep ? now : c.stepFrom;
  Object.assign(
    row,
    newLimits(book, before, row, { labels: labelsOf(row), from, order: c.order, pauses: c.pauses }, now),
  );
  if (newStep) {
    c.stepFrom = now;
    const last = c.steps.at(-1);
    if (last && last.to === null) last.to = now;
    const unit = row.status === 'received' || row.status === 'approved' ? null : row.lead_unit_id;
    if (!ENDED.includes(row.status)) c.steps.push({ unit, status: row.status, from: now, to: null });
  }
  Object.assign(c.facts, {
    status: row.status,
    level: row.level,
    byDirective: c.order !== null,
    directiveOpen: c.order !== null,
    extensionOpen: c.extension !== null,
    reopenable: row.status === 'closed',
    answered: row.finished_at !== null,
  });
  return true;
}

/** What the sweep does with a passed limit. */
export function sweepLimit(book: DeadlineBook, c: PureCase, now: Date, rng: Random): 'moved' | 'alarmed' {
  const { status, level } = c.row;
  const action =
    status === 'awaiting_citizen'
      ? 'resume'
      : status === 'forwarded' || status === 'processing' || (status === 'escalated' && level < 4)
        ? 'escalate'
        : null;
  if (action && take(book, c, action, 'system', now, rng)) return 'moved';
  c.row.step_alarmed_at = now;
  return 'alarmed';
}

/** What the sweep announces. */
export function sweepAlert(book: DeadlineBook, c: PureCase, now: Date): string[] {
  const told = announcements(book, c.row, { labels: labelsOf(c.row), pauses: c.pauses }, now);
  Object.assign(c.row, {
    warned_share: told.warnedShare,
    seriously_late_at: told.seriouslyLateAt,
    serious_at: told.seriousAt,
    alert_at: told.alertAt,
  });
  return told.events.map((e) => (e.name === 'warned' ? `${e.share}` : e.name));
}
