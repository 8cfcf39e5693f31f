import type { WidgetPresence } from '../../../contract/widget.ts';
import type { Ctx } from '../../platform/context.ts';
import type { QueueDoor } from './availability.ts';

const NONE: WidgetPresence = { state: 'none', agent: null, position: null, expectedWait: null };

/** Who looks after a thread, or where it stands in the queue. */
export async function presenceOf(ctx: Ctx, door: QueueDoor, conversationId: number | null): Promise<WidgetPresence> {
  if (conversationId === null) return NONE;
  const row = await ctx.db
    .selectFrom('conversations as c')
    .leftJoin('users as u', 'u.id', 'c.owner_id')
    .select(['c.state', 'u.display_name'])
    .where('c.id', '=', conversationId)
    .executeTakeFirst();
  if (!row || row.state === 'closed') return NONE;
  if (row.display_name) return { ...NONE, state: 'with_agent', agent: row.display_name };
  const place = await door.placeOf(ctx, conversationId);
  if (place) return { ...NONE, state: 'waiting', ...place };
  return { ...NONE, state: (await door.isStaffed(ctx)) ? 'waiting' : 'nobody' };
}
