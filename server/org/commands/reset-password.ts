import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { aboutUser, passwordReset } from '../events.ts';
import { hashPassword, oneTimePassword } from '../passwords.ts';
import { closeSessions } from '../sessions.ts';

/**
 * Gives a new one-time password (returned, shown once), or sets the given one (CLI); either way the person's sessions
 * end and the password must be changed at the next sign-in.
 */
export async function resetPassword(
  ctx: Ctx,
  actor: Actor,
  username: string,
  given?: string,
): Promise<{ oneTimePassword: string }> {
  const password = given ?? oneTimePassword();
  const password_hash = await hashPassword(password);
  await transact(ctx, async (tx) => {
    const user = await tx.db
      .updateTable('users')
      .set({ password_hash, must_change_password: true })
      .where('username', '=', username)
      .returning('id')
      .executeTakeFirst();
    if (!user)
      throw new AppError('not_found', {
        detail: { vi: `Không có người dùng ${username}.`, en: `There is no user ${username}.` },
      });
    tx.record({ type: passwordReset.type, actor, ...aboutUser(user.id) });
    await closeSessions(tx, actor, user.id, 'password_reset');
  });
  return { oneTimePassword: password };
}
