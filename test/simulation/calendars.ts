/** The calendars of a new installation as a value in memory. */
import { type CalendarSet, calendarSet, referenceCalendars } from '../../server/calendar/index.ts';

/** With a unit (3) that keeps the centre's hours round the clock. */
export function referenceSet(): CalendarSet {
  const calendars = referenceCalendars().map((c, i) => ({ ...c, id: i + 1, baseId: null }));
  const around = calendars.find((c) => c.code === '24-7');
  if (!around) throw new Error('no calendar round the clock');
  return calendarSet(calendars, [{ unitId: 3, calendarId: around.id, validFrom: '2000-01-01', validTo: null }]);
}
