import type { CalendarRow, CalendarView } from '../../contract/calendars.ts';
import { unitsById } from '../org/index.ts';
import { localDay } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { calendarSet, type StoredCalendar } from './calendar-set.ts';
import { hoursOfDay } from './commands/change-day.ts';
import { referenceDay } from './reference.ts';
import { lineOf, readStored, type Stored } from './stored.ts';
import { datedWeeks, type Week, weekOn } from './weeks.ts';

/** All calendars, the default one first, then by name. */
export async function listCalendars(ctx: Ctx): Promise<CalendarRow[]> {
  const stored = await readStored(ctx.db);
  const today = localDay(ctx.clock.now());
  return stored.calendars
    .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault) || a.name.localeCompare(b.name, 'vi'))
    .map((c) => rowOf(stored, c, today));
}

/** One calendar with a year of its days. @throws AppError `not_found` */
export async function viewCalendar(ctx: Ctx, code: string, year?: number): Promise<CalendarView> {
  const stored = await readStored(ctx.db);
  const calendar = stored.calendars.find((c) => c.code === code);
  if (!calendar)
    throw new AppError('not_found', {
      detail: { vi: `Không có lịch làm việc “${code}”.`, en: `There is no working calendar “${code}”.` },
    });
  const today = localDay(ctx.clock.now());
  const shown = year ?? Number(today.slice(0, 4));
  const compiled = calendarSet(stored.calendars, stored.units).byId(calendar.id);
  const first = Temporal.PlainDate.from({ year: shown, month: 1, day: 1 });
  const index = compiled.dayAt(first.toZonedDateTime(compiled.zone).epochMilliseconds).index;
  const weekly = weeklyOf(stored, calendar);
  const units = await unitsById(
    ctx.db,
    stored.units.map((u) => u.unitId),
  );
  return {
    ...rowOf(stored, calendar, today),
    ownWeek: calendar.weekly.length > 0,
    weeks: datedWeeks(weekly).map((w) => ({ from: w.from, to: w.to, week: plain(w.week) })),
    year: shown,
    holidaysKnown: compiled.knowsHolidaysOf(shown),
    days: await daysOf(ctx, stored, calendar, shown),
    hoursOfDays: Array.from({ length: first.daysInYear }, (_, i) => hoursOfDay(compiled.dayByIndex(index + i))),
    assignments: stored.units
      .filter((u) => u.calendarId === calendar.id)
      .flatMap((u) => {
        const unit = units.get(u.unitId);
        return unit ? [{ unit: { code: unit.code, name: unit.name }, from: u.validFrom, to: u.validTo }] : [];
      })
      .toSorted((a, b) => b.from.localeCompare(a.from) || a.unit.name.localeCompare(b.unit.name, 'vi')),
  };
}

function rowOf(stored: Stored, calendar: StoredCalendar, today: string): CalendarRow {
  const base = stored.calendars.find((c) => c.id === calendar.baseId);
  const days = effectiveDays(stored, calendar).filter((d) => d.date >= today && d.kind !== 'ordinary');
  const next = days.toSorted((a, b) => a.date.localeCompare(b.date))[0];
  return {
    code: calendar.code,
    name: calendar.name,
    dayMinutes: calendar.dayMinutes,
    base: base ? { code: base.code, name: base.name } : null,
    isDefault: calendar.isDefault,
    week: plain(weekOn(weeklyOf(stored, calendar), today)),
    units: stored.units.filter(
      (u) => u.calendarId === calendar.id && u.validFrom <= today && (u.validTo === null || today <= u.validTo),
    ).length,
    next: next ? { date: next.date, kind: next.kind, name: next.name } : null,
  };
}

function weeklyOf(stored: Stored, calendar: StoredCalendar) {
  return lineOf(stored.calendars, calendar.id).find((c) => c.weekly.length > 0)?.weekly ?? [];
}

/** Days by date, the nearest calendar's word last and so the one that counts. */
function effectiveDays(stored: Stored, calendar: StoredCalendar) {
  const far = lineOf(stored.calendars, calendar.id).toReversed();
  const byDate = new Map(far.flatMap((c) => c.days.map((d) => [d.date, { ...d, calendar: c }] as const)));
  return [...byDate.values()];
}

async function daysOf(ctx: Ctx, stored: Stored, calendar: StoredCalendar, year: number): Promise<CalendarView['days']> {
  const rows = await ctx.db
    .selectFrom('calendar_days')
    .select(['calendar_id', 'date', 'source', 'origin'])
    .where('date', '>=', `${year}-01-01`)
    .where('date', '<=', `${year}-12-31`)
    .execute();
  const more = new Map(rows.map((r) => [`${r.calendar_id} ${r.date}`, r]));
  return effectiveDays(stored, calendar)
    .filter((d) => d.date.startsWith(`${year}-`))
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map((d) => {
      const row = more.get(`${d.calendar.id} ${d.date}`);
      return {
        date: d.date,
        kind: d.kind,
        name: d.name,
        hours: d.ranges ? [...d.ranges] : null,
        swappedWith: d.swappedWith,
        verified: d.verified,
        source: row?.source ?? null,
        origin: row?.origin ?? 'manual',
        calendar: d.calendar.code,
        inReference: referenceDay(d.calendar.code, d.date) !== undefined,
      };
    });
}

const plain = (week: Week): string[][] => week.map((hours) => [...hours]);
