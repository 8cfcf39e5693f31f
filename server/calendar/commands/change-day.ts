import type { CalendarChange } from '../../../contract/calendars.ts';
import type { Db } from '../../platform/db/index.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { type Said, type SpokenLanguage, saidIn } from '../../platform/said.ts';
import type { Changed, ChangeScope } from '../change-scope.ts';
import { checkedHours, dayWords, hoursWords } from '../check-hours.ts';
import { referenceDay } from '../reference.ts';
import { lineOf } from '../stored.ts';
import { weekOn } from '../weeks.ts';
import type { CalendarDay, DayKind } from '../working-calendar.ts';

type Of<K extends CalendarChange['do']> = Extract<CalendarChange, { do: K }>;

export interface DayRow {
  kind: DayKind;
  name: string;
  ranges: string[] | null;
  swapped_with: string | null;
  verified: boolean;
  source: string | null;
  origin: 'reference' | 'manual' | 'import';
}

const KIND_WORDS: Record<DayKind, Said> = {
  holiday: { vi: 'nghỉ lễ', en: 'public holiday' },
  compensatory_off: { vi: 'nghỉ bù', en: 'day off in lieu' },
  swapped_off: { vi: 'nghỉ hoán đổi', en: 'day off swapped' },
  working_day: { vi: 'ngày làm việc', en: 'working day' },
  ordinary: { vi: 'ngày thường theo tuần', en: 'ordinary day of the week' },
};

/** What a day is, in words: “nghỉ lễ (Quốc khánh)”. */
export function kindWords(
  day: { kind: DayKind; name: string; ranges?: readonly string[] | null },
  language: SpokenLanguage = 'vi',
): string {
  const hours = day.ranges?.length ? ` ${hoursWords(day.ranges)}` : '';
  return `${KIND_WORDS[day.kind][language]}${hours} (${day.name})`;
}

const inWords = (day: DayRow | Omit<DayRow, 'origin'>): Said => saidIn((language) => kindWords(day, language));

/** Says what a day is. @throws AppError `invalid` */
export async function setDay(scope: ChangeScope, change: Of<'set_day'>): Promise<Changed> {
  const row = checkedDay(scope, change);
  const before = own(scope, change.date);
  await writeDay(scope.db, scope.calendar.id, change.date, { ...row, origin: 'manual' });
  return recorded(scope, 'set_day', [change.date], before, { ...row, date: change.date }, inWords(row));
}

/** The day's columns. @throws AppError `invalid`: hours that overlap, a working day without hours, a swap with itself */
export function checkedDay(
  scope: Pick<ChangeScope, 'calendar' | 'stored'>,
  day: Pick<Of<'set_day'>, 'date' | 'kind' | 'name' | 'hours' | 'swappedWith' | 'verified' | 'source'>,
): Omit<DayRow, 'origin'> {
  const hours = day.hours && day.hours.length > 0 ? checkedHours(day.hours, 'hours') : null;
  if (day.kind !== 'working_day' && hours)
    throw invalidField(
      'hours',
      {
        vi: 'Chỉ ngày làm việc mới có giờ riêng; ngày nghỉ thì để trống.',
        en: 'Only a working day has hours of its own; leave them empty for a day off.',
      },
      'hours_on_day_off',
    );
  if (day.swappedWith === day.date)
    throw invalidField(
      'swappedWith',
      { vi: 'Một ngày không thể hoán đổi với chính nó.', en: 'A day cannot be swapped with itself.' },
      'same_day',
    );
  if (day.kind === 'working_day' && !hours) {
    if (day.swappedWith === null)
      throw invalidField(
        'hours',
        {
          vi: 'Ngày làm việc cần giờ riêng, hoặc ngày mà nó làm bù cho.',
          en: 'A working day needs hours of its own, or the day that it makes up for.',
        },
        'required',
      );
    if (hoursOf(scope, day.swappedWith).length === 0)
      throw invalidField(
        'swappedWith',
        {
          vi: `${dayWords(day.swappedWith)} vốn không có giờ làm việc; hãy ghi giờ riêng cho ngày làm bù.`,
          en: `${dayWords(day.swappedWith, 'en')} has no working hours; give the make-up day hours of its own.`,
        },
        'no_hours',
      );
  }
  const swaps = day.kind === 'working_day' || day.kind === 'swapped_off';
  return {
    kind: day.kind,
    name: day.name,
    ranges: hours,
    swapped_with: swaps ? day.swappedWith : null,
    verified: day.verified,
    source: day.source,
  };
}

