import { type WorkingCalendar, workingMinutesBetween } from '../calendar/index.ts';

export interface Remaining {
  /** Working minutes until the due date, or (negative) since; clock minutes without a calendar. May be a fraction. */
  minutes: number;
  /** True from the first millisecond after the due date, also when no working time has passed since. */
  overdue: boolean;
  /** “còn 2 giờ 15 phút làm việc”, “quá hạn 1 ngày 2 giờ làm việc”. */
  text: string;
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

function phrase(minutes: number, overdue: boolean, cal: WorkingCalendar | null): string {
  const before = overdue ? 'quá hạn' : 'còn';
  const after = cal ? ' làm việc' : '';
  // Half a millisecond of rounding must not turn 2 hours into 1 hour 59 minutes.
  const whole = Math.floor(minutes + 1e-6);
  if (whole === 0) {
    if (!overdue && minutes === 0 && cal) return 'không còn giờ làm việc trước hạn';
    return `${before} dưới 1 phút${after}`;
  }
  const dayMinutes = cal?.dayMinutes ?? 1440;
  const days = Math.floor(whole / dayMinutes);
  const hours = Math.floor((whole % dayMinutes) / 60);
  const rest = (whole % dayMinutes) % 60;
  // With days to go, minutes are noise.
  const parts = [
    days > 0 ? `${days} ngày` : '',
    hours > 0 ? `${hours} giờ` : '',
    days === 0 && rest > 0 ? `${rest} phút` : '',
  ];
  return `${before} ${parts.filter((p) => p !== '').join(' ')}${after}`;
}
