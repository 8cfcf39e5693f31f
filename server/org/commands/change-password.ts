import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { aboutUser, passwordChanged } from '../events.ts';
import { hashPassword, passwordMatches } from '../passwords.ts';
import { closeSessions } from '../sessions.ts';
import { bookAttempt, forgiveAttempt } from '../slow-down.ts';
import { slowDown } from './sign-in.ts';

/**
 * Changes one's own password; every other session ends. Whoever finds an open desk may not guess the current one:
 * wrong ones count like failed sign-ins.
 */
export async function changePassword(
  ctx: Ctx,
  actor: Actor,
  input: { current: string; next: string; address: string },
): Promise<void> {
  const { userId, username } = actor;
  if (userId === null) throw new AppError('not_signed_in');
  checkNewPassword(username, input.next);
  if (input.next.normalize('NFKC') === input.current.normalize('NFKC'))
    throw invalidField(
      'next',
      { vi: 'Mật khẩu mới phải khác mật khẩu hiện tại.', en: 'The new password must differ from the present one.' },
      'same_password',
    );
  const attempt = await bookAttempt(ctx.db, username, input.address, ctx.clock.now());
  if (!('failures' in attempt)) throw slowDown(attempt.waitMs);
  const { password_hash: old } = await ctx.db
    .selectFrom('users')
    .select('password_hash')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  if (old === null || !(await passwordMatches(old, input.current)))
    throw invalidField(
      'current',
      { vi: 'Mật khẩu hiện tại không đúng.', en: 'The present password is wrong.' },
      'wrong_password',
    );
  const password_hash = await hashPassword(input.next);
  await transact(ctx, async (tx) => {
    // Guarded by the old hash: of two changes at once, one wins and the other is told.
    const changed = await tx.db
      .updateTable('users')
      .set({ password_hash, must_change_password: false })
      .where('id', '=', userId)
      .where('password_hash', '=', old)
      .returning('id')
      .executeTakeFirst();
    if (!changed)
      throw new AppError('conflict', {
        detail: { vi: 'Mật khẩu vừa được đổi ở nơi khác.', en: 'The password has just been changed elsewhere.' },
      });
    await forgiveAttempt(tx.db, username, input.address);
    tx.record({ type: passwordChanged.type, actor, ...aboutUser(userId) });
    await closeSessions(tx, actor, userId, 'password_changed', actor.sessionId);
  });
}

/** @throws AppError `invalid` when the password is the user name or a run of one character. */
export function checkNewPassword(username: string, next: string): void {
  if (next.length < 10)
    throw invalidField(
      'next',
      { vi: 'Mật khẩu cần ít nhất 10 ký tự.', en: 'The password needs at least 10 characters.' },
      'too_small',
    );
  if (next.toLowerCase() === username.toLowerCase())
    throw invalidField(
      'next',
      { vi: 'Mật khẩu không được trùng tên đăng nhập.', en: 'The password must not be the user name.' },
      'is_username',
    );
  if (new Set(next).size < 4)
    throw invalidField(
      'next',
      {
        vi: 'Mật khẩu quá dễ đoán: cần ít nhất 4 ký tự khác nhau.',
        en: 'The password is too easy to guess: it needs at least 4 different characters.',
      },
      'too_simple',
    );
}
