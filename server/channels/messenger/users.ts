import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import type { Db, MessengerUsers } from '../../platform/db/index.ts';
import { object, stringOf } from '../shared/values.ts';
import type { MessengerAccount } from './account.ts';
import { callGraph } from './api.ts';

export type MessengerUser = Selectable<MessengerUsers>;

/** A name and picture are asked for again after so long; sooner after a refusal. Milliseconds. */
const PROFILE_LIFE = 30 * 86_400_000;
/** Milliseconds; a slow profile must not hold up a message. */
const PROFILE_PATIENCE = 3_000;

export async function messengerUser(
  db: Db,
  account: MessengerAccount,
  userId: string,
): Promise<MessengerUser | undefined> {
  return db
    .selectFrom('messenger_users')
    .selectAll()
    .where('account_id', '=', account.id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

/**
 * Notes that the person did something at `at` (null: we only heard of him). News may come in any order: the newest time
 * counts, and an action after a refusal lifts it.
 */
export async function touchUser(
  db: Db,
  account: MessengerAccount,
  userId: string,
  at: Date | null,
): Promise<MessengerUser> {
  const { rows } = await sql<MessengerUser>`
    insert into messenger_users as u (account_id, user_id, last_interaction_at)
    values (${account.id}, ${userId}, ${at})
    on conflict (account_id, user_id) do update set
      last_interaction_at = greatest(u.last_interaction_at, excluded.last_interaction_at),
      refused_code = case when excluded.last_interaction_at > u.refused_at then null else u.refused_code end,
      refused_at = case when excluded.last_interaction_at > u.refused_at then null else u.refused_at end
    returning *`.execute(db);
  return rows[0] as MessengerUser;
}

/** Facebook will not deliver to this person until he does something again. */
export async function noteRefusal(ctx: Ctx, account: MessengerAccount, userId: string, code: string): Promise<void> {
  await touchUser(ctx.db, account, userId, null);
  await change(ctx.db, account, userId, { refused_code: code, refused_at: ctx.clock.now() });
}

/** Another app has the thread (`has`), or we have it again; news older than what is known changes nothing. */
export async function noteOtherApp(
  ctx: Ctx,
  account: MessengerAccount,
  userId: string,
  has: boolean,
  at: Date,
): Promise<void> {
  const user = await touchUser(ctx.db, account, userId, null);
  if (
    has ? user.other_app_at !== null && user.other_app_at >= at : user.other_app_at === null || user.other_app_at > at
  )
    return;
  await change(ctx.db, account, userId, { other_app_at: has ? at : null });
}

export async function noteReferral(
  ctx: Ctx,
  account: MessengerAccount,
  userId: string,
  referral: object,
): Promise<void> {
  const text = JSON.stringify(referral).replaceAll('\\u0000', '');
  if (text.length <= 4000) await change(ctx.db, account, userId, { referral: text });
}

function change(db: Db, account: MessengerAccount, userId: string, set: object): Promise<unknown> {
  return db
    .updateTable('messenger_users')
    .set(set)
    .where('account_id', '=', account.id)
    .where('user_id', '=', userId)
    .execute();
}

/** The person with name and picture as Facebook tells them; as he is known here when it does not in time, or may not. */
export async function withProfile(ctx: Ctx, account: MessengerAccount, user: MessengerUser): Promise<MessengerUser> {
  const now = ctx.clock.now();
  if (user.profile_at && now.getTime() - user.profile_at.getTime() < PROFILE_LIFE) return user;
  if (!/^\d{1,30}$/.test(user.user_id)) return user;
  const outcome = await callGraph(ctx, account, {
    method: 'GET',
    path: `/${user.user_id}`,
    query: { fields: 'first_name,last_name,name,profile_pic' },
    patience: PROFILE_PATIENCE,
  });
  if (outcome.kind !== 'ok' && outcome.kind !== 'error') return user;
  // An error is an answer too: without the permission (2018247) every message would ask again.
  const data = outcome.kind === 'ok' ? object(outcome.data) : {};
  const family = [stringOf(data.last_name), stringOf(data.first_name)].filter(Boolean).join(' ');
  const name = (stringOf(data.name) ?? family).normalize('NFC').replaceAll('\u0000', '').slice(0, 200) || user.name;
  return ctx.db
    .updateTable('messenger_users')
    .set({ name, picture_url: stringOf(data.profile_pic)?.slice(0, 2000) ?? user.picture_url, profile_at: now })
    .where('account_id', '=', account.id)
    .where('user_id', '=', user.user_id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
