import { z } from 'zod';
import { movedCases } from './calendar-import.ts';
import { DAY_KINDS } from './calendar-words.ts';
import { isoDay, nothing, ref, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

/** Working hours of a stretch, `07:00-11:30`; `24:00` only as an end. A night shift is two ranges on two days. */
export const hours = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
  .meta({ examples: ['07:00-11:30'] });
const dayHours = z.array(hours).max(12);

/** Hours of the seven weekdays, Monday first; an empty list is a day off. */
export const week = z.array(dayHours).length(7);

export const calendarRow = z
  .object({
    code: z.string(),
    name: z.string(),
    /** Working minutes that “one working day” amounts to. */
    dayMinutes: z.number().int(),
    /** Whose days, and whose weekly hours if it has none of its own, hold in this calendar. */
    base: ref.nullable(),
    isDefault: z.boolean(),
    /** The week that holds today. */
    week: z.array(z.array(z.string())),
    /** Units that keep it today. */
    units: z.number().int(),
    /** The next day that differs from the week, today included. */
    next: z.object({ date: isoDay, kind: z.enum(DAY_KINDS), name: z.string() }).nullable(),
  })
  .meta({ id: 'CalendarRow' });
export type CalendarRow = z.infer<typeof calendarRow>;

export const calendarDay = z
  .object({
    date: isoDay,
    kind: z.enum(DAY_KINDS),
    name: z.string(),
    /** Own hours of a working day; null: those of the weekday it was swapped with. */
    hours: z.array(z.string()).nullable(),
    swappedWith: isoDay.nullable(),
    /** False: counts, but no announcement confirms it yet. */
    verified: z.boolean(),
    /** The announcement it rests on. */
    source: z.string().nullable(),
    origin: z.enum(['reference', 'manual', 'import']),
    /** The calendar it is written in: this one, or a base. */
    calendar: z.string(),
    /** The reference data names this day, too: an own entry over it can be taken back to it. */
    inReference: z.boolean(),
  })
  .meta({ id: 'CalendarDay' });
export type CalendarDayView = z.infer<typeof calendarDay>;

/** One week with the dates between which it holds; null = open. */
export const weekPeriod = z.object({
  from: isoDay.nullable(),
  to: isoDay.nullable(),
  week: z.array(z.array(z.string())),
});
export type WeekPeriod = z.infer<typeof weekPeriod>;

export const unitAssignment = z.object({ unit: ref, from: isoDay, to: isoDay.nullable() });
export type UnitAssignment = z.infer<typeof unitAssignment>;

export const calendarView = calendarRow
  .extend({
    /** Whether the weekly hours are its own or those of its base. */
    ownWeek: z.boolean(),
    weeks: z.array(weekPeriod),
    year: z.number().int(),
    /** False: the holidays of this year have not been entered. */
    holidaysKnown: z.boolean(),
    /** Days of the year that differ from the week, also those lent by a base. */
    days: z.array(calendarDay),
    /** Working hours of every day of the year, 1 January first. */
    hoursOfDays: z.array(z.array(z.string())),
    assignments: z.array(unitAssignment),
  })
  .meta({ id: 'Calendar' });
export type CalendarView = z.infer<typeof calendarView>;

const byCode = z.object({ code: refCode });
const onDay = z.object({ code: refCode, date: isoDay });
const tag = 'calendars';
const year = z.coerce.number().int().min(2000).max(2100);

export const listCalendars = endpoint({
  method: 'GET',
  path: '/calendars',
  tag,
  summary: 'Working calendars with the week that holds today',
  response: z.object({ items: z.array(calendarRow) }),
});
export const getCalendar = endpoint({
  method: 'GET',
  path: '/calendars/:code',
  tag,
  summary: 'One calendar with its weeks, a year of days, and the units that keep it',
  params: byCode,
  query: z.object({ year: year.optional() }),
  response: calendarView,
});

const facts = {
  name: typedText(120),
  dayMinutes: z.number().int().min(1).max(1440),
  base: refCode.nullable().default(null),
};
export const createCalendar = endpoint({
  method: 'POST',
  path: '/calendars',
  tag,
  summary: 'Add a calendar: with hours of its own, or exceptions over a base; may be given to a unit at once',
  body: z.object({
    code: refCode,
    ...facts,
    week: week.nullable().default(null),
    unit: z.object({ unit: refCode, from: isoDay }).nullable().default(null),
  }),
  status: 201,
  response: calendarView,
});

/** Everything that can be changed in a calendar; the same shape is previewed, recorded and carried out. */
const settings = z.object({ ...facts, isDefault: z.boolean().default(false) });
const setWeek = z.object({ from: isoDay, to: isoDay.nullable().default(null), week });
const day = z.object({
  kind: z.enum(DAY_KINDS),
  name: typedText(200),
  hours: dayHours.nullable().default(null),
  swappedWith: isoDay.nullable().default(null),
  verified: z.boolean().default(true),
  source: typedText(400).nullable().default(null),
});
export const swap = z.object({
  /** A working day that becomes free. */
  off: isoDay,
  /** A free day (mostly a Saturday) that is worked instead. */
  working: isoDay,
  name: typedText(200),
  source: typedText(400).nullable().default(null),
  verified: z.boolean().default(true),
});
const assignment = z.object({ unit: refCode, from: isoDay, to: isoDay.nullable().default(null) });

export const calendarChange = z.discriminatedUnion('do', [
  settings.extend({ do: z.literal('settings') }),
  setWeek.extend({ do: z.literal('set_week') }),
  z.object({ do: z.literal('inherit_week') }),
  day.extend({ do: z.literal('set_day'), date: isoDay }),
  z.object({ do: z.literal('remove_day'), date: isoDay }),
  z.object({ do: z.literal('restore_day'), date: isoDay }),
  swap.extend({ do: z.literal('swap') }),
  assignment.extend({ do: z.literal('assign') }),
  z.object({ do: z.literal('unassign'), unit: refCode, from: isoDay }),
]);
export type CalendarChange = z.output<typeof calendarChange>;
export type CalendarChangeInput = z.input<typeof calendarChange>;

export const updateCalendar = endpoint({
  method: 'PUT',
  path: '/calendars/:code',
  tag,
  summary: 'Change name, length of a working day, base, or make it the default (its code stays)',
  params: byCode,
  body: settings,
  response: calendarView,
});
export const deleteCalendar = endpoint({
  method: 'DELETE',
  path: '/calendars/:code',
  tag,
  summary: 'Remove a calendar that no unit, rule or other calendar uses or ever used',
  params: byCode,
  status: 204,
  response: nothing,
});
export const putWeek = endpoint({
  method: 'PUT',
  path: '/calendars/:code/week',
  tag,
  summary: 'Weekly hours that hold from a date, or between two dates; earlier weeks stay as they were',
  params: byCode,
  body: setWeek,
  response: calendarView,
});
export const deleteWeek = endpoint({
  method: 'DELETE',
  path: '/calendars/:code/week',
  tag,
  summary: 'Give up own weekly hours: those of the base hold',
  params: byCode,
  response: calendarView,
});
export const putDay = endpoint({
  method: 'PUT',
  path: '/calendars/:code/days/:date',
  tag,
  summary: 'Say what a day is',
  params: onDay,
  body: day,
  response: calendarView,
});
export const deleteDay = endpoint({
  method: 'DELETE',
  path: '/calendars/:code/days/:date',
  tag,
  summary: 'Take a day back; one of the reference data does not return with the next start',
  params: onDay,
  response: calendarView,
});
export const restoreDay = endpoint({
  method: 'POST',
  path: '/calendars/:code/days/:date/restore',
  tag,
  summary: 'Give up an own entry for what the reference data say of this day',
  params: onDay,
  response: calendarView,
});
export const createSwap = endpoint({
  method: 'POST',
  path: '/calendars/:code/swaps',
  tag,
  summary: 'Swap a working day with a free day, both at once',
  params: byCode,
  body: swap,
  response: calendarView,
});
export const assignUnit = endpoint({
  method: 'POST',
  path: '/calendars/:code/units',
  tag,
  summary: 'Let a unit keep this calendar from a date; what it kept before ends the day before',
  params: byCode,
  body: assignment,
  response: calendarView,
});
export const unassignUnit = endpoint({
  method: 'DELETE',
  path: '/calendars/:code/units/:unit/:from',
  tag,
  summary: 'Take an assignment back: removed when it has not begun, otherwise ended today',
  params: z.object({ code: refCode, unit: refCode, from: isoDay }),
  response: calendarView,
});

export const previewChange = endpoint({
  method: 'POST',
  path: '/calendars/:code/preview',
  tag,
  summary: 'Which open cases would move, and by how much, if this change were saved',
  params: byCode,
  body: calendarChange,
  response: movedCases,
});