/** A working day becomes free and a free day is worked instead. @throws AppError `invalid` */
export async function swapDays(scope: ChangeScope, change: Of<'swap'>): Promise<Changed> {
  const { off, working, name, source, verified } = change;
  if (off === working)
    throw invalidField(
      'working',
      { vi: 'Một ngày không thể hoán đổi với chính nó.', en: 'A day cannot be swapped with itself.' },
      'same_day',
    );
  if (workedNow(scope, off).length === 0)
    throw invalidField(
      'off',
      { vi: `${dayWords(off)} vốn là ngày nghỉ.`, en: `${dayWords(off, 'en')} is a day off already.` },
      'already_off',
    );
  if (workedNow(scope, working).length > 0)
    throw invalidField(
      'working',
      { vi: `${dayWords(working)} vốn là ngày làm việc.`, en: `${dayWords(working, 'en')} is a working day already.` },
      'already_working',
    );
  const common = { source, verified, origin: 'manual' as const };
  // The hours of the day that becomes free; written out when its own hours differ from the week.
  const week = hoursOf(scope, off);
  const now = workedNow(scope, off);
  const ranges = week.join() === now.join() ? null : now;
  const before = [off, working].map((date) => own(scope, date) ?? null);
  await writeDay(scope.db, scope.calendar.id, off, {
    ...common,
    kind: 'swapped_off',
    name,
    ranges: null,
    swapped_with: working,
  });
  await writeDay(scope.db, scope.calendar.id, working, {
    ...common,
    kind: 'working_day',
    name: `Làm bù cho ${dayWords(off)}`,
    ranges,
    swapped_with: off,
  });
  const words = {
    vi: `nghỉ ${dayWords(off)}, làm bù ${dayWords(working)} (${name})`,
    en: `${dayWords(off, 'en')} off, ${dayWords(working, 'en')} worked instead (${name})`,
  };
  return recorded(scope, 'swap', [], before, { off, working, called: name, source }, words);
}

/** Takes an own day back, and the other half of a swap with it. @throws AppError `not_found` */
export async function removeDay(scope: ChangeScope, { date }: Of<'remove_day'>): Promise<Changed> {
  const day = requireOwn(scope, date);
  const partner = day.swappedWith ? own(scope, day.swappedWith) : undefined;
  const both = [day, ...(partner?.swappedWith === date ? [partner] : [])];
  for (const one of both) {
    const named = referenceDay(scope.calendar.code, one.date);
    if (named && one.kind === 'ordinary')
      throw new AppError('not_now', {
        detail: {
          vi: `${dayWords(one.date)} đã được bỏ. Muốn lấy lại ngày “${named.name}” thì dùng “Trả về dữ liệu gốc”.`,
          en: `${dayWords(one.date, 'en')} was removed. To get “${named.name}” back, use “Back to the original data”.`,
        },
      });
    if (named)
      await writeDay(scope.db, scope.calendar.id, one.date, {
        kind: 'ordinary',
        name: `Đã bỏ: ${one.name}`.slice(0, 200),
        ranges: null,
        swapped_with: null,
        source: null,
        verified: true,
        origin: 'manual',
      });
    else await dropDay(scope, one.date);
  }
  const dates = both.map((d) => d.date);
  return recorded(scope, 'remove_day', dates, both.length === 1 ? day : both, null, {
    vi: `bỏ ${kindWords(day)}`,
    en: `${kindWords(day, 'en')} removed`,
  });
}

