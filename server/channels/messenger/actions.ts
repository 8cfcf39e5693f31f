/** What is no message: typing marks, read marks, reactions of ours. */
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { type MessengerAccount, messengerAccount, missing } from './account.ts';
import { callGraph, ofPage } from './api.ts';
import { tokenDead } from './token.ts';
import { messengerUser } from './users.ts';
import { FREE } from './window.ts';

/** Milliseconds; nobody waits for these. */
const PATIENCE = 3_000;

interface Reach {
  account: MessengerAccount;
  userId: string;
}

/** The person of a thread, when anything may be sent to him at all. */
async function reach(ctx: Ctx, conversationId: number): Promise<Reach | null> {
  const thread = await ctx.db
    .selectFrom('conversations')
    .select(['account', 'address'])
    .where('id', '=', conversationId)
    .executeTakeFirst();
  if (!thread?.address || thread.address.startsWith('comment:')) return null;
  const account = await messengerAccount(ctx, thread.account);
  if (!account || missing(account) || (await tokenDead(ctx, account))) return null;
  const user = await messengerUser(ctx.db, account, thread.address);
  const last = user?.last_interaction_at;
  if (!last || ctx.clock.now().getTime() - last.getTime() > FREE) return null;
  return { account, userId: thread.address };
}

function act(ctx: Ctx, { account, userId }: Reach, action: object) {
  return callGraph(ctx, account, {
    method: 'POST',
    path: ofPage(account, '/messages'),
    json: { recipient: { id: userId }, ...action },
    patience: PATIENCE,
  });
}

export async function messengerTyping(ctx: Ctx, conversationId: number, on: boolean): Promise<void> {
  const to = await reach(ctx, conversationId);
  if (to) await act(ctx, to, { sender_action: on ? 'typing_on' : 'typing_off' });
}

export async function messengerSeen(ctx: Ctx, conversationId: number): Promise<void> {
  const to = await reach(ctx, conversationId);
  if (to) await act(ctx, to, { sender_action: 'mark_seen' });
}

/** @throws AppError `not_now` in words when Facebook does not take it */
export async function reactOnMessenger(
  ctx: Ctx,
  message: { conversationId: number; externalId: string; emoji: string | null },
): Promise<void> {
  const to = await reach(ctx, message.conversationId);
  if (!to || !message.externalId.startsWith('m_'))
    throw new AppError('not_now', {
      detail: {
        vi: 'Không thả biểu cảm cho tin này trên Facebook được nữa.',
        en: 'This message on Facebook can no longer get a reaction.',
      },
    });
  const outcome = await act(
    ctx,
    to,
    message.emoji === null
      ? { sender_action: 'unreact', payload: { message_id: message.externalId } }
      : { sender_action: 'react', payload: { message_id: message.externalId, reaction: message.emoji } },
  );
  if (outcome.kind !== 'ok')
    throw new AppError('not_now', {
      detail: {
        vi: 'Facebook không nhận biểu cảm này; hãy thử lại sau.',
        en: 'Facebook did not take the reaction; please try again later.',
      },
    });
}
