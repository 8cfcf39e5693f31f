/** Working time: calendars and the arithmetic over them. */
export { type CalendarSet, calendarSet } from './calendar-set.ts';
export { changeCalendar } from './commands/change-calendar.ts';
export { type DaysFile, importDays, tryImport } from './commands/import-days.ts';
export { seedCalendars } from './commands/seed-calendars.ts';
export { describeInstant, describeTrace } from './describe-trace.ts';
export type { CalendarDoor } from './door.ts';
export { calendarForUnit, forgetCalendars, loadCalendar, loadCalendars } from './queries.ts';
export { referenceCalendar, referenceCalendars } from './reference.ts';
export { registerCalendars } from './routes.ts';
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
