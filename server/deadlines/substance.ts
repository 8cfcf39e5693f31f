/**
 * The clock of the substance: what the citizen was promised, with the pauses in which it stood still and the date that
 * a leader granted. Pure; due date, warnings, the second threshold and their explanation come from one walk.
 */
import { describeInstant, type WorkingCalendar } from '../calendar/index.ts';
import { type Said, saidIn } from '../platform/said.ts';
import { addTime, computeDue, type DeadlinePolicy, minutesOf, timeBetween, type Warning } from './policy.ts';

/** A stretch in which the clock stands still; `to` null = it does so now. */
export interface Pause {
  from: Date;
  to: Date | null;
}

/** A due date that a person granted as a date. It does not move with calendars, only with pauses after the grant. */
export interface Extension {
  /** When it was granted. */
  at: Date;
  dueAt: Date;
  by: string;
}

export interface SubstanceFacts {
  /** Registration or reopening. */
  from: Date;
  pauses: readonly Pause[];
  extension: Extension | null;
  /** Lines about what befell the date later; shown before the last line. */
  notes: readonly Said[];
  /** False leaves the explanation empty. */
  explain?: boolean;
}

export interface SubstanceDue {
  dueAt: Date;
  /** When each share of the time is used up, ascending. After an extension: of the time from the grant. */
  warnings: Warning[];
  /** From here on a case that is still unanswered is seriously late. */
  seriousAt: Date;
  explanation: Said[];
}

/** The rule that promised the date, and the one for being seriously late; both with an amount that is not a percentage. */
export interface SubstanceRules {
  policy: DeadlinePolicy;
  calendar: WorkingCalendar;
  serious: { policy: DeadlinePolicy; calendar: WorkingCalendar };
}

type Closed = { from: Date; to: Date };

/**
 * The instant at which the promised time has passed outside all pauses. A pause that begins after the due date moves
 * nothing: who is late stays late.
 * @throws AppError `bad_setting` when a calendar has not enough working time
 */
export function substanceDue(rules: SubstanceRules, facts: SubstanceFacts): SubstanceDue {
  const { policy, calendar } = rules;
  const pauses = mergePauses(facts.pauses);
  const { explain = true } = facts;
  const first = computeDue(policy, calendar, facts.from, { explain });
  const lines = explain ? [...first.explanation] : undefined;
  const { extension } = facts;
  const before = extension ? pauses.flatMap((p) => clip(p, null, extension.at)) : pauses;
  let dueAt = shift(rules, first.dueAt, before, lines);
  let warnings = first.warnings.map((w) => ({ ...w, at: shift(rules, w.at, before) }));
  if (extension) {
    const after = pauses.flatMap((p) => clip(p, extension.at, null));
    const later = extension.dueAt > dueAt;
    lines?.push(extensionLine(calendar, extension, later));
    if (later) {
      const minutes = timeBetween(policy, calendar, extension.at, extension.dueAt);
      warnings =
        minutes <= 0
          ? []
          : warnings.map(({ share }) => {
              const at = addTime(policy, calendar, extension.at, (minutes * share) / 100);
              return { share, at: shift(rules, at, after) };
            });
      dueAt = shift(rules, extension.dueAt, after, lines);
    } else {
      dueAt = shift(rules, dueAt, after, lines);
      warnings = warnings.map((w) => ({ ...w, at: shift(rules, w.at, after) }));
    }
  }
  const seriousAt = seriousAfter(rules, dueAt, pauses);
  if (!lines) return { dueAt, warnings, seriousAt, explanation: [] };
  lines.push(...facts.notes);
  const open = facts.pauses.find((p) => p.to === null);
  if (open)
    lines.push({
      vi: `Đang tạm dừng từ ${describeInstant(calendar, open.from, 'vi')}; thời gian tạm dừng sẽ được cộng vào hạn khi phiếu tiếp tục.`,
      en: `Standing still since ${describeInstant(calendar, open.from, 'en')}; that time is added when the case goes on.`,
    });
  if (lines.length > first.explanation.length)
    lines.push({
      vi: `Hạn hiện nay: ${describeInstant(calendar, dueAt, 'vi')}.`,
      en: `Due now: ${describeInstant(calendar, dueAt, 'en')}.`,
    });
  return { dueAt, warnings, seriousAt, explanation: lines };
}

function seriousAfter(rules: SubstanceRules, dueAt: Date, pauses: readonly Closed[]): Date {
  const { policy, calendar } = rules.serious;
  const at = addTime(policy, calendar, dueAt, minutesOf(policy, calendar));
  const late = pauses.flatMap((p) => clip(p, dueAt, null));
  return shift(rules.serious, at, late);
}

