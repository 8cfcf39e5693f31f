/** Who may be told who else has a case or a conversation open: whoever may see it. */
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import type { Places } from '../platform/realtime/index.ts';
import { findConversation } from './inbox.ts';
import { loadVisible } from './load.ts';

async function found(looking: Promise<unknown>): Promise<boolean> {
  try {
    await looking;
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return false;
    throw error;
  }
}

export function guardPlaces(ctx: Ctx, places: Places): void {
  places.guard(
    'case',
    async (actor, code) => actor.permissions.has('case.read') && found(loadVisible(ctx.db, actor, code)),
  );
  places.guard(
    'conversation',
    async (actor, id) =>
      /^\d{1,15}$/.test(id) && actor.permissions.has('conversation.read') && found(findConversation(ctx.db, actor, id)),
  );
}
