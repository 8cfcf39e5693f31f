import { AppError, invalidField } from '../platform/errors.ts';
import { parseTimeRange } from './time-ranges.ts';
import type { Week } from './weeks.ts';

const WEEKDAYS = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'];

/** “Thứ Bảy 22/08/2026”. */
export function dayWords(date: string): string {
  const plain = Temporal.PlainDate.from(date);
  const [year, month, day] = date.split('-');
  return `${WEEKDAYS[plain.dayOfWeek - 1]} ${day}/${month}/${year}`;
}

/** “07:00–11:30, 13:30–17:00”, or “nghỉ”. */
export function hoursWords(hours: readonly string[]): string {
  return hours.length === 0 ? 'nghỉ' : hours.map((h) => h.replace('-', '–')).join(', ');
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
        `“${text}”: giờ kết thúc phải sau giờ bắt đầu. Ca qua đêm ghi hai khoảng: đến 24:00 và từ 00:00 hôm sau.`,
        'bad_hours',
      );
    }
  });
  const sorted = ranges.toSorted((a, b) => a.start - b.start);
  for (const [i, range] of sorted.entries()) {
    const before = sorted[i - 1];
    if (before && range.start < before.end)
      throw invalidField(path, `Hai khoảng giờ chồng nhau: ${before.text} và ${range.text}.`, 'overlap');
  }
  return sorted.map((r) => r.text);
}

/** The same for a week; all wrong days are told at once. */
export function checkedWeek(week: Week): string[][] {
  const fields: { path: string; message: string; code: string }[] = [];
  const checked = week.map((hours, i) => {
    try {
      return checkedHours(hours, `week.${i}`);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      fields.push(...(error.extra.fields ?? []).map((f) => ({ ...f, message: `${WEEKDAYS[i]}: ${f.message}` })));
      return [];
    }
  });
  if (fields.length > 0) throw new AppError('invalid', { detail: fields[0]?.message ?? '', fields });
  return checked;
}

/** @throws AppError `invalid` when the last day lies before the first */
export function refuseBackwards(from: string, to: string | null): void {
  if (to !== null && to < from) throw invalidField('to', 'Ngày kết thúc phải sau ngày bắt đầu.', 'before_start');
}
