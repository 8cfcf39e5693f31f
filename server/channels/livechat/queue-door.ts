import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import { expectedWait, positionOf } from '../../routing/index.ts';
import type { QueueDoor } from './availability.ts';

/** Asked for by every window that opens; people come and go more slowly. Milliseconds of real time. */
const KEEP_MS = 2_000;
const staffed = new WeakMap<Ctx['db'], { at: number; answer: Promise<boolean> }>();

/** Live chat's view of the routing engine. */
export const queueDoor: QueueDoor = {
  isStaffed(ctx) {
    const known = staffed.get(ctx.db);
    if (known && performance.now() - known.at < KEEP_MS) return known.answer;
    const answer = look(ctx);
    staffed.set(ctx.db, { at: performance.now(), answer });
    answer.catch(() => staffed.delete(ctx.db));
    return answer;
  },

  async placeOf(ctx, conversationId) {
    const { rows } = await sql<{ id: number; queue: string }>`select i.id, q.code as queue from routing_items i
      join queues q on q.id = i.queue_id
      where i.conversation_id = ${conversationId} and i.kind = 'chat' and i.state in ('waiting', 'offered')`.execute(
      ctx.db,
    );
    const item = rows[0];
    if (!item) return null;
    const now = ctx.clock.now();
    const ahead = await positionOf(ctx.db, now, item.id);
    const wait = await expectedWait(ctx.db, now, item.queue, 'chat');
    return { position: ahead === null ? null : ahead + 1, expectedWait: wait?.seconds ?? null };
  },
};

/** The queue that a chat of a window enters: open, with room, and with somebody who takes from it. */
async function look(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ code: string }>`select code from queues
    where enabled and (is_default or ((kinds = '{}' or 'chat' = any(kinds)) and (channels = '{}' or 'livechat' = any(channels))
      and categories = '{}' and languages = '{}'))
    order by is_default, position, id limit 1`.execute(ctx.db);
  const wait = await expectedWait(ctx.db, ctx.clock.now(), rows[0]?.code, 'chat');
  return (wait?.open ?? false) && !wait?.full && (wait?.available ?? 0) > 0;
}
