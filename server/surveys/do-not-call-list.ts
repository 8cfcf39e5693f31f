import { nationalPhone } from '../citizens/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';

/** A page of those who asked not to be called; `q`: digits of the number. */
export async function doNotCallPage(db: Db, query: { q?: string; cursor?: string; limit: number }) {
  const after = query.cursor === undefined ? null : Number(query.cursor);
  if (after !== null && !Number.isSafeInteger(after))
    throw new AppError('bad_request', {
      detail: {
        vi: 'Con trỏ trang không hợp lệ. Hãy tải lại danh sách.',
        en: 'The page cursor is not valid. Load the list again.',
      },
    });
  let found = db
    .selectFrom('do_not_call as d')
    .leftJoin('users as u', 'u.id', 'd.added_by')
    .select(['d.id', 'd.phone', 'd.reason', 'd.added_at', 'u.display_name as added_by'])
    .where('d.ended_at', 'is', null)
    .orderBy('d.id', 'desc')
    .limit(query.limit + 1);
  // A national number begins with 0 where E.164 has +84.
  const digits = query.q?.replaceAll(/\D/g, '').replace(/^0/, '');
  if (digits) found = found.where('d.phone', 'like', `%${digits}%`);
  if (after !== null) found = found.where('d.id', '<', after);
  const rows = await found.execute();
  const items = rows.slice(0, query.limit);
  return {
    items: items.map((row) => ({
      phone: nationalPhone(row.phone),
      reason: row.reason,
      addedAt: isoLocal(row.added_at),
      addedBy: row.added_by,
    })),
    nextCursor: rows.length > query.limit ? String(items.at(-1)?.id) : null,
  };
}
