import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { transact } from '../../platform/transact.ts';
import { aboutUser, signedOut } from '../events.ts';

/** Ends the session of this request. A bearer token has no session and stays valid. */
export async function signOut(ctx: Ctx, actor: Actor): Promise<void> {
  const { sessionId, userId } = actor;
  if (sessionId === null || userId === null) return;
  await transact(ctx, async (tx) => {
    const ended = await tx.db.deleteFrom('sessions').where('id', '=', sessionId).returning('id').executeTakeFirst();
    if (ended) tx.record({ type: signedOut.type, actor, data: { session: sessionId }, ...aboutUser(userId) });
  });
}
