import { CITIZEN } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { hashSecret } from '../../platform/ids.ts';
import { transact } from '../../platform/transact.ts';
import { aboutUser, signedIn, signInFailed } from '../events.ts';
import { actorOf } from '../load-actor.ts';
import { passwordMatches } from '../passwords.ts';
import { type Device, type OpenedSession, openSession } from '../sessions.ts';
import { bookAttempt, forgiveAttempt } from '../slow-down.ts';

export interface SignInInput extends Device {
  username: string;
  password: string;
  /** Session the same browser held until now; it ends. */
  previous?: string | undefined;
}

/**
 * Opens a session. A wrong name, a wrong password and a disabled account look and take the same.
 * @throws AppError `wrong_credentials`, or `too_many_requests` with the seconds to wait
 */
export async function signIn(ctx: Ctx, input: SignInInput): Promise<OpenedSession> {
  const username = input.username.trim().toLowerCase();
  const attempt = await bookAttempt(ctx.db, username, input.address, ctx.clock.now());
  if (!('failures' in attempt)) throw slowDown(attempt.waitMs);
  const user = await ctx.db
    .selectFrom('users')
    .select(['id', 'password_hash', 'disabled_at'])
    .where('username', '=', username)
    .executeTakeFirst();
  const right = await passwordMatches(user?.password_hash ?? null, input.password);
  if (!user || !right || user.disabled_at) {
    const reason = !user ? 'unknown_user' : right ? 'disabled' : 'wrong_password';
    await transact(ctx, async (tx) => {
      const about = user ? aboutUser(user.id) : { audience: { to: ['admin'] } };
      tx.record({ type: signInFailed.type, actor: CITIZEN, data: { reason, failures: attempt.failures }, ...about });
    });
    throw new AppError('wrong_credentials');
  }
  return transact(ctx, async (tx) => {
    await forgiveAttempt(tx.db, username, input.address);
    if (input.previous)
      await tx.db.deleteFrom('sessions').where('token_hash', '=', hashSecret(input.previous)).execute();
    // Between the look at the account and now it may have been disabled or its password changed.
    const still = await tx.db
      .selectFrom('users')
      .select('id')
      .where('id', '=', user.id)
      .where('disabled_at', 'is', null)
      .where('password_hash', '=', user.password_hash)
      .forShare()
      .executeTakeFirst();
    const actor = still && (await actorOf(tx.db, username, tx.now));
    if (!actor) throw new AppError('wrong_credentials');
    const session = await openSession(tx, user.id, input);
    tx.record({ type: signedIn.type, actor, data: { session: session.id }, ...aboutUser(user.id) });
    return session;
  });
}

/** The refusal that asks for patience. */
export function slowDown(waitMs: number): AppError {
  const seconds = Math.ceil(waitMs / 1_000);
  return new AppError('too_many_requests', {
    retryAfter: seconds,
    detail: {
      vi: `Sai nhiều lần liên tiếp. Vui lòng thử lại sau ${seconds} giây.`,
      en: `Wrong several times in a row. Please try again in ${seconds} seconds.`,
    },
  });
}