/** Gives an own entry up for what the reference data say. @throws AppError `not_found` */
export async function restoreDay(scope: ChangeScope, { date }: Of<'restore_day'>): Promise<Changed> {
  const day = requireOwn(scope, date);
  const reference = referenceDay(scope.calendar.code, date);
  if (!reference)
    throw new AppError('not_found', {
      detail: {
        vi: `Dữ liệu gốc không có ngày riêng nào vào ${dayWords(date)}.`,
        en: `The original data have no special day on ${dayWords(date, 'en')}.`,
      },
    });
  const { kind, name, swappedWith, verified, source } = reference;
  const row = { kind, name, ranges: null, swapped_with: swappedWith, verified, source };
  await writeDay(scope.db, scope.calendar.id, date, { ...row, origin: 'reference' });
  return recorded(scope, 'restore_day', [date], day, { ...row, date }, inWords(row));
}

/** Writes one own day over whatever stands there. */
export async function writeDay(db: Db, calendarId: number, date: string, row: DayRow): Promise<void> {
  await db
    .insertInto('calendar_days')
    .values({ calendar_id: calendarId, date, ...row })
    .onConflict((oc) => oc.columns(['calendar_id', 'date']).doUpdateSet(row))
    .execute();
}

async function dropDay(scope: ChangeScope, date: string): Promise<void> {
  await scope.db
    .deleteFrom('calendar_days')
    .where('calendar_id', '=', scope.calendar.id)
    .where('date', '=', date)
    .execute();
}

function own(scope: ChangeScope, date: string): CalendarDay | undefined {
  return scope.calendar.days.find((d) => d.date === date);
}

function requireOwn(scope: ChangeScope, date: string): CalendarDay {
  const day = own(scope, date);
  if (day) return day;
  const lender = lineOf(scope.stored.calendars, scope.calendar.id).find((c) => c.days.some((d) => d.date === date));
  throw new AppError('not_found', {
    detail: lender
      ? {
          vi: `${dayWords(date)} do lịch nền “${lender.name}” quy định. Muốn lịch này khác đi, hãy ghi “ngày thường” hoặc ngày riêng.`,
          en: `${dayWords(date, 'en')} comes from the base calendar “${lender.name}”. To differ from it, enter “ordinary day” or a special day.`,
        }
      : {
          vi: `Lịch này không có ngày riêng nào vào ${dayWords(date)}.`,
          en: `This calendar has no special day on ${dayWords(date, 'en')}.`,
        },
  });
}

/** Weekly hours of the weekday on that date, as if it were an ordinary day. */
function hoursOf(scope: Pick<ChangeScope, 'calendar' | 'stored'>, date: string): readonly string[] {
  const line = lineOf(scope.stored.calendars, scope.calendar.id);
  const weekly = line.find((c) => c.weekly.length > 0)?.weekly ?? [];
  return weekOn(weekly, date)[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? [];
}

/** Hours that are worked on that date as the calendar stands. */
function workedNow(scope: ChangeScope, date: string): string[] {
  const calendar = scope.before.byId(scope.calendar.id);
  const day = calendar.dayAt(Temporal.PlainDate.from(date).toZonedDateTime(calendar.zone).epochMilliseconds);
  return hoursOfDay(day);
}

/** A day's working time as `HH:MM-HH:MM`. */
export function hoursOfDay(day: { startMs: number; starts: readonly number[]; ends: readonly number[] }): string[] {
  const clock = (ms: number) => {
    const minutes = Math.round((ms - day.startMs) / 60_000);
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  };
  return day.starts.map((start, i) => `${clock(start)}-${clock(day.ends[i] as number)}`);
}

function recorded(
  scope: ChangeScope,
  what: string,
  dates: string[],
  before: unknown,
  after: unknown,
  words: Said,
): Changed {
  const on = (language: SpokenLanguage, and: string) =>
    dates.length > 0 ? `${dates.map((date) => dayWords(date, language)).join(and)}: ` : '';
  return {
    what,
    before: before ?? null,
    after,
    why: {
      vi: `Lịch “${scope.calendar.name}”: ${on('vi', ' và ')}${words.vi}.`,
      en: `Calendar “${scope.calendar.name}”: ${on('en', ' and ')}${words.en}.`,
    },
  };
}
