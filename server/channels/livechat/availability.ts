import type { Availability } from '../../../contract/widget.ts';
import { isWorkingTime, loadCalendars, nextWorkingInstant } from '../../calendar/index.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Site } from './sites.ts';

/** What live chat needs of routing. */
export interface QueueDoor {
  /** Whether somebody who takes chats is at work now (available or busy with others). */
  isStaffed(ctx: Ctx): Promise<boolean>;
  /** Where a thread stands in its queue: 1 = next; seconds until somebody will probably take it. Null: it does not wait. */
  placeOf(ctx: Ctx, conversationId: number): Promise<{ position: number | null; expectedWait: number | null } | null>;
}

/** Whether one can begin to chat on this site now, and when one can again. */
export async function availabilityOf(
  ctx: Ctx,
  site: Site,
  door: QueueDoor,
): Promise<{ availability: Availability; opensAt: Date | null }> {
  const now = ctx.clock.now();
  if (site.calendarId !== null) {
    const calendar = (await loadCalendars(ctx.db)).value.byId(site.calendarId);
    if (!isWorkingTime(calendar, now)) return { availability: 'closed', opensAt: nextWorkingInstant(calendar, now) };
  }
  return { availability: (await door.isStaffed(ctx)) ? 'open' : 'nobody', opensAt: null };
}
