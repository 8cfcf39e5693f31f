import { sql } from 'kysely';
import { SYSTEM } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { transact } from '../../platform/transact.ts';
import { aboutUser, userCreated } from '../events.ts';
import { CENTRE_CODE } from '../lookups.ts';
import { hashPassword, oneTimePassword } from '../passwords.ts';
import { setRoles } from '../roles.ts';

const LOCK = 1022_003;

/**
 * The first administrator of an installation that has no users yet. The password is returned once, for `npm start` to
 * print, and must be changed at the first sign-in. Null when there are users already; of several processes that start
 * at once, one makes it.
 */
export async function createFirstAdmin(ctx: Ctx): Promise<{ username: string; oneTimePassword: string } | null> {
  const anybody = await ctx.db.selectFrom('users').select('id').limit(1).executeTakeFirst();
  if (anybody) return null;
  const username = 'admin';
  const password = oneTimePassword();
  const password_hash = await hashPassword(password);
  return transact(ctx, async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx.db);
    const faster = await tx.db.selectFrom('users').select('id').limit(1).executeTakeFirst();
    if (faster) return null;
    const row = await tx.db
      .insertInto('users')
      .values({
        username,
        display_name: 'Quản trị viên',
        password_hash,
        must_change_password: true,
        created_at: tx.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { added } = await setRoles(tx, row.id, [{ role: 'admin', unit: CENTRE_CODE }]);
    tx.record({ type: userCreated.type, actor: SYSTEM, data: { roles: added }, ...aboutUser(row.id) });
    return { username, oneTimePassword: password };
  });
}
