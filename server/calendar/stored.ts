import type { Db } from '../platform/db/index.ts';
import type { StoredCalendar, UnitCalendar } from './calendar-set.ts';
import type { DayKind } from './working-calendar.ts';

export interface Stored {
  calendars: StoredCalendar[];
  units: UnitCalendar[];
}

/** All calendars as they stand in the database, past memory: inside a transaction with what it has changed so far. */
export async function readStored(db: Db): Promise<Stored> {
  const calendars = await db.selectFrom('calendars').selectAll().orderBy('id').execute();
  const ranges = await db.selectFrom('calendar_ranges').selectAll().orderBy('id').execute();
  const days = await db.selectFrom('calendar_days').selectAll().orderBy('date').execute();
  const units = await db.selectFrom('calendar_units').selectAll().execute();
  const rangesOf = Map.groupBy(ranges, (r) => r.calendar_id);
  const daysOf = Map.groupBy(days, (d) => d.calendar_id);
  return {
    calendars: calendars.map((c) => ({
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
    })),
    units: units.map((u) => ({
      unitId: u.unit_id,
      calendarId: u.calendar_id,
      validFrom: u.valid_from,
      validTo: u.valid_to,
    })),
  };
}

/** The calendar and its bases, nearest first; ends at a circle, which `calendarSet` refuses. */
export function lineOf(calendars: readonly StoredCalendar[], id: number): StoredCalendar[] {
  const line: StoredCalendar[] = [];
  let next = calendars.find((c) => c.id === id);
  while (next && !line.includes(next)) {
    line.push(next);
    const { baseId } = next;
    next = baseId === null ? undefined : calendars.find((c) => c.id === baseId);
  }
  return line;
}
