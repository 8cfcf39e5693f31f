/** Working time: calendars and the arithmetic over them. */
export type { CalendarSet } from './calendar-set.ts';
export { seedCalendars } from './commands/seed-calendars.ts';
export { describeInstant, describeTrace } from './describe-trace.ts';
export { calendarForUnit, forgetCalendars, loadCalendar, loadCalendars } from './queries.ts';
export { referenceCalendar } from './reference.ts';
export { type Versioned, type VersionedCache, versionedCache } from './versioned-cache.ts';
export {
  type CalendarDay,
  type CalendarSpec,
  type DayKind,
  type WeeklyRange,
  type WorkDay,
  type WorkingCalendar,
  workingCalendar,
} from './working-calendar.ts';
export {
  addWorkingMinutes,
  type DayTrace,
  isWorkingTime,
  nextWorkingInstant,
  workingDays,
  workingMinutesBetween,
} from './working-time.ts';
