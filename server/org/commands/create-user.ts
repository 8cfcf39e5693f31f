import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { sqlState } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Said } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { aboutUser, userCreated } from '../events.ts';
import { hashPassword, oneTimePassword } from '../passwords.ts';
import { setRoles, type WantedRole } from '../roles.ts';

export interface NewUser {
  username: string;
  displayName: string;
  email: string | null;
  phone: string | null;
  roles: readonly WantedRole[];
  /** Given for demonstrations and by the CLI; otherwise a one-time password is made. */
  password?: string;
}

/** Adds a person. Without a given password, the one returned must be changed at the first sign-in; it is shown once. */
export async function createUser(
  ctx: Ctx,
  actor: Actor,
  input: NewUser,
): Promise<{ userId: number; oneTimePassword: string }> {
  const password = input.password ?? oneTimePassword();
  const password_hash = await hashPassword(password);
  const userId = await transact(ctx, async (tx) => {
    const row = await tx.db
      .insertInto('users')
      .values({
        username: input.username,
        display_name: input.displayName,
        email: input.email?.toLowerCase() ?? null,
        phone: input.phone,
        password_hash,
        must_change_password: input.password === undefined,
        created_at: tx.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { added } = await setRoles(tx, row.id, input.roles);
    tx.record({ type: userCreated.type, actor, data: { roles: added }, ...aboutUser(row.id) });
    return row.id;
  }).catch((error: unknown) => {
    throw alreadyTaken(error) ?? error;
  });
  return { userId, oneTimePassword: password };
}

/** The unique constraint that was hit, as a 409 with the field. */
export function alreadyTaken(error: unknown): AppError | null {
  if (sqlState(error) !== '23505') return null;
  const email = (error as { constraint?: string }).constraint === 'users_email';
  const [path, message]: [string, Said] = email
    ? ['email', { vi: 'Địa chỉ email này đã có người dùng khác.', en: 'Another user has this mail address.' }]
    : ['username', { vi: 'Tên đăng nhập đã tồn tại.', en: 'This user name is taken.' }];
  return new AppError('already_exists', { detail: message, fields: [{ path, message, code: 'already_exists' }] });
}
