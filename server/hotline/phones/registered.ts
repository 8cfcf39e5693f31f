import type { Db } from '../../platform/db/index.ts';

/** Who of these people has no telephone that could ring: nobody is offered a call that he cannot take. */
export async function withoutPhone(db: Db, userIds: readonly number[]): Promise<ReadonlySet<number>> {
  const reachable = await db
    .selectFrom('phone_accounts')
    .select('user_id')
    .where('user_id', 'in', [...userIds])
    .where('removed_at', 'is', null)
    .where('registered_at', 'is not', null)
    .execute();
  const there = new Set(reachable.map((row) => row.user_id));
  return new Set(userIds.filter((id) => !there.has(id)));
}

/** The account under which a person's telephone is registered now, or null. */
export async function phoneOf(db: Db, userId: number): Promise<string | null> {
  const row = await db
    .selectFrom('phone_accounts')
    .select('sip_user')
    .where('user_id', '=', userId)
    .where('removed_at', 'is', null)
    .where('registered_at', 'is not', null)
    .executeTakeFirst();
  return row?.sip_user ?? null;
}
