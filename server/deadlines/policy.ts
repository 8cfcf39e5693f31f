import type { CaseType, Urgency } from '../../contract/cases.ts';
import {
  addWorkingMinutes,
  type DayTrace,
  describeInstant,
  describeTrace,
  type WorkingCalendar,
  workingMinutesBetween,
} from '../calendar/index.ts';
import { localDay } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import { type Said, saidIn } from '../platform/said.ts';
import { amountText, policyText } from './phrases.ts';

export const STAGES = [
  'handle',
  'first_response',
  'accept',
  'approve',
  'deliver',
  'escalated_3',
  'escalated_4',
  'awaiting_citizen',
  'paused_total',
  'serious',
  'reopen_window',
] as const;
/**
 * What a limit is for: the whole case (`handle`), a step of it, one wait for the citizen, all waits together
 * (`paused_total`), how long after its due date a case is seriously late (`serious`), or the time to reopen.
 */
export type Stage = (typeof STAGES)[number];

export const AMOUNT_UNITS = ['working_days', 'working_minutes', 'clock_minutes', 'percent'] as const;
/** `percent` is a share of the time that the case itself has (stage `handle`), in the kind of time that one runs on. */
export type AmountUnit = (typeof AMOUNT_UNITS)[number];

/** One rule: how long a stage may take, for whom, and from when to when. Null type, urgency, category = every one. */
export interface DeadlinePolicy {
  id: number;
  stage: Stage;
  type: CaseType | null;
  urgency: Urgency | null;
  /** Category code; the rule covers the categories below it, too. */
  category: string | null;
  amount: number;
  unit: AmountUnit;
  /** Calendar code; null = the calendar of the unit that acts. Clock minutes need none. */
  calendar: string | null;
  /** Percent of the time after which to warn. */
  warnShares: readonly number[];
  /** Local days, both included; null = open. */
  validFrom: string;
  validTo: string | null;
  note: string;
}

export interface PolicyQuestion {
  type: CaseType;
  urgency: Urgency;
  /** The case's category and those above it, nearest first. */
  category?: readonly string[];
  stage: Stage;
  /** The instant whose local day decides which rules are in force. */
  at: Date;
}

/**
 * The rule for a case: of those in force that fit, the one that names most (type, urgency, category). Between two that
 * name equally much, urgency weighs more than category and category more than type: a rule for emergencies must not
 * lose to one for street lamps. Then the nearer category, then the later `validFrom`.
 * @returns null when no rule fits; the defaults fit every type and urgency
 */
export function choosePolicy(policies: readonly DeadlinePolicy[], question: PolicyQuestion): DeadlinePolicy | null {
  const day = localDay(question.at);
  const path = question.category ?? [];
  const fitting = policies.filter(
    (p) =>
      p.stage === question.stage &&
      (p.type === null || p.type === question.type) &&
      (p.urgency === null || p.urgency === question.urgency) &&
      (p.category === null || path.includes(p.category)) &&
      p.validFrom <= day &&
      (p.validTo === null || day <= p.validTo),
  );
  return fitting.reduce<DeadlinePolicy | null>((best, p) => (best && compare(best, p, path) >= 0 ? best : p), null);
}

/** Positive when `a` goes before `b`. */
function compare(a: DeadlinePolicy, b: DeadlinePolicy, path: readonly string[]): number {
  const named = (p: DeadlinePolicy) => [p.type, p.urgency, p.category].filter((v) => v !== null).length;
  const has = (v: string | null) => (v === null ? 0 : 1);
  const nearness = (p: DeadlinePolicy) => (p.category === null ? 0 : -path.indexOf(p.category));
  return (
    named(a) - named(b) ||
    has(a.urgency) - has(b.urgency) ||
    has(a.category) - has(b.category) ||
    nearness(a) - nearness(b) ||
    (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0) ||
    a.id - b.id
  );
}

export interface Warning {
  share: number;
  at: Date;
}

export interface Due {
  dueAt: Date;
  /** When each of the policy's shares (percent) of the time is used up, ascending. */
  warnings: Warning[];
  /** The sum line by line, from the same walk as `dueAt`; the last line is the due date. */
  explanation: Said[];
}

export interface HowToTell {
  /** The rule to name in the explanation, when the policy is a percentage already resolved. */
  told?: DeadlinePolicy;
  /** False leaves the explanation empty: for sweeps and limits, which nobody reads. */
  explain?: boolean;
}

const MINUTE_MS = 60_000;

