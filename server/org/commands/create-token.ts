import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { hashSecret, randomToken } from '../../platform/ids.ts';
import { transact } from '../../platform/transact.ts';
import { aboutUser, tokenCreated } from '../events.ts';

/**
 * An API token with the rights of a person. The token is returned once; only its hash is kept. `expiresAt` null = until
 * it is revoked.
 */
export async function createToken(
  ctx: Ctx,
  actor: Actor,
  input: { username: string; name: string; expiresAt: Date | null },
): Promise<{ id: number; token: string }> {
  const token = `t1022_${randomToken(32)}`;
  const id = await transact(ctx, async (tx) => {
    const user = await tx.db
      .selectFrom('users')
      .select(['id', 'disabled_at'])
      .where('username', '=', input.username)
      .forShare()
      .executeTakeFirst();
    if (!user)
      throw new AppError('not_found', {
        detail: { vi: `Không có người dùng ${input.username}.`, en: `There is no user ${input.username}.` },
      });
    if (user.disabled_at)
      throw new AppError('not_now', {
        detail: { vi: `Tài khoản ${input.username} đã bị khóa.`, en: `The account ${input.username} is locked.` },
      });
    if (input.expiresAt && input.expiresAt <= tx.now)
      throw new AppError('bad_input', {
        detail: { vi: 'Thời hạn của mã phải ở tương lai.', en: 'The token must end in the future.' },
      });
    const row = await tx.db
      .insertInto('api_tokens')
      .values({
        token_hash: hashSecret(token),
        user_id: user.id,
        name: input.name,
        created_at: tx.now,
        expires_at: input.expiresAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    tx.record({
      type: tokenCreated.type,
      actor,
      data: { token: row.id, expiresAt: input.expiresAt?.toISOString() ?? null },
      ...aboutUser(user.id),
    });
    return row.id;
  });
  return { id, token };
}
