import type { CaseType, Urgency } from '../../contract/cases.ts';
import type { CalendarSet, WorkingCalendar } from '../calendar/index.ts';
import { AppError } from '../platform/errors.ts';
import { computeDue, type DeadlinePolicy, type Due, requirePolicy, type Stage } from './policy.ts';
import { type Remaining, remaining } from './remaining.ts';

export interface DueQuestion {
  type: CaseType;
  urgency: Urgency;
  /** Category code; rules for the categories above it are considered, too. */
  category?: string | null;
  /** The unit that acts: its calendar counts. None = the default calendar. */
  unitId?: number | null;
  stage: Stage;
  /** When the stage begins; also decides which rules and which of the unit's calendars are in force. */
  from: Date;
}

export interface DueAnswer extends Due {
  policyId: number;
}

/** Policies and calendars as one value: everything about due dates without a query. Use it within one request. */
export interface DeadlineBook {
  readonly policies: readonly DeadlinePolicy[];
  /** Versions that this was made from: what was computed with older ones may have to be computed again. */
  readonly versions: { readonly policies: number; readonly calendars: number };
  /** @throws AppError `bad_setting` when no policy fits or a calendar is missing or empty */
  dueFor(question: DueQuestion): DueAnswer;
  /** By the policy that was chosen earlier: for explaining, and for computing again after a calendar was edited. */
  dueBy(policyId: number, place: { unitId?: number | null; from: Date }): DueAnswer;
  /** Time left for a case's due date, in the kind of time its policy runs on; without a policy, in working time. */
  remaining(left: { policyId?: number | null; unitId?: number | null; now: Date; dueAt: Date }): Remaining;
}

/** @param parents category code → code of the category above it */
export function deadlineBook(
  policies: readonly DeadlinePolicy[],
  parents: ReadonlyMap<string, string | null>,
  calendars: CalendarSet,
  versions: DeadlineBook['versions'],
): DeadlineBook {
  const byId = new Map(policies.map((p) => [p.id, p]));

  function policyOf(id: number): DeadlinePolicy {
    const policy = byId.get(id);
    if (!policy) throw new AppError('bad_setting', { detail: `Không có chính sách thời hạn số ${id}.` });
    return policy;
  }

  function calendarOf(policy: DeadlinePolicy | null, unitId: number | null | undefined, at: Date): WorkingCalendar {
    return policy?.calendar ? calendars.byCode(policy.calendar) : calendars.forUnit(unitId, at);
  }

  function due(policy: DeadlinePolicy, unitId: number | null | undefined, from: Date): DueAnswer {
    return { policyId: policy.id, ...computeDue(policy, calendarOf(policy, unitId, from), from) };
  }

  function categoryPath(code: string | null | undefined): string[] {
    const path: string[] = [];
    for (let c = code; c && !path.includes(c); c = parents.get(c)) path.push(c);
    return path;
  }

  return {
    policies,
    versions,
    dueFor({ type, urgency, category, unitId, stage, from }) {
      const question = { type, urgency, category: categoryPath(category), stage, at: from };
      return due(requirePolicy(policies, question), unitId, from);
    },
    dueBy: (policyId, { unitId, from }) => due(policyOf(policyId), unitId, from),
    remaining({ policyId, unitId, now, dueAt }) {
      const policy = policyId == null ? null : policyOf(policyId);
      return remaining(policy?.unit === 'clock_minutes' ? null : calendarOf(policy, unitId, now), now, dueAt);
    },
  };
}
