import type { Role } from '../../contract/session.ts';
import { forgetDirectory } from '../../server/org/index.ts';
import type { Ctx } from '../../server/platform/context.ts';
import { hashSecret, randomToken } from '../../server/platform/ids.ts';
import type { TestApp } from './app.ts';

/** The password of every user made here, and its argon2id hash with the cheapest parameters there are. */
export const TEST_PASSWORD = 'mật khẩu thử 1022';
const CHEAP_HASH = '$argon2id$v=19$m=8,t=1,p=1$d287XyUvfjxIuH6j5YCKxw$slgFF2/LAXPJJR+QODPPWw';

let counter = 0;
/** A number that no other call in this process has returned. */
export function unique(): number {
  counter += 1;
  return counter;
}

export interface UserRecipe {
  username?: string;
  displayName?: string;
  /** One role and its unit; the unit is a code, by default the natural one of the role. */
  role?: Role;
  unit?: string;
  /** Several roles; replaces `role` and `unit`. */
  roles?: readonly { role: Role; unit: string }[];
  email?: string | null;
  mustChangePassword?: boolean;
}

export interface MadeUser {
  id: number;
  username: string;
  displayName: string;
}

const HOME: Record<Role, string> = {
  agent: 'tong-dai-1022',
  supervisor: 'tong-dai-1022',
  publisher: 'tong-dai-1022',
  admin: 'tong-dai-1022',
  officer: 'so-xay-dung',
  unit_leader: 'so-xay-dung',
  province_leader: 'ubnd-tinh',
};

/** A user with roles, straight into the tables: no event, password TEST_PASSWORD. */
export async function createUserWith(ctx: Pick<Ctx, 'db' | 'clock'>, recipe: UserRecipe = {}): Promise<MadeUser> {
  const roles = recipe.roles ?? (recipe.role ? [{ role: recipe.role, unit: recipe.unit ?? HOME[recipe.role] }] : []);
  const n = unique();
  const username = recipe.username ?? `${(recipe.role ?? 'user').replace('_', '-')}-${n}`;
  const displayName = recipe.displayName ?? `Người dùng ${n}`;
  const user = await ctx.db
    .insertInto('users')
    .values({
      username,
      display_name: displayName,
      email: recipe.email ?? null,
      password_hash: CHEAP_HASH,
      must_change_password: recipe.mustChangePassword ?? false,
      created_at: ctx.clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const { role, unit } of roles) await giveRole(ctx, user.id, role, unit);
  return { id: user.id, username, displayName };
}

/** Adds a role that began in the past. */
export async function giveRole(ctx: Pick<Ctx, 'db'>, userId: number, role: Role, unitCode: string): Promise<void> {
  const unit = await ctx.db.selectFrom('units').select('id').where('code', '=', unitCode).executeTakeFirstOrThrow();
  await ctx.db
    .insertInto('user_roles')
    .values({ user_id: userId, unit_id: unit.id, role, valid_from: '2020-01-01T00:00:00+07:00' })
    .execute();
}

/** A unit below the province; returns its id and code. */
export async function createUnitWith(
  ctx: Pick<Ctx, 'db'>,
  recipe: { code?: string; name?: string; parent?: string } = {},
): Promise<{ id: number; code: string }> {
  const code = recipe.code ?? `don-vi-${unique()}`;
  const parent = await ctx.db
    .selectFrom('units')
    .select('id')
    .where('code', '=', recipe.parent ?? 'ubnd-tinh')
    .executeTakeFirstOrThrow();
  const row = await ctx.db
    .insertInto('units')
    .values({
      code,
      name: recipe.name ?? `Đơn vị ${code}`,
      short_name: code,
      kind: 'đơn vị trực thuộc',
      parent_id: parent.id,
      valid_from: '2025-07-01',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  forgetDirectory(ctx.db);
  return { id: row.id, code };
}

/** A session of a user, as signing in makes it; returns the secret for the cookie. */
export async function createSessionFor(ctx: Pick<Ctx, 'db' | 'clock'>, userId: number): Promise<string> {
  const secret = randomToken(32);
  const now = ctx.clock.now();
  await ctx.db
    .insertInto('sessions')
    .values({
      token_hash: hashSecret(secret),
      user_id: userId,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + 7 * 86_400_000),
      address: '127.0.0.1',
      user_agent: 'test',
    })
    .execute();
  return secret;
}

/** A running delegation, straight into the table. Times are ISO 8601; by default from now for two days. */
export async function createDelegationWith(
  ctx: Pick<Ctx, 'db' | 'clock'>,
  recipe: { user: number; deputy: number; from?: string; to?: string },
): Promise<number> {
  const now = ctx.clock.now();
  const row = await ctx.db
    .insertInto('delegations')
    .values({
      user_id: recipe.user,
      deputy_id: recipe.deputy,
      starts_at: recipe.from ?? now,
      ends_at: recipe.to ?? new Date(now.getTime() + 2 * 86_400_000),
      reason: 'Đi công tác',
      created_by: recipe.user,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A unit of its own with two leaders and two officers, all signed in. */
export async function createStaffedUnit(app: Pick<TestApp, 'ctx' | 'as'>) {
  const unit = await createUnitWith(app.ctx);
  const of = (role: Role) => app.as({ role, unit: unit.code });
  return {
    unit,
    leader: await of('unit_leader'),
    vice: await of('unit_leader'),
    officer: await of('officer'),
    other: await of('officer'),
  };
}
