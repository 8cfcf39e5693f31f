import type { Db } from '../platform/db/index.ts';
import { type CalendarSet, calendarSet, type StoredCalendar, type UnitCalendar } from './calendar-set.ts';
import { type Versioned, versionedCache } from './versioned-cache.ts';
import type { DayKind, WorkingCalendar } from './working-calendar.ts';

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

async function readCalendarSet(db: Db): Promise<CalendarSet> {
  const calendars = await db.selectFrom('calendars').selectAll().orderBy('id').execute();
  const ranges = await db.selectFrom('calendar_ranges').selectAll().orderBy('id').execute();
  const days = await db.selectFrom('calendar_days').selectAll().orderBy('date').execute();
  const units = await db.selectFrom('calendar_units').selectAll().execute();
  const rangesOf = Map.groupBy(ranges, (r) => r.calendar_id);
  const daysOf = Map.groupBy(days, (d) => d.calendar_id);
  return calendarSet(
    calendars.map(
      (c): StoredCalendar => ({
        id: c.id,
        code: c.code,
        name: c.name,
        dayMinutes: c.day_minutes,
        baseId: c.base_calendar_id,
        isDefault: c.is_default,
        weekly: (rangesOf.get(c.id) ?? []).map((r) => ({
          weekday: r.weekday,
          range: r.hours,
          validFrom: r.valid_from,
          validTo: r.valid_to,
        })),
        days: (daysOf.get(c.id) ?? []).map((d) => ({
          date: d.date,
          kind: d.kind as DayKind,
          name: d.name,
          ranges: d.ranges,
          swappedWith: d.swapped_with,
          verified: d.verified,
        })),
      }),
    ),
    units.map(
      (u): UnitCalendar => ({
        unitId: u.unit_id,
        calendarId: u.calendar_id,
        validFrom: u.valid_from,
        validTo: u.valid_to,
      }),
    ),
  );
}
