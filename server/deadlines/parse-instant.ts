import { startOfLocalDay, ZONE } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';

const FORM = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** Outside of this a time is a typing mistake; Vietnam's clock was at +07:00 all along within it. */
const EARLIEST = startOfLocalDay('2000-01-01');
const LATEST = startOfLocalDay('2200-01-01');

/**
 * Reads an ISO 8601 time as people type it: `2026-11-23T16:30`, with or without seconds and offset, `T` or a blank.
 * Without an offset it is local time (Asia/Ho_Chi_Minh); a day alone is its midnight.
 * @throws AppError `bad_input`: not of this form, no such day or hour, or not within the years 2000 to 2199
 */
export function parseInstant(text: string): Date {
  const form = FORM.exec(text.trim());
  if (form) {
    try {
      const iso = text.trim().replace(' ', 'T');
      const instant = form[1] ? Temporal.Instant.from(iso) : Temporal.PlainDateTime.from(iso).toZonedDateTime(ZONE);
      const at = new Date(instant.epochMilliseconds);
      if (at >= EARLIEST && at < LATEST) return at;
    } catch {
      // Of the right form, but 30 February or 25 o'clock: refused below.
    }
  }
  throw new AppError('bad_input', {
    detail: {
      vi:
        `Thời điểm ${JSON.stringify(text.slice(0, 60))} không đúng: cần dạng ISO 8601, ví dụ 2026-11-23T16:30 ` +
        'hoặc 2026-11-23T16:30:00+07:00, trong các năm 2000–2199 (expected an ISO 8601 time, years 2000 to 2199).',
      en:
        `The moment ${JSON.stringify(text.slice(0, 60))} is not right: expected an ISO 8601 time, for example 2026-11-23T16:30 ` +
        'or 2026-11-23T16:30:00+07:00, of the years 2000 to 2199.',
    },
  });
}
