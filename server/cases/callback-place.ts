import { z } from 'zod';
import { AppError } from '../platform/errors.ts';

/** Where a page of call-backs ends: the keys of the order of its last row. */
export interface CallbackPlace {
  rank: number;
  /** As the database writes it, microseconds and all. */
  since: string;
  id: number;
}

const place = z.object({
  rank: z.int().min(0).max(9),
  since: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:?\d{2})?$/),
  id: z.int().positive(),
});

/** As it goes to the reader: opaque. */
export function encodePlace(row: { rank: number; since_key: string; id: number }): string {
  const { rank, since_key: since, id } = row;
  return Buffer.from(JSON.stringify({ rank, since, id })).toString('base64url');
}

/** As it comes back. @throws AppError `bad_request` for what we did not write */
export function decodePlace(text: string): CallbackPlace {
  try {
    const read = place.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (read.success && isMoment(read.data.since)) return read.data;
  } catch {
    // falls through to the refusal
  }
  throw new AppError('bad_request', {
    detail: {
      vi: 'Con trỏ trang không hợp lệ. Hãy tải lại danh sách.',
      en: 'The page cursor is not valid. Load the list again.',
    },
  });
}

/** Whether such a day and hour exist: 31 February would otherwise be refused by the database only. */
function isMoment(since: string): boolean {
  const written = since.slice(0, 19).replace(' ', 'T');
  const read = Date.parse(`${written}Z`);
  return !Number.isNaN(read) && new Date(read).toISOString().startsWith(written);
}
