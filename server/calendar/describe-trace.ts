import { type Said, type SpokenLanguage, saidIn } from '../platform/said.ts';
import type { CalendarDay, WorkDay, WorkingCalendar } from './working-calendar.ts';
import type { DayTrace } from './working-time.ts';

const DAY_MS = 86_400_000;

const WORDS = {
  vi: {
    weekdays: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'],
    soFar: (sum: string) => `cộng dồn ${sum}`,
    left: (rest: string) => `còn ${rest}`,
    unknownYear: (year: number) =>
      `Lưu ý: lịch nghỉ lễ năm ${year} chưa được nhập nên ngày nghỉ lễ của năm này chưa được tính.`,
    off: (name: string) => (name.startsWith('Nghỉ') ? lowerFirst(name) : `nghỉ ${name}`),
    unverified: 'tạm tính, chưa đối chiếu thông báo chính thức',
    outside: 'ngoài giờ làm việc',
    weekend: 'nghỉ cuối tuần',
    noHours: 'không có giờ làm việc',
    minutes: 'phút',
    seconds: 'giây',
  },
  en: {
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    soFar: (sum: string) => `${sum} so far`,
    left: (rest: string) => `${rest} left`,
    unknownYear: (year: number) =>
      `Note: the holidays of ${year} have not been entered, so none of that year is counted.`,
    off: (name: string) => `closed, ${name}`,
    unverified: 'provisional, not compared with the official notice',
    outside: 'outside working hours',
    weekend: 'weekend',
    noHours: 'no working hours',
    minutes: 'min',
    seconds: 's',
  },
} as const;

/**
 * The sum line by line, one line per day:
 * `Thứ Hai 23/11: 07:00–11:30, 13:30–17:00 → 480 phút; còn 960 phút` or `Thứ Năm 01/01: nghỉ Tết Dương lịch`.
 * Times are shown to the second, cut off below it; the shown durations add up exactly to `totalMinutes`.
 * A last line warns of a year whose holidays have not been entered. Names of holidays stay as the calendar has them.
 * @param totalMinutes what is being counted down; when absent the lines count up (“cộng dồn”)
 */
export function describeTrace(cal: WorkingCalendar, trace: readonly DayTrace[], totalMinutes?: number): Said[] {
  let counted = 0;
  const lines = trace.map(({ day, counted: ranges }) => {
    if (ranges.length === 0) return saidIn((language) => `${dayName(day, language)}: ${whyNothing(day, language)}`);
    const seconds = ranges.reduce((sum, r) => sum + second(r.end) - second(r.start), 0);
    counted += seconds;
    const upTo = counted;
    const times = ranges.map((r) => `${clockText(cal, day, r.start)}–${clockText(cal, day, r.end)}`).join(', ');
    return saidIn((language) => {
      const words = WORDS[language];
      const rest =
        totalMinutes === undefined
          ? words.soFar(durationText(upTo, language))
          : words.left(durationText(Math.max(0, Math.round(totalMinutes * 60) - upTo), language));
      const name = `${dayName(day, language)}${whyWorking(day.exception)}`;
      return `${name}: ${times} → ${durationText(seconds, language)}; ${rest}`;
    });
  });
  const unknown = new Set(trace.map((t) => Number(t.day.date.slice(0, 4))).filter((y) => !cal.knowsHolidaysOf(y)));
  for (const year of unknown) lines.push(saidIn((language) => WORDS[language].unknownYear(year)));
  return lines;
}

/** `17:00 Thứ Sáu 27/11/2026`, `17:00 Fri 27/11/2026`; seconds only when there are any. */
export function describeInstant(cal: WorkingCalendar, at: Date, language: SpokenLanguage): string {
  const day = cal.dayAt(at.getTime());
  const [year] = day.date.split('-');
  return `${clockText(cal, day, at.getTime())} ${dayName(day, language)}/${year}`;
}

function dayName(day: WorkDay, language: SpokenLanguage): string {
  const [, month, date] = day.date.split('-');
  return `${WORDS[language].weekdays[day.weekday - 1]} ${date}/${month}`;
}

function whyNothing(day: WorkDay, language: SpokenLanguage): string {
  const { exception } = day;
  const words = WORDS[language];
  if (exception && exception.kind !== 'working_day') {
    const reason = words.off(exception.name);
    return exception.verified ? reason : `${reason} (${words.unverified})`;
  }
  if (day.starts.length > 0) return words.outside;
  return day.weekday >= 6 ? words.weekend : words.noHours;
}
function whyWorking(exception: CalendarDay | null): string {
  return exception ? ` (${lowerFirst(exception.name)})` : '';
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function second(ms: number): number {
  return Math.floor(ms / 1000);
}

function clockText(cal: WorkingCalendar, day: WorkDay, ms: number): string {
  if (ms === day.endMs) return '24:00';
  // A day on which a zone changes its offset is not 24 hours long; only then is subtracting midnight not enough.
  const time =
    day.endMs - day.startMs === DAY_MS
      ? Temporal.PlainTime.from('00:00').add({ milliseconds: ms - day.startMs })
      : Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(cal.zone).toPlainTime();
  const text = time.toString({ smallestUnit: 'second' });
  return text.endsWith(':00') ? text.slice(0, 5) : text;
}

function durationText(seconds: number, language: SpokenLanguage): string {
  const words = WORDS[language];
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (rest === 0) return `${minutes} ${words.minutes}`;
  return minutes === 0 ? `${rest} ${words.seconds}` : `${minutes} ${words.minutes} ${rest} ${words.seconds}`;
}