/**
 * Moves an instant by the pauses that begin before it, each by exactly the time for which the clock stood still.
 * `pauses` are ordered and do not overlap.
 */
export function shift(
  rules: Pick<SubstanceRules, 'policy' | 'calendar'>,
  at: Date,
  pauses: readonly Closed[],
  lines?: Said[],
): Date {
  const { policy, calendar } = rules;
  let moved = at;
  for (const pause of pauses) {
    const minutes = pause.from < moved ? timeBetween(policy, calendar, pause.from, pause.to) : 0;
    if (minutes > 0) moved = addTime(policy, calendar, moved, minutes);
    lines?.push(pauseLine(rules, pause, minutes, pause.from < moved));
  }
  return moved;
}

function pauseLine(
  { policy, calendar }: Pick<SubstanceRules, 'policy' | 'calendar'>,
  p: Closed,
  m: number,
  inTime: boolean,
): Said {
  const clock = policy.unit === 'clock_minutes';
  const at = saidIn((language) => describeInstant(calendar, p.from, language));
  const to = saidIn((language) => describeInstant(calendar, p.to, language));
  const vi = `Tạm dừng chờ người dân bổ sung thông tin từ ${at.vi} đến ${to.vi}`;
  const en = `Stood still for an answer of the citizen from ${at.en} to ${to.en}`;
  if (!inTime)
    return {
      vi: `${vi}: bắt đầu sau khi đã quá hạn nên không cộng vào hạn.`,
      en: `${en}: began after the due date, so nothing is added.`,
    };
  return {
    vi: `${vi}: cộng ${Math.round(m)} phút${clock ? '' : ' làm việc'}.`,
    en: `${en}: ${Math.round(m)} min${clock ? '' : ' of working time'} added.`,
  };
}

function extensionLine(calendar: WorkingCalendar, extension: Extension, later: boolean): Said {
  const until = saidIn((language) => describeInstant(calendar, extension.dueAt, language));
  if (!later)
    return {
      vi: `Đã gia hạn đến ${until.vi}, nhưng hạn theo quy định nay muộn hơn nên giữ hạn theo quy định.`,
      en: `Extended to ${until.en}, but the date by the rule is later by now and holds.`,
    };
  const by = extension.by;
  return {
    vi: `Gia hạn đến ${until.vi}${by === '' ? '' : ` theo quyết định của ${by}`}. Ngày do người có thẩm quyền ấn định: không dời khi lịch làm việc thay đổi.`,
    en: `Extended to ${until.en}${by === '' ? '' : ` by decision of ${by}`}. A date that a person has fixed does not move with the calendars.`,
  };
}

/** Pauses that are over, in order of time, overlapping ones joined: time that stands still twice stands still once. */
export function mergePauses(pauses: readonly Pause[]): Closed[] {
  const merged: Closed[] = [];
  const ended = pauses.filter((p): p is Closed => p.to !== null && p.to > p.from);
  for (const { from, to } of ended.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = merged.at(-1);
    if (last && from <= last.to) {
      if (to > last.to) last.to = to;
    } else merged.push({ from, to });
  }
  return merged;
}

/** The part of a pause from `start` to `end`: none or one. */
function clip(p: Closed, start: Date | null, end: Date | null): Closed[] {
  const from = start && start > p.from ? start : p.from;
  const to = end && end < p.to ? end : p.to;
  return to > from ? [{ from, to }] : [];
}

/** Minutes for which the clock stood still, in the kind of time that the policy runs on. */
export function pausedMinutes(rules: Pick<SubstanceRules, 'policy' | 'calendar'>, pauses: readonly Pause[]): number {
  return mergePauses(pauses).reduce((sum, p) => sum + timeBetween(rules.policy, rules.calendar, p.from, p.to), 0);
}

/**
 * Until when a pause that begins at `from` may last: the limit of one pause, or sooner what is left of the cap of all
 * pauses of the case. `until` null = nothing is left.
 */
export function pauseEnd(
  one: { policy: DeadlinePolicy; calendar: WorkingCalendar },
  total: { policy: DeadlinePolicy; calendar: WorkingCalendar },
  from: Date,
  used: readonly Pause[],
): { until: Date | null; capped: boolean } {
  const single = addTime(one.policy, one.calendar, from, minutesOf(one.policy, one.calendar));
  const left = minutesOf(total.policy, total.calendar) - pausedMinutes(total, used);
  if (left < 1) return { until: null, capped: true };
  const last = addTime(total.policy, total.calendar, from, left);
  return last < single ? { until: last, capped: true } : { until: single, capped: false };
}
