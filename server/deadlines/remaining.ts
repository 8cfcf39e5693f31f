import { type WorkingCalendar, workingMinutesBetween } from '../calendar/index.ts';
import type { Said } from '../platform/said.ts';

export interface Remaining {
  /** Working minutes until the due date, or (negative) since; clock minutes without a calendar. May be a fraction. */
  minutes: number;
  /** True from the first millisecond after the due date, also when no working time has passed since. */
  overdue: boolean;
  /** “còn 2 giờ 15 phút làm việc”, “quá hạn 1 ngày 2 giờ làm việc”; “2 h 15 min left of working time”. */
  text: Said;
}

const MINUTE_MS = 60_000;

/**
 * How much time is left. Whole minutes are shown, cut off: what is shown as left is never more than there is.
 * @param cal the calendar of the deadline; null for a limit that runs on clock time
 */
export function remaining(cal: WorkingCalendar | null, now: Date, dueAt: Date): Remaining {
  const minutes = cal ? workingMinutesBetween(cal, now, dueAt) : (dueAt.getTime() - now.getTime()) / MINUTE_MS;
  const overdue = now > dueAt;
  return { minutes, overdue, text: phrase(Math.abs(minutes), overdue, cal) };
}

function phrase(minutes: number, overdue: boolean, cal: WorkingCalendar | null): Said {
  // Half a millisecond of rounding must not turn 2 hours into 1 hour 59 minutes.
  const whole = Math.floor(minutes + 1e-6);
  if (whole === 0) {
    if (!overdue && minutes === 0 && cal)
      return { vi: 'không còn giờ làm việc trước hạn', en: 'no working time left before it is due' };
    return inWords({ vi: 'dưới 1 phút', en: 'less than 1 min' }, overdue, cal !== null);
  }
  const dayMinutes = cal?.dayMinutes ?? 1440;
  const days = Math.floor(whole / dayMinutes);
  const hours = Math.floor((whole % dayMinutes) / 60);
  const rest = (whole % dayMinutes) % 60;
  // With days to go, minutes are noise.
  const parts = [days > 0 && DAYS(days), hours > 0 && HOURS(hours), days === 0 && rest > 0 && MINUTES(rest)];
  const said = parts.filter((part) => part !== false);
  const joined = { vi: said.map((part) => part.vi).join(' '), en: said.map((part) => part.en).join(' ') };
  return inWords(joined, overdue, cal !== null);
}

const DAYS = (n: number): Said => ({ vi: `${n} ngày`, en: `${n} d` });
const HOURS = (n: number): Said => ({ vi: `${n} giờ`, en: `${n} h` });
const MINUTES = (n: number): Said => ({ vi: `${n} phút`, en: `${n} min` });

function inWords(span: Said, overdue: boolean, working: boolean): Said {
  const time = working ? { vi: ' làm việc', en: ' of working time' } : { vi: '', en: '' };
  return overdue
    ? { vi: `quá hạn ${span.vi}${time.vi}`, en: `overdue by ${span.en}${time.en}` }
    : { vi: `còn ${span.vi}${time.vi}`, en: `${span.en} left${time.en}` };
}
