/** Sentences about who has what, for the person who came second. */

import type { Db } from '../platform/db/index.ts';
import type { Said } from '../platform/said.ts';

/** Where an item is now, in words; null when there is nothing to add. `self` is the reader. */
export async function whoHas(db: Db, itemId: number, self: number | null): Promise<Said | null> {
  const row = await db
    .selectFrom('routing_items as i')
    .leftJoin('users as u', 'u.id', 'i.owner_id')
    .leftJoin('offers as o', (join) => join.onRef('o.item_id', '=', 'i.id').on('o.ended_at', 'is', null))
    .leftJoin('users as a', 'a.id', 'o.user_id')
    .select(['i.state', 'i.owner_id', 'u.display_name as owner', 'a.display_name as asked', 'o.user_id as asked_id'])
    .where('i.id', '=', itemId)
    .executeTakeFirst();
  if (!row) return null;
  if (row.state === 'owned')
    return row.owner_id === self
      ? { vi: 'Việc này đang ở chỗ bạn.', en: 'You have this work.' }
      : { vi: `${row.owner} đã nhận việc này.`, en: `${row.owner} has taken this work.` };
  if (row.state === 'offered' && row.asked_id !== self)
    return { vi: `Việc này đang được mời ${row.asked}.`, en: `This work is being offered to ${row.asked}.` };
  if (row.state === 'finished') return { vi: 'Việc này đã kết thúc.', en: 'This work is finished.' };
  return { vi: 'Việc này đã trở lại hàng chờ.', en: 'This work went back to the queue.' };
}
