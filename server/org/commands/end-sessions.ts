import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { transact } from '../../platform/transact.ts';
import { closeSessions } from '../sessions.ts';

/** Signs a person out everywhere, this session included. */
export async function endSessions(ctx: Ctx, actor: Actor): Promise<void> {
  const { userId } = actor;
  if (userId !== null) await transact(ctx, (tx) => closeSessions(tx, actor, userId, 'signed_out_everywhere'));
}
