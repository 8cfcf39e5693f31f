import { AppError } from './errors.ts';

/** A cursor that this list has not given out. */
export const badCursor = (): AppError =>
  new AppError('bad_request', {
    detail: {
      vi: 'Con trỏ trang không hợp lệ. Hãy tải lại danh sách.',
      en: 'The page cursor is not valid. Load the list again.',
    },
  });

/** Where a page of rows with falling or rising ids goes on; null = the first page. @throws AppError `bad_request` */
export function idCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const id = /^\d{1,15}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw badCursor();
  return id;
}

/** The same for rows in the order of a moment, then the id: `<milliseconds>_<id>`. @throws AppError `bad_request` */
export function momentCursor(cursor: string | undefined): { at: Date; id: number } | null {
  if (cursor === undefined) return null;
  const [, at, id] = /^(\d{1,15})_(\d{1,15})$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined) throw badCursor();
  return { at: new Date(Number(at)), id: Number(id) };
}

/** One row more than the page holds was read: the rows of the page, and the last of them where another page follows. */
export function cutPage<Row>(rows: readonly Row[], limit: number): { shown: Row[]; last: Row | null } {
  const shown = rows.slice(0, limit);
  return { shown, last: rows.length > limit ? (shown.at(-1) ?? null) : null };
}
