import { AppError, type FieldProblem, invalidField } from '../platform/errors.ts';
import { type Said, type SpokenLanguage, saidWith } from '../platform/said.ts';
import { parseTimeRange } from './time-ranges.ts';
import type { Week } from './weeks.ts';

const WEEKDAYS = {
  vi: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const;

/** “Thứ Bảy 22/08/2026”, “Saturday 22/08/2026”. */
export function dayWords(date: string, language: SpokenLanguage = 'vi'): string {
  const plain = Temporal.PlainDate.from(date);
  const [year, month, day] = date.split('-');
  return `${WEEKDAYS[language][plain.dayOfWeek - 1]} ${day}/${month}/${year}`;
}

/** “07:00–11:30, 13:30–17:00”. */
export function hoursWords(hours: readonly string[]): string {
  return hours.map((h) => h.replace('-', '–')).join(', ');
}

/**
 * The hours of one day, in order.
 * @throws AppError `invalid` at `path`: a range that ends before it begins, or two that overlap
 */
export function checkedHours(hours: readonly string[], path: string): string[] {
  const ranges = hours.map((text) => {
    try {
      return { text, ...parseTimeRange(text) };
    } catch {
      throw invalidField(
        path,
        {
          vi: `“${text}”: giờ kết thúc phải sau giờ bắt đầu. Ca qua đêm ghi hai khoảng: đến 24:00 và từ 00:00 hôm sau.`,
          en: `“${text}”: the end must be after the beginning. Write a night shift as two ranges: up to 24:00, and from 00:00 of the next day.`,
        },
        'bad_hours',
      );
    }
  });
  const sorted = ranges.toSorted((a, b) => a.start - b.start);
  for (const [i, range] of sorted.entries()) {
    const before = sorted[i - 1];
    if (before && range.start < before.end)
      throw invalidField(
        path,
        {
          vi: `Hai khoảng giờ chồng nhau: ${before.text} và ${range.text}.`,
          en: `Two ranges of hours overlap: ${before.text} and ${range.text}.`,
        },
        'overlap',
      );
  }
  return sorted.map((r) => r.text);
}

/** The same for a week; all wrong days are told at once. */
export function checkedWeek(week: Week): string[][] {
  const fields: FieldProblem[] = [];
  const checked = week.map((hours, i) => {
    try {
      return checkedHours(hours, `week.${i}`);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const named = (said: Said) => saidWith(said, (text, language) => `${WEEKDAYS[language][i]}: ${text}`);
      fields.push(...(error.extra.fields ?? []).map((f) => ({ ...f, message: named(f.message) })));
      return [];
    }
  });
  if (fields[0]) throw new AppError('invalid', { detail: fields[0].message, fields });
  return checked;
}

/** @throws AppError `invalid` when the last day lies before the first */
export function refuseBackwards(from: string, to: string | null): void {
  if (to !== null && to < from)
    throw invalidField(
      'to',
      { vi: 'Ngày kết thúc phải sau ngày bắt đầu.', en: 'The last day must be after the first.' },
      'before_start',
    );
}
