import type { FastifyInstance } from 'fastify';
import {
  assignConversation,
  endConversation,
  seeConversation,
  takeUpConversation,
  typeInConversation,
} from '../../contract/conversations.ts';
import { channelOf, closeConversation, markSeen, reopenConversation, setOwner } from '../conversations/index.ts';
import { actorOf } from '../org/index.ts';
import { type Actor, holds } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError, invalidField } from '../platform/errors.ts';
import { route } from '../platform/http/index.ts';
import type { SpokenLanguage } from '../platform/said.ts';
import { transact } from '../platform/transact.ts';
import { findConversation, presentConversations } from './inbox.ts';

async function one(db: Db, actor: Actor, id: string | number, language: SpokenLanguage) {
  const [view] = await presentConversations(db, [await findConversation(db, actor, id)], language);
  if (!view) throw new AppError('not_found');
  return view;
}

/** Who has a conversation, whether it is over, and the marks that a channel shows the citizen. */
export function steerRoutes(app: FastifyInstance, ctx: Ctx): void {
  const { db } = ctx;
  route(app, assignConversation, 'conversation.reply', async ({ actor, params, body, language }) => {
    const row = await findConversation(db, actor, params.id);
    // One takes what nobody has and gives away what is his; moving what others have is the supervisor's.
    if (row.owner_id !== null && row.owner_id !== actor.userId && !holds(actor, 'supervisor'))
      throw new AppError('forbidden', {
        detail: {
          vi: `Hội thoại đang do ${row.owner_name} giữ. Nhờ giám sát ca chuyển.`,
          en: `${row.owner_name} holds this conversation. Ask the supervisor on duty to move it.`,
        },
      });
    const next = body.username === null ? null : await colleague(ctx, row.id, body.username);
    await transact(ctx, async (tx) => {
      const done = await setOwner(tx, actor, {
        conversationId: row.id,
        ownerId: next,
        why: next === actor.userId ? 'taken' : next === null ? 'given_back' : 'transferred',
        ...(body.reason ? { reason: body.reason } : {}),
        expected: row.owner_id,
      });
      if (!done)
        throw new AppError('conflict', {
          detail: { vi: 'Người khác vừa nhận hội thoại này.', en: 'Somebody else has just taken this conversation.' },
        });
      if (row.state === 'closed' && next !== null) await reopenConversation(tx, actor, row.id);
    });
    return one(db, actor, row.id, language);
  });
  route(app, endConversation, 'conversation.reply', async ({ actor, params, body, language }) => {
    const row = await findConversation(db, actor, params.id);
    await transact(ctx, (tx) =>
      closeConversation(tx, actor, { conversationId: row.id, disposition: body.disposition }),
    );
    return one(db, actor, row.id, language);
  });
  route(app, takeUpConversation, 'conversation.reply', async ({ actor, params, language }) => {
    const row = await findConversation(db, actor, params.id);
    await transact(ctx, (tx) => reopenConversation(tx, actor, row.id));
    return one(db, actor, row.id, language);
  });
  route(app, seeConversation, 'conversation.reply', async ({ actor, params }) => {
    const row = await findConversation(db, actor, params.id);
    const upTo = await transact(ctx, (tx) => markSeen(tx, actor, row.id));
    if (upTo !== null && row.unread > 0) await quietly(ctx, () => channelOf(row.channel)?.seen?.(ctx, row.id, upTo));
    return null;
  });
  route(app, typeInConversation, 'conversation.reply', async ({ actor, params, body }) => {
    const row = await findConversation(db, actor, params.id);
    await quietly(ctx, () => channelOf(row.channel)?.typing?.(ctx, row.id, body.on));
    return null;
  });
}

/** Read and typing marks are a courtesy: a provider that refuses them stops nobody. */
async function quietly(ctx: Ctx, work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (err) {
    ctx.log.warn({ err }, 'a courtesy of a channel was refused');
  }
}

/** A colleague who may answer this conversation. */
async function colleague(ctx: Ctx, conversationId: number, username: string): Promise<number> {
  const other = await actorOf(ctx.db, username, ctx.clock.now());
  if (!other?.permissions.has('conversation.reply') || other.userId === null)
    throw invalidField('username', {
      vi: 'Người này không trả lời hội thoại được.',
      en: 'This person cannot answer conversations.',
    });
  // Whose unit the report is about must not get it, by whatever way.
  await findConversation(ctx.db, other, conversationId).catch(() => {
    throw invalidField('username', {
      vi: 'Người này không được xem hội thoại này.',
      en: 'This person may not see this conversation.',
    });
  });
  return other.userId;
}
