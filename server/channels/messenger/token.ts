import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import type { Said } from '../../platform/said.ts';
import { recordAccess } from '../health/index.ts';
import { type MessengerAccount, tokenMark } from './account.ts';

const WHAT_TO_DO: Said = {
  vi: 'Mã truy cập của trang Facebook không còn hiệu lực. Quản trị viên lấy mã mới, nhập ở thiết lập kênh rồi bấm "Thử kết nối".',
  en: 'The access token of the Facebook page is no longer valid. An administrator gets a new one, enters it in the settings of the channel and presses “Test the connection”.',
};

/** Why the present token must not be used, in words; null when nothing is known against it. */
export async function tokenDead(ctx: Ctx, account: MessengerAccount): Promise<Said | null> {
  const row = await ctx.db
    .selectFrom('messenger_pages')
    .select('dead_token')
    .where('account_id', '=', account.id)
    .executeTakeFirst();
  const { pageToken } = account.secrets;
  return row?.dead_token && pageToken && row.dead_token === tokenMark(pageToken) ? WHAT_TO_DO : null;
}

/** Facebook refused the token for good: nothing is sent with it any more, and the channel raises its alarm. */
export async function tokenDied(ctx: Ctx, account: MessengerAccount, token: string, why: string): Promise<void> {
  const now = ctx.clock.now();
  const said = why.slice(0, 200);
  await sql`insert into messenger_pages as p (account_id, dead_token, dead_since, dead_why)
    values (${account.id}, ${tokenMark(token)}, ${now}, ${said})
    on conflict (account_id) do update set
      dead_since = case when p.dead_token = excluded.dead_token then p.dead_since else excluded.dead_since end,
      dead_token = excluded.dead_token, dead_why = excluded.dead_why`.execute(ctx.db);
  await recordAccess(ctx, {
    channel: 'messenger',
    account: account.code,
    access: 'reauth_required',
    detail: WHAT_TO_DO,
  });
}

/** The token works. Ends the alarm, also one that Facebook's block of the page had raised. */
export async function tokenLives(ctx: Ctx, account: MessengerAccount): Promise<void> {
  await ctx.db
    .updateTable('messenger_pages')
    .set({ dead_token: null, dead_since: null, dead_why: null })
    .where('account_id', '=', account.id)
    .where('dead_token', 'is not', null)
    .execute();
  const known = await ctx.db
    .selectFrom('channel_health')
    .select('access')
    .where('channel', '=', 'messenger')
    .where('account', '=', account.code)
    .executeTakeFirst();
  if (known?.access !== 'ok') await recordAccess(ctx, { channel: 'messenger', account: account.code, access: 'ok' });
}

/** Facebook takes no messages from the page at all: said on every thread before one types, until it works again. */
export async function blockPage(ctx: Ctx, account: MessengerAccount, detail: Said): Promise<void> {
  await recordAccess(ctx, { channel: 'messenger', account: account.code, access: 'blocked', detail });
}
