import { AppError } from '../platform/errors.ts';

/** The place of a row in a list: its key in the order, and its id. */
export interface Cursor {
  k: string | null;
  id: number;
}

/** As it goes to the reader: opaque. */
export function encodeCursor(c: Cursor): string {
  return Buffer.from(JSON.stringify(c)).toString('base64url');
}

/** As it comes back. @throws AppError `bad_request` for what we did not write */
export function decodeCursor(text: string): Cursor {
  try {
    const c = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Cursor;
    const place = c.k === null || (typeof c.k === 'string' && !Number.isNaN(Date.parse(c.k)));
    if (place && Number.isSafeInteger(c.id)) return c;
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
