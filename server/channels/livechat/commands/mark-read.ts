import { sql } from 'kysely';
import { setStateUpTo } from '../../../conversations/index.ts';
import type { Ctx } from '../../../platform/context.ts';
import { PREPARED } from '../../../platform/db/index.ts';
import { transact } from '../../../platform/transact.ts';

/**
 * The visitor's window has got (or the visitor has read) everything up to this number. Receipts of our messages follow;
 * going back, or repeating, changes nothing.
 */
export async function markUpTo(
  ctx: Ctx,
  visitorId: number,
  conversationId: number,
  how: 'delivered' | 'read',
  upToSeq: number,
): Promise<void> {
  await transact(ctx, async (tx) => {
    const column = sql.raw(how === 'read' ? 'read_seq' : 'delivered_seq');
    const { rows } = await sql<{ was: number; now: number }>`${PREPARED}
      update widget_threads t set ${column} = least(${upToSeq}, t.last_seq)
      from (select ${column} as was from widget_threads where conversation_id = ${conversationId} for update) before
      where t.conversation_id = ${conversationId} and t.visitor_id = ${visitorId} and before.was < least(${upToSeq}, t.last_seq)
      returning before.was, t.${column} as now`.execute(tx.db);
    const moved = rows[0];
    if (!moved) return;
    const newest = await sql<{ id: number }>`${PREPARED} select max(m.id) as id from widget_events e
      join messages m on m.id = e.message_id
      where e.conversation_id = ${conversationId} and e.seq > ${moved.was} and e.seq <= ${moved.now}
        and e.kind = 'message' and m.direction = 'out'`.execute(tx.db);
    const messageId = newest.rows[0]?.id;
    if (messageId) await setStateUpTo(tx, conversationId, how, { messageId });
  });
}
