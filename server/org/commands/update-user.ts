import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { aboutUser, rolesChanged, tokenRevoked, userDisabled, userEnabled, userUpdated } from '../events.ts';
import { keepOneAdmin, setRoles, type WantedRole } from '../roles.ts';
import { closeSessions } from '../sessions.ts';
import { alreadyTaken } from './create-user.ts';

export interface UserChange {
  displayName?: string | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  /** The whole list: what is not in it ends. */
  roles?: readonly WantedRole[] | undefined;
  disabled?: boolean | undefined;
}

/**
 * Changes a person's details, roles or access. Only the fields given are touched, under a lock on the person's row, so
 * two administrators at once never mix one's roles with the other's. Disabling ends sessions and API tokens.
 */
export async function updateUser(ctx: Ctx, actor: Actor, username: string, change: UserChange): Promise<void> {
  await transact(ctx, async (tx) => {
    const work = () => apply(tx, actor, username, change);
    // Every administrator's role is locked before the person, in one order for all.
    if (change.disabled || change.roles) await keepOneAdmin(tx, work);
    else await work();
  }).catch((error: unknown) => {
    throw alreadyTaken(error) ?? error;
  });
}

async function apply(tx: Tx, actor: Actor, username: string, change: UserChange): Promise<void> {
  const user = await tx.db
    .selectFrom('users')
    .selectAll()
    .where('username', '=', username)
    .forUpdate()
    .executeTakeFirst();
  if (!user)
    throw new AppError('not_found', {
      detail: { vi: `Không có người dùng ${username}.`, en: `There is no user ${username}.` },
    });
  const email = change.email?.toLowerCase() ?? change.email;
  const wanted = { display_name: change.displayName, email, phone: change.phone };
  const changed = Object.entries(wanted).filter(
    ([column, value]) => value !== undefined && value !== user[column as keyof typeof wanted],
  );
  if (changed.length > 0) {
    await tx.db.updateTable('users').set(Object.fromEntries(changed)).where('id', '=', user.id).execute();
    tx.record({
      type: userUpdated.type,
      actor,
      data: { fields: changed.map(([column]) => column) },
      ...aboutUser(user.id),
    });
  }
  if (change.roles) {
    const { added, ended } = await setRoles(tx, user.id, change.roles);
    if (added.length + ended.length > 0)
      tx.record({ type: rolesChanged.type, actor, data: { added, ended }, ...aboutUser(user.id) });
  }
  if (change.disabled === true && !user.disabled_at) await disable(tx, actor, user.id);
  if (change.disabled === false && user.disabled_at) {
    await tx.db.updateTable('users').set({ disabled_at: null }).where('id', '=', user.id).execute();
    tx.record({ type: userEnabled.type, actor, ...aboutUser(user.id) });
  }
}

async function disable(tx: Tx, actor: Actor, userId: number): Promise<void> {
  await tx.db.updateTable('users').set({ disabled_at: tx.now }).where('id', '=', userId).execute();
  tx.record({ type: userDisabled.type, actor, ...aboutUser(userId) });
  await closeSessions(tx, actor, userId, 'disabled');
  const tokens = await tx.db
    .updateTable('api_tokens')
    .set({ revoked_at: tx.now })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  for (const { id } of tokens) tx.record({ type: tokenRevoked.type, actor, data: { token: id }, ...aboutUser(userId) });
}
