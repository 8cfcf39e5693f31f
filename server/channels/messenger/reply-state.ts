import type { ReplyState, ThreadOfChannel } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { keptSaid, type Said, saidWith } from '../../platform/said.ts';
import { type MessengerAccount, messengerAccount, missing } from './account.ts';
import { tokenDead } from './token.ts';
import { messengerUser } from './users.ts';
import { commentWindow, type Window, windowOf } from './window.ts';

const TELL: Said = { vi: 'Báo quản trị viên.', en: 'Tell an administrator.' };

/** Whether one can write on this thread now, in words for the agent; looked at before one types and again on sending. */
export async function messengerReplyState(ctx: Ctx, thread: ThreadOfChannel): Promise<ReplyState> {
  const account = await messengerAccount(ctx, thread.account);
  const cannot = (advice: Said): ReplyState => ({ canReply: false, until: null, advice });
  if (!account)
    return cannot({
      vi: 'Trang Facebook của cuộc trò chuyện này không còn. Báo quản trị viên.',
      en: 'The Facebook page of this conversation is gone. Tell an administrator.',
    });
  const problem = missing(account);
  if (problem) return cannot(saidWith(problem, (text, language) => `${text} ${TELL[language]}`));
  const locked = (await tokenDead(ctx, account)) ?? (await blocked(ctx, account));
  if (locked) return cannot(locked);
  const { phase: _phase, ...state } = await windowFor(ctx, account, thread);
  return state;
}

async function blocked(ctx: Ctx, account: MessengerAccount): Promise<Said | null> {
  const health = await ctx.db
    .selectFrom('channel_health')
    .select(['access', 'access_detail'])
    .where('channel', '=', 'messenger')
    .where('account', '=', account.code)
    .executeTakeFirst();
  return health?.access === 'blocked' ? blockedWords(health.access_detail) : null;
}

/** The window of one thread: of its comment, or of the person. */
export async function windowFor(
  ctx: Ctx,
  account: MessengerAccount,
  thread: { id: number; address: string; lastInAt: Date | null },
): Promise<Window> {
  const now = ctx.clock.now();
  if (thread.address.startsWith('comment:')) return commentWindow(now, await commentsOf(ctx, account, thread.address));
  const user = await messengerUser(ctx.db, account, thread.address);
  // A comment is a message of the thread, but opens no window: whom we know is judged by what he did in Messenger.
  const last = user ? user.last_interaction_at : thread.lastInAt;
  return windowOf({
    now,
    lastInteractionAt: last,
    humanAgent: account.settings.humanAgent,
    refused: user?.refused_code != null && user.refused_at ? { code: user.refused_code, at: user.refused_at } : null,
    otherAppAt: user?.other_app_at ?? null,
    privateReplySent: last === null && (await beganWithComment(ctx, thread.id)),
  });
}

/** Comments of a thread, newest first. */
export function commentsOf(ctx: Ctx, account: MessengerAccount, address: string) {
  return ctx.db
    .selectFrom('messenger_comments')
    .selectAll()
    .where('account_id', '=', account.id)
    .where('address', '=', address)
    .orderBy('created_at', 'desc')
    .orderBy('comment_id', 'desc')
    .limit(50)
    .execute();
}

async function beganWithComment(ctx: Ctx, conversationId: number): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('external_id', 'like', 'comment:%')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function blockedWords(why: string | null): Said {
  return why === null ? { vi: 'Facebook đang chặn trang này.', en: 'Facebook has blocked this page.' } : keptSaid(why);
}
