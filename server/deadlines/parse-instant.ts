import { ZONE } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';

const FORM = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Reads an ISO 8601 time as people type it: `2026-11-23T16:30`, with or without seconds and offset, `T` or a blank.
 * Without an offset it is local time (Asia/Ho_Chi_Minh); a day alone is its midnight.
 * @throws AppError `bad_input`: not of this form, or no such day or hour
 */
export function parseInstant(text: string): Date {
  const form = FORM.exec(text.trim());
  if (form) {
    try {
      const iso = text.trim().replace(' ', 'T');
      const instant = form[1] ? Temporal.Instant.from(iso) : Temporal.PlainDateTime.from(iso).toZonedDateTime(ZONE);
      return new Date(instant.epochMilliseconds);
    } catch {
      // Of the right form, but 30 February or 25 o'clock: refused below with the same words.
    }
  }
  throw new AppError('bad_input', {
    detail:
      `Thời điểm ${JSON.stringify(text.slice(0, 60))} không đúng: cần dạng ISO 8601, ví dụ 2026-11-23T16:30 ` +
      'hoặc 2026-11-23T16:30:00+07:00 (expected an ISO 8601 time).',
  });
}
