import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import type { Db, ZaloUsers } from '../../platform/db/index.ts';
import type { ZaloAccount } from './account.ts';
import { callZalo } from './api.ts';
import { object, stringOf } from './values.ts';

export type ZaloUser = Selectable<ZaloUsers>;

/** A name and picture are asked for again after so long. */
const PROFILE_LIFE = 30 * 86_400_000;
/** Milliseconds; a slow profile must not hold up a message. */
const PROFILE_PATIENCE = 3_000;

export async function zaloUser(db: Db, account: ZaloAccount, userId: string): Promise<ZaloUser | undefined> {
  return db
    .selectFrom('zalo_users')
    .selectAll()
    .where('account_id', '=', account.id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

/**
 * Notes that the person did something at `at` (null: we only heard of him). News may come in any order: the newest time
 * counts, and an interaction after a refusal lifts it.
 */
export async function touchUser(
  db: Db,
  account: ZaloAccount,
  userId: string,
  at: Date | null,
  follows?: boolean,
): Promise<ZaloUser> {
  const { rows } = await sql<ZaloUser>`
    insert into zalo_users as u (account_id, user_id, last_interaction_at, follows)
    values (${account.id}, ${userId}, ${at}, ${follows ?? null})
    on conflict (account_id, user_id) do update set
      last_interaction_at = greatest(u.last_interaction_at, excluded.last_interaction_at),
      follows = coalesce(excluded.follows, u.follows),
      refused_code = case when excluded.last_interaction_at > u.refused_at then null else u.refused_code end,
      refused_at = case when excluded.last_interaction_at > u.refused_at then null else u.refused_at end
    returning *`.execute(db);
  return rows[0] as ZaloUser;
}

/** Zalo will not deliver to this person until he does something again. */
export async function noteRefusal(ctx: Ctx, account: ZaloAccount, userId: string, code: number): Promise<void> {
  await touchUser(ctx.db, account, userId, null);
  await ctx.db
    .updateTable('zalo_users')
    .set({ refused_code: code, refused_at: ctx.clock.now() })
    .where('account_id', '=', account.id)
    .where('user_id', '=', userId)
    .execute();
}

/** What an answer of Zalo says about messages left for this person. Kinds that belong to the whole account are not kept. */
export async function noteQuota(ctx: Ctx, account: ZaloAccount, userId: string, quota: unknown): Promise<void> {
  const said = object(quota);
  const kind = stringOf(said.quota_type);
  const remain = stringOf(said.remain);
  const total = stringOf(said.total);
  if (kind !== 'reply' || !remain || !/^\d{1,9}$/.test(remain)) return;
  await ctx.db
    .updateTable('zalo_users')
    .set({
      quota_kind: kind,
      quota_remain: Number(remain),
      quota_total: total && /^\d{1,9}$/.test(total) ? Number(total) : null,
      quota_at: ctx.clock.now(),
    })
    .where('account_id', '=', account.id)
    .where('user_id', '=', userId)
    .execute();
}

/** The person with name and picture as Zalo knows them; as he is known here when Zalo does not answer in time. */
export async function withProfile(ctx: Ctx, account: ZaloAccount, user: ZaloUser): Promise<ZaloUser> {
  const now = ctx.clock.now();
  if (user.profile_at && now.getTime() - user.profile_at.getTime() < PROFILE_LIFE) return user;
  const outcome = await callZalo(ctx, account, {
    method: 'GET',
    path: '/v3.0/oa/user/detail',
    data: { user_id: user.user_id },
    patience: PROFILE_PATIENCE,
  });
  if (outcome.kind !== 'ok') return user;
  const name = stringOf(outcome.data.display_name)?.normalize('NFC').slice(0, 200) ?? user.display_name;
  const avatar = stringOf(outcome.data.avatar) ?? null;
  const follows = outcome.data.user_is_follower;
  return ctx.db
    .updateTable('zalo_users')
    .set({
      display_name: name,
      avatar_url: avatar,
      profile_at: now,
      ...(typeof follows === 'boolean' ? { follows } : {}),
    })
    .where('account_id', '=', account.id)
    .where('user_id', '=', user.user_id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
