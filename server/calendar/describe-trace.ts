import type { CalendarDay, WorkDay, WorkingCalendar } from './working-calendar.ts';
import type { DayTrace } from './working-time.ts';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'];

/**
 * The sum line by line, one line per day:
 * `Thứ Hai 23/11: 07:00–11:30, 13:30–17:00 → 480 phút; còn 960 phút` or `Thứ Năm 01/01: nghỉ Tết Dương lịch`.
 * Times are shown to the second, cut off below it; the shown durations add up exactly to `totalMinutes`.
 * A last line warns of a year whose holidays have not been entered.
 * @param totalMinutes what is being counted down; when absent the lines count up (“cộng dồn”)
 */
export function describeTrace(cal: WorkingCalendar, trace: readonly DayTrace[], totalMinutes?: number): string[] {
  let counted = 0;
  const lines = trace.map(({ day, counted: ranges }) => {
    if (ranges.length === 0) return `${dayName(day)}: ${whyNothing(day)}`;
    const seconds = ranges.reduce((sum, r) => sum + second(r.end) - second(r.start), 0);
    counted += seconds;
    const times = ranges.map((r) => `${clockText(cal, day, r.start)}–${clockText(cal, day, r.end)}`).join(', ');
    const rest =
      totalMinutes === undefined
        ? `cộng dồn ${durationText(counted)}`
        : `còn ${durationText(Math.max(0, Math.round(totalMinutes * 60) - counted))}`;
    return `${dayName(day)}${whyWorking(day.exception)}: ${times} → ${durationText(seconds)}; ${rest}`;
  });
  const unknown = new Set(trace.map((t) => Number(t.day.date.slice(0, 4))).filter((y) => !cal.knowsHolidaysOf(y)));
  for (const year of unknown) {
    lines.push(`Lưu ý: lịch nghỉ lễ năm ${year} chưa được nhập nên ngày nghỉ lễ của năm này chưa được tính.`);
  }
  return lines;
}

/** `17:00 Thứ Sáu 27/11/2026`; seconds only when there are any. */
export function describeInstant(cal: WorkingCalendar, at: Date): string {
  const day = cal.dayAt(at.getTime());
  const [year] = day.date.split('-');
  return `${clockText(cal, day, at.getTime())} ${dayName(day)}/${year}`;
}

function dayName(day: WorkDay): string {
  const [, month, date] = day.date.split('-');
  return `${WEEKDAYS[day.weekday - 1]} ${date}/${month}`;
}

function whyNothing(day: WorkDay): string {
  const { exception } = day;
  if (exception && exception.kind !== 'working_day') {
    const reason = exception.name.startsWith('Nghỉ') ? lowerFirst(exception.name) : `nghỉ ${exception.name}`;
    return exception.verified ? reason : `${reason} (tạm tính, chưa đối chiếu thông báo chính thức)`;
  }
  if (day.starts.length > 0) return 'ngoài giờ làm việc';
  return day.weekday >= 6 ? 'nghỉ cuối tuần' : 'không có giờ làm việc';
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

function durationText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (rest === 0) return `${minutes} phút`;
  return minutes === 0 ? `${rest} giây` : `${minutes} phút ${rest} giây`;
}
