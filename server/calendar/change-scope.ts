import { sql } from 'kysely';
import type { Db } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import { type Said, saidWith } from '../platform/said.ts';
import { type CalendarSet, calendarSet, type StoredCalendar } from './calendar-set.ts';
import { lineOf, readStored, type Stored } from './stored.ts';
import { nextWorkingInstant } from './working-time.ts';

const CALENDAR_LOCK = 1022_015;

/** What a change of one calendar is carried out in: inside a transaction, one change of calendars at a time. */
export interface ChangeScope {
  db: Db;
  now: Date;
  calendar: StoredCalendar;
  stored: Stored;
  /** All calendars as they were before the change. */
  before: CalendarSet;
}

/** What the record keeps of a change: what it was called, and what stood there before and after. */
export interface Changed {
  what: string;
  before: unknown;
  after: unknown;
  /** One line: the reason that is written on every due date that moves. */
  why: Said;
}

/** One change of calendars at a time: what is checked must still hold when it is written. */
export async function lockCalendars(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${CALENDAR_LOCK})`.execute(db);
}

/** @throws AppError `not_found` */
export async function openScope(db: Db, now: Date, code: string): Promise<ChangeScope> {
  await lockCalendars(db);
  const stored = await readStored(db);
  const calendar = stored.calendars.find((c) => c.code === code);
  if (!calendar)
    throw new AppError('not_found', {
      detail: { vi: `Không có lịch làm việc “${code}”.`, en: `There is no working calendar “${code}”.` },
    });
  return { db, now, calendar, stored, before: calendarSet(stored.calendars, stored.units) };
}

const NO_DUE_DATES: Said = {
  vi: 'Hạn của phiếu sẽ không tính được.',
  en: 'Due dates of cases could not be worked out.',
};

/**
 * Looks at the calendars as they are after a change and returns them.
 * @throws AppError `invalid` when the changed calendar, or one that rests on it, cannot be reckoned with any more
 */
export async function requireUsable(db: Db, now: Date, code: string): Promise<CalendarSet> {
  const { calendars, units } = await readStored(db);
  const set = calendarSet(calendars, units);
  const changed = calendars.find((c) => c.code === code);
  for (const one of calendars) {
    if (!changed || !lineOf(calendars, one.id).includes(changed)) continue;
    try {
      nextWorkingInstant(set.byId(one.id), now);
    } catch (cause) {
      const detail =
        cause instanceof AppError && !cause.message.includes('bị lỗi')
          ? saidWith(cause.said, (text, language) => `${text} ${NO_DUE_DATES[language]}`)
          : {
              vi: `Lịch “${one.name}” sẽ không dùng được sau thay đổi này: hai quy định giờ chồng nhau hoặc lịch nền chạy vòng.`,
              en: `The calendar “${one.name}” could not be used after this change: two rules of hours overlap, or its bases run in a circle.`,
            };
      throw new AppError('invalid', { detail, cause });
    }
  }
  return set;
}
