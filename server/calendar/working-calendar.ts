import type { DayKindName } from '../../contract/calendar-words.ts';
import { joinTimeRanges, parseTimeRange, type TimeRange } from './time-ranges.ts';

/**
 * `working_day` is a day that counts against the weekly rule (a swapped Saturday, a special shift); `ordinary` takes back
 * what the reference data or a base calendar say of the day; the rest are days off.
 */
export type DayKind = DayKindName;

/** Weekly working time of one weekday (ISO: 1 = Monday … 7 = Sunday) from `validFrom` to `validTo`, both days included. */
export interface WeeklyRange {
  weekday: number;
  /** `HH:MM-HH:MM` */
  range: string;
  /** `YYYY-MM-DD`; null = always */
  validFrom: string | null;
  validTo: string | null;
}

/** One dated exception to the weekly rule. */
export interface CalendarDay {
  date: string;
  kind: DayKind;
  name: string;
  /** Working days only: `HH:MM-HH:MM` each. Null = the weekly ranges of the day it was swapped with. */
  ranges: readonly string[] | null;
  swappedWith: string | null;
  /** False while no official announcement confirms the day (next year's Tết): it counts, and the explanation says so. */
  verified: boolean;
}

export interface CalendarSpec {
  code: string;
  name: string;
  /** IANA zone, e.g. `Asia/Ho_Chi_Minh`. */
  zone: string;
  /** Working minutes that "one working day" amounts to (480 for office hours, 1440 round the clock). */
  dayMinutes: number;
  weekly: readonly WeeklyRange[];
  days: readonly CalendarDay[];
}

/** One local day with its working time as instants in epoch milliseconds: `[starts[i], ends[i])`, ascending, never touching. */
export interface WorkDay {
  /** Days since 1970-01-01 of the local date. */
  index: number;
  date: string;
  /** ISO weekday, 1 = Monday. */
  weekday: number;
  startMs: number;
  endMs: number;
  starts: readonly number[];
  ends: readonly number[];
  exception: CalendarDay | null;
}

/** A calendar ready for arithmetic. Immutable; days are worked out once and kept. */
export interface WorkingCalendar {
  readonly code: string;
  readonly name: string;
  readonly zone: string;
  readonly dayMinutes: number;
  /** The local day that contains this instant (epoch milliseconds). */
  dayAt(ms: number): WorkDay;
  dayByIndex(index: number): WorkDay;
  /** False for a year whose holidays nobody has entered, in a calendar that otherwise has holidays. */
  knowsHolidaysOf(year: number): boolean;
}

const DAY_MS = 86_400_000;
/** About 55 years of days; beyond that the store is emptied rather than grown without bound. */
const KEPT_DAYS = 20_000;

/**
 * Checks a calendar and makes it ready for arithmetic.
 * @throws RangeError naming the calendar and what is wrong: zone, ranges, dates, two exceptions on one day
 */
export function workingCalendar(spec: CalendarSpec): WorkingCalendar {
  try {
    return compile(spec);
  } catch (error) {
    throw new RangeError(`calendar ${spec.code}: ${(error as Error).message}`, { cause: error });
  }
}

