import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ZONE } from '../platform/clock.ts';
import type { DayKind, WeeklyRange } from './working-calendar.ts';

const day = z.iso.date();

const calendarsFile = z.object({
  default: z.string(),
  calendars: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      dayMinutes: z.number().int(),
      weekly: z.array(
        z.object({
          weekdays: z.array(z.number().int()),
          ranges: z.array(z.string()),
          validFrom: day.nullable(),
          validTo: day.nullable(),
        }),
      ),
      /** File of dated days beside this one, or none. */
      days: z.string().nullable(),
    }),
  ),
});

const daysFile = z.object({
  days: z.array(
    z.object({
      date: day,
      name: z.string(),
      kind: z.enum(['holiday', 'compensatory-off', 'swapped-off', 'working-saturday']),
      source: z.string(),
      verified: z.boolean(),
      swappedWith: day.optional(),
    }),
  ),
});

const KINDS = {
  holiday: 'holiday',
  'compensatory-off': 'compensatory_off',
  'swapped-off': 'swapped_off',
  'working-saturday': 'working_day',
} as const satisfies Record<string, DayKind>;

export interface ReferenceDay {
  date: string;
  kind: DayKind;
  name: string;
  ranges: null;
  swappedWith: string | null;
  source: string;
  verified: boolean;
}

export interface ReferenceCalendar {
  code: string;
  name: string;
  zone: string;
  dayMinutes: number;
  isDefault: boolean;
  weekly: WeeklyRange[];
  days: ReferenceDay[];
}

/**
 * The calendars a new installation starts with (db/reference). Days listed there as `unresolved` (24/11, a day off that
 * no law text confirms yet) are left out on purpose: an administrator decides.
 * @throws ZodError when a reference file is damaged
 */
export function referenceCalendars(): ReferenceCalendar[] {
  const file = calendarsFile.parse(readReference('calendars.json'));
  return file.calendars.map((calendar) => ({
    code: calendar.code,
    name: calendar.name,
    zone: ZONE,
    dayMinutes: calendar.dayMinutes,
    isDefault: calendar.code === file.default,
    weekly: calendar.weekly.flatMap(({ weekdays, ranges, validFrom, validTo }) =>
      weekdays.flatMap((weekday) => ranges.map((range) => ({ weekday, range, validFrom, validTo }))),
    ),
    days: calendar.days === null ? [] : referenceDays(calendar.days),
  }));
}

/** One of them by code. @throws RangeError when db/reference has none of this code */
export function referenceCalendar(code: string): ReferenceCalendar {
  const found = referenceCalendars().find((c) => c.code === code);
  if (!found) throw new RangeError(`db/reference/calendars.json has no calendar ${code}`);
  return found;
}

let namedDays: Map<string, ReferenceDay> | undefined;

/** What the reference data say of a day in a calendar; undefined when they do not name it. */
export function referenceDay(calendar: string, date: string): ReferenceDay | undefined {
  namedDays ??= new Map(referenceCalendars().flatMap((c) => c.days.map((d) => [`${c.code} ${d.date}`, d] as const)));
  return namedDays.get(`${calendar} ${date}`);
}

function referenceDays(name: string): ReferenceDay[] {
  return daysFile.parse(readReference(name)).days.map((d) => ({
    date: d.date,
    kind: KINDS[d.kind],
    name: d.name,
    ranges: null,
    swappedWith: d.swappedWith ?? null,
    source: d.source,
    verified: d.verified,
  }));
}

function readReference(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../db/reference/${name}`, import.meta.url), 'utf8'));
}
