import type { ReplyState, ThreadOfChannel } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { keptSaid, type Said, saidWith } from '../../platform/said.ts';
import { missing, type ZaloAccount, zaloAccount } from './account.ts';
import { zaloUser } from './users.ts';
import { type Window, windowOf } from './window.ts';

const TELL: Said = { vi: 'Báo quản trị viên.', en: 'Tell an administrator.' };

/** Whether one can write on this thread now, in words for the agent; looked at before one types and again on sending. */
export async function zaloReplyState(ctx: Ctx, thread: ThreadOfChannel): Promise<ReplyState> {
  const account = await zaloAccount(ctx, thread.account);
  const cannot = (advice: Said): ReplyState => ({ canReply: false, until: null, advice });
  if (!account)
    return cannot({
      vi: 'Kênh Zalo của cuộc trò chuyện này không còn. Báo quản trị viên.',
      en: 'The Zalo channel of this conversation is gone. Tell an administrator.',
    });
  const problem = missing(account);
  if (problem) return cannot(saidWith(problem, (text, language) => `${text} ${TELL[language]}`));
  const access = await lockedOut(ctx, account);
  if (access) return cannot(access);
  const { phase: _phase, ...state } = await windowFor(ctx, account, thread.address, thread.lastInAt);
  return state;
}

/** Why the whole account cannot send, or null. A token that still lives is used to its end. */
async function lockedOut(ctx: Ctx, account: ZaloAccount): Promise<Said | null> {
  const token = await ctx.db
    .selectFrom('zalo_tokens')
    .select(['reauth_since', 'access_expires_at'])
    .where('account_id', '=', account.id)
    .executeTakeFirst();
  const dead = !token?.access_expires_at || token.access_expires_at <= ctx.clock.now();
  if (token?.reauth_since && dead)
    return {
      vi: 'Zalo đã ngắt kết nối với hệ thống; quản trị viên phải kết nối lại ở trang Kênh.',
      en: 'Zalo has cut the connection; an administrator must connect again on the page Channels.',
    };
  const health = await ctx.db
    .selectFrom('channel_health')
    .select(['access', 'access_detail'])
    .where('channel', '=', 'zalo')
    .where('account', '=', account.code)
    .executeTakeFirst();
  return health?.access === 'blocked' ? blocked(health.access_detail) : null;
}

/** The window of one person on one account. */
export async function windowFor(
  ctx: Ctx,
  account: ZaloAccount,
  address: string,
  lastInAt: Date | null,
): Promise<Window> {
  const { settings } = account;
  const userId = userIdOf(address);
  const user = await zaloUser(ctx.db, account, userId);
  const last = latest(user?.last_interaction_at ?? null, lastInAt);
  const sent =
    settings.freeMessages > 0 && last !== null
      ? await ctx.db
          .selectFrom('zalo_sends')
          .select((e) => e.fn.countAll<number>().as('n'))
          .where('account_id', '=', account.id)
          .where('user_id', '=', address)
          .where('started_at', '>', last)
          .where('state', '<>', 'failed')
          .executeTakeFirstOrThrow()
      : { n: 0 };
  const quotaHolds = user?.quota_at != null && last !== null && user.quota_at >= last;
  return windowOf({
    now: ctx.clock.now(),
    lastInteractionAt: last,
    freeHours: settings.freeHours,
    lateHours: Math.max(settings.lateHours, settings.freeHours),
    sendLate: settings.sendLate,
    freeMessages: settings.freeMessages,
    sentSince: Number(sent.n),
    refused: user?.refused_code != null && user.refused_at ? { code: user.refused_code, at: user.refused_at } : null,
    quotaLeft: quotaHolds ? (user?.quota_remain ?? null) : null,
  });
}

/** The person behind an address: `anonymous:<thread>:<id>` or the id itself. */
export function userIdOf(address: string): string {
  return address.startsWith('anonymous:') ? (address.split(':')[2] ?? '') : address;
}

function latest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function blocked(why: string | null): Said {
  return why === null ? { vi: 'Zalo đang chặn tài khoản này.', en: 'Zalo has blocked this account.' } : keptSaid(why);
}