function compile(spec: CalendarSpec): WorkingCalendar {
  if (!(Number.isInteger(spec.dayMinutes) && spec.dayMinutes > 0 && spec.dayMinutes <= 1440)) {
    throw new RangeError(`dayMinutes ${spec.dayMinutes}: expected whole minutes from 1 to 1440`);
  }
  new Intl.DateTimeFormat('en', { timeZone: spec.zone });
  const weekly = spec.weekly.map(compileWeekly);
  refuseOverlaps(weekly);
  const exceptions = new Map<string, { day: CalendarDay; ranges: TimeRange[] | null }>();
  const years = new Set<number>();
  for (const day of spec.days) {
    const date = Temporal.PlainDate.from(day.date);
    if (exceptions.has(day.date)) throw new RangeError(`two exceptions on ${day.date}`);
    if (day.kind !== 'working_day' && day.ranges?.length) throw new RangeError(`${day.date} is off but has ranges`);
    // A day as any other needs no rule; the entry has done its work by standing over that of the base.
    if (day.kind === 'ordinary') continue;
    exceptions.set(day.date, { day, ranges: day.ranges ? joinTimeRanges(day.ranges.map(parseTimeRange)) : null });
    if (day.kind === 'holiday') years.add(date.year);
  }

  function weeklyRanges(date: string, weekday: number): TimeRange[] {
    return joinTimeRanges(
      weekly.filter((w) => w.weekday === weekday && w.from <= date && date <= w.to).map((w) => w.range),
    );
  }

  function rangesOf(date: string, weekday: number): TimeRange[] {
    const exception = exceptions.get(date);
    if (!exception) return weeklyRanges(date, weekday);
    if (exception.day.kind !== 'working_day') return [];
    if (exception.ranges) return exception.ranges;
    // A swapped Saturday is worked with the hours of the weekday it stands in for.
    const swapped = exception.day.swappedWith;
    return weeklyRanges(date, swapped ? Temporal.PlainDate.from(swapped).dayOfWeek : weekday);
  }

  const kept = new Map<number, WorkDay>();

  function dayByIndex(index: number): WorkDay {
    const known = kept.get(index);
    if (known) return known;
    const plain = Temporal.PlainDate.from({ year: 1970, month: 1, day: 1 }).add({ days: index });
    const midnight = plain.toZonedDateTime(spec.zone);
    const date = plain.toString();
    const ranges = rangesOf(date, plain.dayOfWeek);
    const at = (minutes: number): number => {
      if (minutes === 1440) return midnight.add({ days: 1 }).startOfDay().epochMilliseconds;
      const time = Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
      return plain.toZonedDateTime({ timeZone: spec.zone, plainTime: time }).epochMilliseconds;
    };
    const day: WorkDay = {
      index,
      date,
      weekday: plain.dayOfWeek,
      startMs: midnight.epochMilliseconds,
      endMs: at(1440),
      starts: ranges.map((r) => at(r.start)),
      ends: ranges.map((r) => at(r.end)),
      exception: exceptions.get(date)?.day ?? null,
    };
    if (kept.size >= KEPT_DAYS) kept.clear();
    kept.set(index, day);
    return day;
  }

  return {
    code: spec.code,
    name: spec.name,
    zone: spec.zone,
    dayMinutes: spec.dayMinutes,
    dayByIndex,
    dayAt(ms) {
      // Guess by UTC, then step: no zone is more than a day away, so this is at most two steps.
      let day = dayByIndex(Math.floor(ms / DAY_MS));
      while (ms < day.startMs) day = dayByIndex(day.index - 1);
      while (ms >= day.endMs) day = dayByIndex(day.index + 1);
      return day;
    },
    knowsHolidaysOf: (year) => years.size === 0 || years.has(year),
  };
}

interface DatedRange {
  weekday: number;
  range: TimeRange;
  from: string;
  to: string;
}

/** Found when a calendar is loaded, not on the one day years ahead when two rules first meet. */
function refuseOverlaps(weekly: readonly DatedRange[]): void {
  for (const [i, a] of weekly.entries()) {
    for (const b of weekly.slice(i + 1)) {
      if (a.weekday === b.weekday && a.from <= b.to && b.from <= a.to) joinTimeRanges([a.range, b.range]);
    }
  }
}

function compileWeekly(w: WeeklyRange): DatedRange {
  if (!(Number.isInteger(w.weekday) && w.weekday >= 1 && w.weekday <= 7)) {
    throw new RangeError(`weekday ${w.weekday}: expected 1 (Monday) to 7 (Sunday)`);
  }
  const from = w.validFrom === null ? '' : Temporal.PlainDate.from(w.validFrom).toString();
  const to = w.validTo === null ? '9999-12-31' : Temporal.PlainDate.from(w.validTo).toString();
  return { weekday: w.weekday, range: parseTimeRange(w.range), from, to };
}
