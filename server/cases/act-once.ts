import { sql } from 'kysely';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { transact } from '../platform/transact.ts';
import { type ActInput, actWithin } from './engine.ts';

/** A desk asks again within seconds, a browser that was closed perhaps the next morning. */
const KEPT_MS = 2 * 86_400_000;

/** The header Idempotency-Key, or null where there is none that could tell two intentions apart. */
export function onceKey(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && header.length >= 8 ? header.slice(0, 100) : null;
}

/**
 * `act` for a sender that may have to ask twice because the first answer was lost (or that asks from two windows): the
 * same key again is the same action, done once, and answered with the version that it made.
 */
export async function actOnce(
  ctx: Ctx,
  actor: Actor,
  input: ActInput,
  key: string | null,
): Promise<{ code: string; version: number }> {
  return transact(ctx, async (tx) => {
    const { userId } = actor;
    if (key === null || userId === null) return actWithin(ctx, tx, actor, input);
    const whole = `${input.code}:${input.action}:${key}`;
    // The lock of the case first: of two at once the second waits here and then finds what the first has done.
    await sql`select id from cases where code = ${input.code} for update`.execute(tx.db);
    const before = await doneBefore(tx, actor, whole);
    if (before !== null) return { code: input.code, version: before };
    const done = await actWithin(ctx, tx, actor, input);
    await rememberDone(tx, actor, whole, done);
    return done;
  });
}

/** The version that this very press has made before; null when it was not carried out yet. Ask under a lock. */
export async function doneBefore(tx: Tx, actor: Actor, whole: string): Promise<number | null> {
  const row = await tx.db
    .selectFrom('action_keys')
    .select('version')
    .where('user_id', '=', actor.userId)
    .where('key', '=', whole)
    .executeTakeFirst();
  return row?.version ?? null;
}

/** Notes what a press has done, in its transaction; older notes of the same person go. */
export async function rememberDone(
  tx: Tx,
  actor: Actor,
  whole: string,
  done: { id: number; version: number },
): Promise<void> {
  const { userId } = actor;
  if (userId === null) return;
  await tx.db
    .deleteFrom('action_keys')
    .where('user_id', '=', userId)
    .where('at', '<', new Date(tx.now.getTime() - KEPT_MS))
    .execute();
  await tx.db
    .insertInto('action_keys')
    .values({ user_id: userId, key: whole, case_id: done.id, version: done.version, at: tx.now })
    .execute();
}
