import type { Db, Tx } from '../platform/db/index.ts';

export interface UserRecord {
  id: number;
  username: string;
  displayName: string;
  email: string | null;
  phone: string | null;
  disabledAt: Date | null;
}

const userColumns = ['id', 'username', 'display_name as displayName', 'email', 'phone', 'disabled_at as disabledAt'] as const;

/** A user by sign-in name, disabled ones too. */
export async function userByUsername(db: Db | Tx, username: string): Promise<UserRecord | null> {
  const row = await db.selectFrom('users').select(userColumns).where('username', '=', username).executeTakeFirst();
  return row ?? null;
}

/** The users of these ids, disabled ones too: names for what they did. */
export async function usersById(db: Db | Tx, ids: Iterable<number>): Promise<Map<number, UserRecord>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('users').select(userColumns).where('id', 'in', wanted).execute();
  return new Map(rows.map((u) => [u.id, u]));
}
