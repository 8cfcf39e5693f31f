import { localDay, ZONE } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import { type CalendarDay, type WeeklyRange, type WorkingCalendar, workingCalendar } from './working-calendar.ts';

export interface StoredCalendar {
  id: number;
  code: string;
  name: string;
  dayMinutes: number;
  baseId: number | null;
  isDefault: boolean;
  weekly: WeeklyRange[];
  days: CalendarDay[];
}

export interface UnitCalendar {
  unitId: number;
  calendarId: number;
  validFrom: string;
  validTo: string | null;
}

/** All calendars of the installation as one immutable value: look-ups cost no query. */
export interface CalendarSet {
  /** @throws AppError `bad_setting` when there is no such calendar or its data is damaged */
  byCode(code: string): WorkingCalendar;
  byId(id: number): WorkingCalendar;
  /** The unit's calendar on the local day of `at`; the default one without a unit or a row for it. */
  forUnit(unitId: number | null | undefined, at: Date): WorkingCalendar;
}

/** Puts calendars, their bases and the units that keep them together. Each is compiled when first asked for. */
export function calendarSet(calendars: readonly StoredCalendar[], units: readonly UnitCalendar[]): CalendarSet {
  const stored = new Map(calendars.map((c) => [c.id, c]));
  const ids = new Map(calendars.map((c) => [c.code, c.id]));
  const defaultId = calendars.find((c) => c.isDefault)?.id;
  const compiled = new Map<number, WorkingCalendar>();
  const unitRows = Map.groupBy(units, (u) => u.unitId);

  function byId(id: number): WorkingCalendar {
    const known = compiled.get(id);
    if (known) return known;
    const calendar = stored.get(id);
    if (!calendar)
      throw new AppError('bad_setting', {
        detail: { vi: `Không có lịch làm việc số ${id}.`, en: `There is no working calendar number ${id}.` },
      });
    const made = compile(calendar);
    compiled.set(id, made);
    return made;
  }

  function compile(calendar: StoredCalendar): WorkingCalendar {
    try {
      return workingCalendar({
        code: calendar.code,
        name: calendar.name,
        zone: ZONE,
        dayMinutes: calendar.dayMinutes,
        weekly: weeklyOf(calendar),
        days: [...daysOf(calendar).values()],
      });
    } catch (cause) {
      const why = (cause as Error).message;
      const detail = {
        vi: `Lịch làm việc “${calendar.code}” bị lỗi: ${why}`,
        en: `The working calendar “${calendar.code}” is wrong: ${why}`,
      };
      throw new AppError('bad_setting', { detail, cause });
    }
  }

  /** The calendar and its bases, nearest first. */
  function lineage(calendar: StoredCalendar): StoredCalendar[] {
    const line: StoredCalendar[] = [];
    for (let c: StoredCalendar | undefined = calendar; c; c = c.baseId === null ? undefined : stored.get(c.baseId)) {
      if (line.includes(c)) throw new RangeError(`its bases run in a circle at ${c.code}`);
      line.push(c);
    }
    return line;
  }

  function weeklyOf(calendar: StoredCalendar): readonly WeeklyRange[] {
    return lineage(calendar).find((c) => c.weekly.length > 0)?.weekly ?? [];
  }

  function daysOf(calendar: StoredCalendar): Map<string, CalendarDay> {
    const farthestFirst = lineage(calendar).toReversed();
    return new Map(farthestFirst.flatMap((c) => c.days.map((d) => [d.date, d] as const)));
  }

  return {
    byId,
    byCode(code) {
      const id = ids.get(code);
      if (id === undefined)
        throw new AppError('bad_setting', {
          detail: { vi: `Không có lịch làm việc “${code}”.`, en: `There is no working calendar “${code}”.` },
        });
      return byId(id);
    },
    forUnit(unitId, at) {
      const rows = unitId == null ? undefined : unitRows.get(unitId);
      const day = rows && localDay(at);
      const row = rows?.find(
        (r) => r.validFrom <= (day as string) && (r.validTo === null || (day as string) <= r.validTo),
      );
      const id = row?.calendarId ?? defaultId;
      if (id === undefined)
        throw new AppError('bad_setting', {
          detail: { vi: 'Chưa có lịch làm việc mặc định.', en: 'There is no default working calendar yet.' },
        });
      return byId(id);
    },
  };
}
