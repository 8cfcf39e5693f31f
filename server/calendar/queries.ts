import type { Db } from '../platform/db/index.ts';
import { type CalendarSet, calendarSet } from './calendar-set.ts';
import { readStored } from './stored.ts';
import { type Versioned, versionedCache } from './versioned-cache.ts';
import type { WorkingCalendar } from './working-calendar.ts';

const cache = versionedCache({ stateTable: 'calendar_state', load: readCalendarSet });

/** All calendars and their version, from memory; an edit by another process is seen within two seconds. */
export function loadCalendars(db: Db): Promise<Versioned<CalendarSet>> {
  return cache.get(db);
}

/** One calendar by code. @throws AppError `bad_setting` when there is no such calendar */
export async function loadCalendar(db: Db, code: string): Promise<WorkingCalendar> {
  return (await cache.get(db)).value.byCode(code);
}

/**
 * The calendar that a unit keeps on the local day of `at`; the default calendar for `null` and for units without one.
 * @throws AppError `bad_setting` when the installation has no default calendar
 */
export async function calendarForUnit(db: Db, unitId: number | null, at: Date): Promise<WorkingCalendar> {
  return (await cache.get(db)).value.forUnit(unitId, at);
}

/** Call after a committed change of a calendar, so that this process sees it at once. */
export function forgetCalendars(db: Db): void {
  cache.forget(db);
}

/** Past memory: all calendars as this transaction sees them, for looking at a change before it is saved. */
export async function readCalendarSet(db: Db): Promise<CalendarSet> {
  const { calendars, units } = await readStored(db);
  return calendarSet(calendars, units);
}
