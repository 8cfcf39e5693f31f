import { AppError } from '../platform/errors.ts';
import type { WorkDay, WorkingCalendar } from './working-calendar.ts';

/** One day's part in a sum of working time; what "Explain this due date" is written from. Times are epoch milliseconds. */
export interface DayTrace {
  day: WorkDay;
  /** What of the day's working time was counted; empty on a day off or before or after hours. */
  counted: { start: number; end: number }[];
}

/**
 * No sum may look further ahead than this: five years without enough working time is a mistake in the calendar or in
 * the amount, and must not become an endless walk.
 */
export const HORIZON_DAYS = 5 * 366;
const MINUTE_MS = 60_000;
const SPAN_MS = 100 * 366 * 86_400_000;

/** True when the instant lies in a range; a range contains its start and not its end (17:00 sharp is after work). */
export function isWorkingTime(cal: WorkingCalendar, at: Date): boolean {
  const ms = instant(at);
  const day = cal.dayAt(ms);
  return day.starts.some((start, i) => start <= ms && ms < (day.ends[i] as number));
}

/**
 * `at` itself when it is working time, else the start of the next range.
 * @throws AppError `bad_setting` when there is none within five years
 */
export function nextWorkingInstant(cal: WorkingCalendar, at: Date): Date {
  const ms = instant(at);
  const first = cal.dayAt(ms);
  for (let index = first.index; index <= first.index + HORIZON_DAYS; index++) {
    const day = cal.dayByIndex(index);
    for (const [i, start] of day.starts.entries()) {
      if (ms < (day.ends[i] as number)) return new Date(Math.max(ms, start));
    }
  }
  throw noWorkingTime(cal, first);
}

/**
 * The earliest instant at which `minutes` working minutes have passed since `from`. So 480 minutes from 07:00 end at
 * 17:00 of that day, not at 07:00 of the next; zero minutes end at `from`, also outside working time. Seconds and
 * milliseconds of `from` are kept. `minutes` may be a fraction (80 % of 5 minutes) and is rounded to a millisecond.
 *
 * Inverse of {@link workingMinutesBetween}: between(from, add(from, m)) = m, and add(from, between(from, to)) is the
 * earliest instant with the same sum, so never after `to`.
 * @param trace when given, receives one entry per day from the first to the last
 * @throws AppError `bad_input` (negative or not finite), `bad_setting` (the calendar has no working time within five
 *   years, or too little for this amount)
 */
export function addWorkingMinutes(cal: WorkingCalendar, from: Date, minutes: number, trace?: DayTrace[]): Date {
  if (!Number.isFinite(minutes) || minutes < 0) {
    throw new AppError('bad_input', {
      detail: {
        vi: `Số phút làm việc phải là số không âm, không phải ${minutes}.`,
        en: `The working minutes must be a number of 0 or more, not ${minutes}.`,
      },
    });
  }
  const wanted = Math.round(minutes * MINUTE_MS);
  const ms = instant(from);
  if (wanted === 0) return new Date(ms);
  const sum = walk(cal, ms, wanted, Number.POSITIVE_INFINITY, HORIZON_DAYS, trace);
  if (sum.done) return new Date(sum.at);
  if (sum.ms === 0) throw noWorkingTime(cal, cal.dayAt(ms));
  throw new AppError('bad_setting', {
    detail: {
      vi: `Lịch làm việc “${cal.code}” không đủ ${minutes} phút làm việc trong 5 năm kể từ ${cal.dayAt(ms).date}.`,
      en: `The working calendar “${cal.code}” does not have ${minutes} working minutes in the 5 years from ${cal.dayAt(ms).date}.`,
    },
  });
}

/**
 * Working minutes from `from` to `to`, a fraction when seconds are left over; negative when `to` lies before `from`.
 * @param trace as for {@link addWorkingMinutes}; always in order of time
 * @throws AppError `bad_input` for spans over a hundred years
 */
export function workingMinutesBetween(cal: WorkingCalendar, from: Date, to: Date, trace?: DayTrace[]): number {
  const [a, b] = [instant(from), instant(to)];
  if (a === b) return 0;
  // 0 − x, because −x of nothing is the number −0.
  if (b < a) return 0 - workingMinutesBetween(cal, to, from, trace);
  if (b - a > SPAN_MS)
    throw new AppError('bad_input', {
      detail: { vi: 'Hai thời điểm cách nhau hơn 100 năm.', en: 'The two moments are more than 100 years apart.' },
    });
  return walk(cal, a, Number.POSITIVE_INFINITY, b, Number.POSITIVE_INFINITY, trace).ms / MINUTE_MS;
}

/** The same in working days of this calendar's `dayMinutes`: half a working Saturday is half a day. */
export function workingDays(cal: WorkingCalendar, from: Date, to: Date): number {
  return workingMinutesBetween(cal, from, to) / cal.dayMinutes;
}

/**
 * The one sum behind everything above: goes from day to day until `wanted` milliseconds are counted or `until` is
 * reached, whichever comes first, for at most `days` days.
 */
function walk(cal: WorkingCalendar, from: number, wanted: number, until: number, days: number, trace?: DayTrace[]) {
  let day = cal.dayAt(from);
  const lastIndex = day.index + days;
  let ms = 0;
  for (; day.index <= lastIndex; day = cal.dayByIndex(day.index + 1)) {
    const entry: DayTrace | null = trace ? { day, counted: [] } : null;
    if (entry) trace?.push(entry);
    for (const [i, rangeStart] of day.starts.entries()) {
      const start = Math.max(rangeStart, from);
      const end = Math.min(day.ends[i] as number, until, start + (wanted - ms));
      if (end <= start) continue;
      entry?.counted.push({ start, end });
      ms += end - start;
      if (ms >= wanted) return { done: true, at: end, ms };
    }
    if (day.endMs >= until) return { done: true, at: until, ms };
  }
  return { done: false, at: day.startMs, ms };
}

function instant(at: Date): number {
  const ms = at.getTime();
  if (Number.isNaN(ms))
    throw new AppError('bad_input', { detail: { vi: 'Thời điểm không hợp lệ.', en: 'The moment is not valid.' } });
  return ms;
}

function noWorkingTime(cal: WorkingCalendar, day: WorkDay): AppError {
  return new AppError('bad_setting', {
    detail: {
      vi: `Lịch làm việc “${cal.code}” không có giờ làm việc nào trong 5 năm kể từ ${day.date}.`,
      en: `The working calendar “${cal.code}” has no working hours in the 5 years from ${day.date}.`,
    },
  });
}