/** Adds minutes of the kind of time that a policy runs on: working time of the calendar, or clock time. */
export function addTime(policy: Pick<DeadlinePolicy, 'unit'>, calendar: WorkingCalendar, from: Date, minutes: number) {
  return policy.unit === 'clock_minutes'
    ? new Date(from.getTime() + Math.round(minutes * MINUTE_MS))
    : addWorkingMinutes(calendar, from, minutes);
}

/** Minutes of that kind of time between two instants; negative when `to` lies before `from`. */
export function timeBetween(policy: Pick<DeadlinePolicy, 'unit'>, calendar: WorkingCalendar, from: Date, to: Date) {
  return policy.unit === 'clock_minutes'
    ? (to.getTime() - from.getTime()) / MINUTE_MS
    : workingMinutesBetween(calendar, from, to);
}

/** A policy's amount in minutes of the kind of time that it runs on; a percentage has none before it is resolved. */
export function minutesOf(policy: DeadlinePolicy, calendar: WorkingCalendar): number {
  return policy.unit === 'working_days' ? policy.amount * calendar.dayMinutes : policy.amount;
}

/**
 * The due date that a rule gives for a stage that begins at `from`. Seconds are kept.
 * @param calendar the policy's own, or that of the unit that acts; for clock minutes it only names the days
 * @throws AppError `bad_setting` when the calendar has not enough working time
 */
export function computeDue(policy: DeadlinePolicy, calendar: WorkingCalendar, from: Date, how: HowToTell = {}): Due {
  const { told = policy, explain = true } = how;
  const minutes = minutesOf(policy, calendar);
  const trace: DayTrace[] = [];
  const clock = policy.unit === 'clock_minutes';
  const dueAt =
    clock || !explain ? addTime(policy, calendar, from, minutes) : addWorkingMinutes(calendar, from, minutes, trace);
  const warnings = policy.warnShares
    .toSorted((a, b) => a - b)
    .map((share) => ({ share, at: addTime(policy, calendar, from, (minutes * share) / 100) }));
  if (!explain) return { dueAt, warnings, explanation: [] };
  return {
    dueAt,
    warnings,
    explanation: [
      policyText(told),
      clock ? clockSum(policy, calendar, from) : workingSum(policy, calendar, from, minutes),
      ...describeTrace(calendar, trace, minutes),
      saidIn((language) => `${language === 'vi' ? 'Hạn' : 'Due'}: ${describeInstant(calendar, dueAt, language)}.`),
    ],
  };
}

function clockSum(policy: DeadlinePolicy, calendar: WorkingCalendar, from: Date): Said {
  const begin = saidIn((language) => describeInstant(calendar, from, language));
  return {
    vi: `Tính theo giờ liên tục, kể cả đêm và ngày nghỉ: ${amountText(policy, 'vi')} kể từ ${begin.vi}.`,
    en: `Counted around the clock, nights and days off included: ${amountText(policy, 'en')} from ${begin.en}.`,
  };
}

function workingSum(policy: DeadlinePolicy, calendar: WorkingCalendar, from: Date, minutes: number): Said {
  const begin = saidIn((language) => describeInstant(calendar, from, language));
  const days = policy.unit === 'working_days';
  const { name, dayMinutes } = calendar;
  const vi = days ? `${policy.amount} ngày × ${dayMinutes} phút = ${minutes}` : `${Math.round(minutes)}`;
  const many = policy.amount === 1 ? 'day' : 'days';
  const en = days ? `${policy.amount} ${many} × ${dayMinutes} min = ${minutes}` : `${Math.round(minutes)}`;
  return {
    vi: `Tính từ ${begin.vi} theo lịch “${name}”: ${vi} phút làm việc.`,
    en: `Counted from ${begin.en} by the calendar “${name}”: ${en} min of working time.`,
  };
}

/** As {@link choosePolicy}, for callers to whom a missing rule is a broken installation. @throws AppError `bad_setting` */
export function requirePolicy(policies: readonly DeadlinePolicy[], question: PolicyQuestion): DeadlinePolicy {
  const policy = choosePolicy(policies, question);
  if (policy) return policy;
  const { stage, type, urgency, at } = question;
  throw new AppError('bad_setting', {
    detail: {
      vi: `Chưa có chính sách thời hạn cho bước ${stage}, loại ${type}, mức độ ${urgency} vào ngày ${localDay(at)}.`,
      en: `There is no deadline policy for the step ${stage}, type ${type}, urgency ${urgency} on ${localDay(at)}.`,
    },
  });
}
