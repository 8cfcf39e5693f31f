import { type RawBuilder, sql } from 'kysely';
import type { Role } from '../../contract/session.ts';
import type { Db, Tx } from '../platform/db/index.ts';
import { fold } from '../platform/text.ts';

export interface UserRecord {
  id: number;
  username: string;
  displayName: string;
  email: string | null;
  phone: string | null;
  disabledAt: Date | null;
}

const userColumns = [
  'id',
  'username',
  'display_name as displayName',
  'email',
  'phone',
  'disabled_at as disabledAt',
] as const;

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

export interface ListedUser extends UserRecord {
  roles: { role: Role; unit: { code: string; name: string } }[];
  absentUntil: Date | null;
}

export interface UserFilter {
  q?: string | undefined;
  unit?: string | undefined;
  username?: string | undefined;
}

/** Users by user name from `after` on (`limit` null: all), with the roles and the absence of this moment. `q` matches names without accents. */
export async function listUsers(
  db: Db | Tx,
  now: Date,
  filter: UserFilter,
  after: string,
  limit: number | null,
): Promise<ListedUser[]> {
  const valid = validAt(now);
  let query = db
    .selectFrom('users as u')
    .select([
      'u.id',
      'u.username',
      'u.display_name as displayName',
      'u.email',
      'u.phone',
      'u.disabled_at as disabledAt',
    ])
    .select([
      sql<
        ListedUser['roles']
      >`coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'unit', jsonb_build_object('code', t.code, 'name', t.name)) order by t.code, r.role)
        from user_roles r join units t on t.id = r.unit_id where r.user_id = u.id and ${valid}), '[]')`.as('roles'),
      sql<Date | null>`(select max(d.ends_at) from delegations d where d.user_id = u.id and d.starts_at <= ${now} and d.ends_at > ${now})`.as(
        'absentUntil',
      ),
    ])
    .where('u.username', '>', after)
    .orderBy('u.username');
  if (limit !== null) query = query.limit(limit);
  return query.where(isListed(filter, now)).execute();
}

/** How many the whole list has. */
export async function countUsers(db: Db | Tx, now: Date, filter: UserFilter): Promise<number> {
  const row = await db
    .selectFrom('users as u')
    .select((e) => e.fn.countAll<number>().as('total'))
    .where(isListed(filter, now))
    .executeTakeFirstOrThrow();
  return Number(row.total);
}

const validAt = (now: Date) => sql<boolean>`r.valid_from <= ${now} and (r.valid_to is null or r.valid_to > ${now})`;

/** What decides whether an account (`u`) belongs to a list. */
function isListed(filter: UserFilter, now: Date): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (filter.username !== undefined) conditions.push(sql<boolean>`u.username = ${filter.username}`);
  if (filter.q !== undefined) {
    const words = fold(filter.q);
    conditions.push(
      sql<boolean>`(strpos(lower(unaccent(normalize(u.display_name, NFC))), ${words}) > 0 or strpos(u.username, ${words}) > 0)`,
    );
  }
  if (filter.unit !== undefined)
    conditions.push(sql<boolean>`exists (select from user_roles r join units t on t.id = r.unit_id
      where r.user_id = u.id and t.code = ${filter.unit} and ${validAt(now)})`);
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** Officers and leaders of a unit who may be given work now: names only. */
export async function colleaguesIn(db: Db | Tx, unitId: number, now: Date) {
  const found = await sql<{ username: string; displayName: string; roles: Role[] }>`
    select u.username, u.display_name as "displayName", jsonb_agg(distinct r.role) as roles
    from user_roles r join users u on u.id = r.user_id
    where r.unit_id = ${unitId} and r.role in ('officer', 'unit_leader') and u.disabled_at is null
      and r.valid_from <= ${now} and (r.valid_to is null or r.valid_to > ${now})
    group by u.id order by u.display_name, u.username`.execute(db);
  return found.rows;
}

/** Where a person is signed in, latest use first. */
export async function sessionsOf(db: Db | Tx, userId: number, liveSince: Date, now: Date) {
  return db
    .selectFrom('sessions')
    .select(['id', 'created_at as createdAt', 'last_seen_at as lastSeenAt', 'address', 'user_agent as userAgent'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', liveSince)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

const DELEGATIONS_SHOWN = 500;

/** Delegations, latest first: all, or those that concern one person; or the one with this id. */
export async function listDelegations(db: Db | Tx, filter: { userId?: number; id?: number }) {
  let query = db
    .selectFrom('delegations as d')
    .innerJoin('users as a', 'a.id', 'd.user_id')
    .innerJoin('users as b', 'b.id', 'd.deputy_id')
    .select([
      'd.id',
      'a.username as user',
      'a.display_name as userName',
      'b.username as deputy',
      'b.display_name as deputyName',
      'd.starts_at as from',
      'd.ends_at as to',
      'd.reason',
    ])
    .orderBy('d.starts_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(DELEGATIONS_SHOWN);
  const { userId, id } = filter;
  if (userId !== undefined)
    query = query.where((e) => e.or([e('d.user_id', '=', userId), e('d.deputy_id', '=', userId)]));
  if (id !== undefined) query = query.where('d.id', '=', id);
  return query.execute();
}
