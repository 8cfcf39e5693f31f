import { nationalPhone } from '../citizens/index.ts';
import { isoLocal } from '../platform/clock.ts';
import { cutPage, idCursor } from '../platform/cursor.ts';
import type { Db } from '../platform/db/index.ts';

/** Those who asked not to be called, the newest first; `q`: digits of the number. */
function listed(db: Db, q: string | undefined) {
  const found = db
    .selectFrom('do_not_call as d')
    .leftJoin('users as u', 'u.id', 'd.added_by')
    .where('d.ended_at', 'is', null);
  // A national number begins with 0 where E.164 has +84.
  const digits = q?.replaceAll(/\D/g, '').replace(/^0/, '');
  return digits ? found.where('d.phone', 'like', `%${digits}%`) : found;
}

const rowsOf = (db: Db, q: string | undefined) =>
  listed(db, q)
    .select(['d.id', 'd.phone', 'd.reason', 'd.added_at', 'u.display_name as added_by'])
    .orderBy('d.id', 'desc');

const present = (row: Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]) => ({
  phone: nationalPhone(row.phone),
  reason: row.reason,
  addedAt: isoLocal(row.added_at),
  addedBy: row.added_by,
});

/** One page; the first also says how many there are. */
export async function doNotCallPage(db: Db, query: { q?: string; cursor?: string; limit: number }) {
  const after = idCursor(query.cursor);
  let found = rowsOf(db, query.q).limit(query.limit + 1);
  if (after !== null) found = found.where('d.id', '<', after);
  const { shown, last } = cutPage(await found.execute(), query.limit);
  const counted = await (after === null
    ? listed(db, query.q)
        .select((e) => e.fn.countAll<number>().as('total'))
        .executeTakeFirst()
    : null);
  return {
    items: shown.map(present),
    nextCursor: last && String(last.id),
    total: counted ? Number(counted.total) : null,
  };
}

/** All of them. */
export async function wholeDoNotCall(db: Db, q: string | undefined) {
  return (await rowsOf(db, q).execute()).map(present);
}
