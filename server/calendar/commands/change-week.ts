import type { CalendarChange } from '../../../contract/calendars.ts';
import type { Db } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Changed, ChangeScope } from '../change-scope.ts';
import { checkedWeek, dayWords, refuseBackwards } from '../check-hours.ts';
import { lineOf } from '../stored.ts';
import { datedWeeks, replaceWeek } from '../weeks.ts';
import type { WeeklyRange } from '../working-calendar.ts';

type Of<K extends CalendarChange['do']> = Extract<CalendarChange, { do: K }>;

/** Another week from a date on, or between two dates. @throws AppError `invalid` */
export async function setWeek(scope: ChangeScope, change: Of<'set_week'>): Promise<Changed> {
  const { calendar } = scope;
  refuseBackwards(change.from, change.to);
  const week = checkedWeek(change.week);
  // A calendar that begins to have hours of its own keeps those of its base for the days outside.
  const base = lineOf(scope.stored.calendars, calendar.id).find((c) => c.weekly.length > 0)?.weekly ?? [];
  const ranges = replaceWeek(base, { from: change.from, to: change.to, week });
  await writeRanges(scope.db, calendar.id, ranges);
  return {
    what: 'set_week',
    before: datedWeeks(calendar.weekly),
    after: datedWeeks(ranges),
    why: {
      vi: `Lịch “${calendar.name}”: giờ làm việc mới từ ${dayWords(change.from)}${
        change.to === null ? '' : ` đến hết ${dayWords(change.to)}`
      }.`,
      en: `Calendar “${calendar.name}”: new hours from ${dayWords(change.from, 'en')}${
        change.to === null ? '' : ` to the end of ${dayWords(change.to, 'en')}`
      }.`,
    },
  };
}

/** Gives own weekly hours up for those of the base. @throws AppError `not_now` without a base */
export async function inheritWeek(scope: ChangeScope): Promise<Changed> {
  const { calendar } = scope;
  const base = scope.stored.calendars.find((c) => c.id === calendar.baseId);
  if (!base)
    throw new AppError('not_now', {
      detail: {
        vi: `Lịch “${calendar.name}” không có lịch nền để lấy giờ làm việc.`,
        en: `The calendar “${calendar.name}” has no base calendar to take hours from.`,
      },
    });
  await writeRanges(scope.db, calendar.id, []);
  return {
    what: 'inherit_week',
    before: datedWeeks(calendar.weekly),
    after: null,
    why: {
      vi: `Lịch “${calendar.name}”: dùng giờ làm việc của lịch “${base.name}”.`,
      en: `Calendar “${calendar.name}”: works the hours of the calendar “${base.name}”.`,
    },
  };
}

/** Replaces all weekly hours of a calendar. */
export async function writeRanges(db: Db, calendarId: number, ranges: readonly WeeklyRange[]): Promise<void> {
  await db.deleteFrom('calendar_ranges').where('calendar_id', '=', calendarId).execute();
  if (ranges.length === 0) return;
  await db
    .insertInto('calendar_ranges')
    .values(
      ranges.map((r) => ({
        calendar_id: calendarId,
        weekday: r.weekday,
        hours: r.range,
        valid_from: r.validFrom,
        valid_to: r.validTo,
      })),
    )
    .execute();
}
