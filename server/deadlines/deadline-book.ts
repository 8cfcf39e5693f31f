import type { CaseType, Urgency } from '../../contract/cases.ts';
import type { CalendarSet, WorkingCalendar } from '../calendar/index.ts';
import { AppError } from '../platform/errors.ts';
import { computeDue, type DeadlinePolicy, type Due, minutesOf, requirePolicy, type Stage } from './policy.ts';
import { type Remaining, remaining } from './remaining.ts';
import {
  mergePauses,
  type Pause,
  pausedMinutes,
  pauseEnd,
  type SubstanceDue,
  type SubstanceFacts,
  shift,
  substanceDue,
} from './substance.ts';

export interface DueQuestion {
  type: CaseType;
  urgency: Urgency;
  /** Category code; rules for the categories above it are considered, too. */
  category?: string | null;
  /** The unit that acts: its calendar counts. None = the default calendar. */
  unitId?: number | null;
  stage: Stage;
  /** False leaves the explanation empty. */
  explain?: boolean;
  /** When the stage begins; also decides which rules and which of the unit's calendars are in force. */
  from: Date;
}

export interface DueAnswer extends Due {
  policyId: number;
}

export interface SubstanceQuestion extends SubstanceFacts {
  type: CaseType;
  urgency: Urgency;
  category: string | null;
  /** The unit whose calendar counts. */
  unitId: number | null;
  /** The policy that was promised earlier and is kept; none = the one in force at `from`. */
  policyId?: number | null;
}

/** What was promised, by which rule and calendar. */
export type Promised = Omit<SubstanceQuestion, 'extension' | 'notes' | 'pauses'>;

export interface SubstanceAnswer extends SubstanceDue {
  policyId: number;
}

/** Policies and calendars as one value: everything about due dates without a query. Use it within one request. */
export interface DeadlineBook {
  readonly policies: readonly DeadlinePolicy[];
  /** Versions that this was made from: what was computed with older ones may have to be computed again. */
  readonly versions: { readonly policies: number; readonly calendars: number };
  /** @throws AppError `bad_setting` when no policy fits or a calendar is missing or empty */
  dueFor(question: DueQuestion): DueAnswer;
  /**
   * The due date of a case with its pauses, a granted extension, warnings and the second threshold.
   * @throws AppError `bad_setting` as `dueFor`
   */
  substance(question: SubstanceQuestion): SubstanceAnswer;
  /** A date that a person gave, moved by the time for which the clock stood still after he gave it. */
  shifted(question: Promised, pauses: readonly Pause[], given: { at: Date; dueAt: Date }): Date;
  /** Minutes for which the clock stood still, in the kind of time that the promise runs on. */
  paused(question: Promised, pauses: readonly Pause[]): number;
  /** Until when the clock may stand still for the citizen from `from` on; null = the cap of the case is used up. */
  pauseUntil(question: Omit<DueQuestion, 'stage'>, used: readonly Pause[]): { until: Date | null; capped: boolean };
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
    if (!policy)
      throw new AppError('bad_setting', {
        detail: { vi: `Không có chính sách thời hạn số ${id}.`, en: `There is no deadline policy number ${id}.` },
      });
    return policy;
  }

  function calendarOf(policy: DeadlinePolicy | null, unitId: number | null | undefined, at: Date): WorkingCalendar {
    return policy?.calendar ? calendars.byCode(policy.calendar) : calendars.forUnit(unitId, at);
  }

  /** The policy of a stage with its calendar; a percentage is turned into minutes of the case's own time. */
  function rule(question: DueQuestion) {
    const { type, urgency, category, unitId, stage, from } = question;
    const at = { type, urgency, category: categoryPath(category), at: from };
    const told = requirePolicy(policies, { ...at, stage });
    if (told.unit !== 'percent') return { told, policy: told, calendar: calendarOf(told, unitId, from) };
    const whole = requirePolicy(policies, { ...at, stage: 'handle' });
    const minutes = minutesOf(whole, calendarOf(whole, unitId, from));
    const unit = whole.unit === 'clock_minutes' ? whole.unit : 'working_minutes';
    const calendar = told.calendar ?? whole.calendar;
    const policy: DeadlinePolicy = { ...told, amount: (minutes * told.amount) / 100, unit, calendar };
    return { told, policy, calendar: calendarOf(policy, unitId, from) };
  }

  function promised({ policyId, ...question }: Promised) {
    if (policyId == null) return rule({ ...question, stage: 'handle' });
    const policy = policyOf(policyId);
    return { policy, calendar: calendarOf(policy, question.unitId, question.from) };
  }

  function categoryPath(code: string | null | undefined): string[] {
    const path: string[] = [];
    for (let c = code; c && !path.includes(c); c = parents.get(c)) path.push(c);
    return path;
  }

  return {
    policies,
    versions,
    dueFor(question) {
      const { policy, calendar, told } = rule(question);
      return {
        policyId: policy.id,
        ...computeDue(policy, calendar, question.from, { told, explain: question.explain ?? true }),
      };
    },
    substance(question) {
      const { policy, calendar } = promised(question);
      const serious = rule({ ...question, stage: 'serious' });
      return { policyId: policy.id, ...substanceDue({ policy, calendar, serious }, question) };
    },
    paused: (question, pauses) => pausedMinutes(promised(question), pauses),
    shifted(question, pauses, given) {
      const later = mergePauses(pauses).filter((p) => p.to > given.at);
      return shift(promised(question), given.dueAt, later);
    },
    pauseUntil(question, used) {
      const one = rule({ ...question, stage: 'awaiting_citizen' });
      return pauseEnd(one, rule({ ...question, stage: 'paused_total' }), question.from, used);
    },
    dueBy(policyId, { unitId, from }) {
      const policy = policyOf(policyId);
      if (policy.unit === 'percent')
        throw new AppError('bad_setting', {
          detail: {
            vi: 'Chính sách theo tỷ lệ chỉ tính được cùng loại và mức độ của phiếu.',
            en: 'A policy by proportion can only be worked out with the type and urgency of a case.',
          },
        });
      return { policyId, ...computeDue(policy, calendarOf(policy, unitId, from), from) };
    },
    remaining({ policyId, unitId, now, dueAt }) {
      const policy = policyId == null ? null : policyOf(policyId);
      return remaining(policy?.unit === 'clock_minutes' ? null : calendarOf(policy, unitId, now), now, dueAt);
    },
  };
}
