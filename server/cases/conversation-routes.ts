import type { FastifyInstance } from 'fastify';
import type { Selectable } from 'kysely';
import { caseMessages } from '../../contract/case-messages.ts';
import {
  conversationCounts,
  listDispositions,
  listConversations as listEndpoint,
  listMessages,
  putFiles,
  reactMessage,
  retryMessage,
  sendMessage,
  writeNote,
} from '../../contract/conversations.ts';
import {
  attachmentsOfMessages,
  CENTRE_MARK,
  channelOf,
  countConversations,
  countListed,
  listConversations,
  messagesById,
  messagesOf,
  noteDown,
  presentMessage,
  putUp,
  reactToMessage,
  replyStateOf,
} from '../conversations/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { cutPage } from '../platform/cursor.ts';
import type { Db, Messages } from '../platform/db/index.ts';
import { AppError, invalidField } from '../platform/errors.ts';
import { receiveFiles, route } from '../platform/http/index.ts';
import { type SpokenLanguage, spoken } from '../platform/said.ts';
import { transact } from '../platform/transact.ts';
import { visibleCallbacks } from './callback-queries.ts';
import { conversationCaseRoutes } from './conversation-case.ts';
import { presentOne, reply } from './conversation-reply.ts';
import { steerRoutes } from './conversation-steer-routes.ts';
import { findConversation, hiddenFrom, listFilter, presentConversations } from './inbox.ts';
import { encodeCursor } from './list-cursor.ts';
import { loadVisible } from './load.ts';
import { seesCitizen } from './policy.ts';

/** The inbox. It lives beside cases because a conversation is shown with its cases and becomes one. */
export function conversationRoutes(app: FastifyInstance, ctx: Ctx): void {
  readRoutes(app, ctx);
  writeRoutes(app, ctx);
  steerRoutes(app, ctx);
  conversationCaseRoutes(app, ctx);
}

function readRoutes(app: FastifyInstance, ctx: Ctx): void {
  const { db } = ctx;
  route(app, listEndpoint, 'conversation.read', async ({ actor, query, language }) => {
    const filter = listFilter(actor, query);
    const after = query.cursor ? parseCursor(query.cursor) : undefined;
    const rows = await listConversations(db, hiddenFrom(actor), { ...filter, after, limit: query.limit });
    const { shown, last } = cutPage(rows, query.limit);
    return {
      items: await presentConversations(db, shown, language),
      nextCursor: last && encodeCursor({ k: last.cursor_key, id: last.id }),
      total: after ? null : await countListed(db, hiddenFrom(actor), filter),
    };
  });
  route(app, conversationCounts, 'conversation.read', async ({ actor }) => {
    const counts = await countConversations(db, hiddenFrom(actor), actor.userId);
    return { ...counts, callbacks: await countCallbacks(db, actor) };
  });
  route(app, listDispositions, 'conversation.read', async () => ({
    items: await db
      .selectFrom('dispositions')
      .select(['code', 'name'])
      .where('active', '=', true)
      .orderBy('sort')
      .execute(),
  }));
  route(app, listMessages, 'conversation.read', async ({ actor, params, query, language }) => {
    const row = await findConversation(db, actor, params.id);
    const [conversation] = await presentConversations(db, [row], language);
    if (!conversation) throw new AppError('not_found');
    const messages = await messagesOf(db, row.id, {
      limit: query.limit,
      ...(query.before ? { before: Number(query.before) } : {}),
    });
    const thread = { id: row.id, account: row.account, address: row.address ?? '', lastInAt: row.last_in_at };
    const state = await replyStateOf(ctx, row.channel, thread);
    return {
      conversation,
      items: await presentAll(db, messages, { masked: false, language }),
      reply: spoken({ ...state, until: state.until && isoLocal(state.until) }, language),
      earlier: messages.earlier,
    };
  });
  route(app, caseMessages, 'case.read', async ({ actor, params, language }) => {
    const { row } = await loadVisible(db, actor, params.code);
    const links = await db
      .selectFrom('case_conversations')
      .select('conversation_id')
      .where('case_id', '=', row.id)
      .orderBy('conversation_id')
      .execute();
    const threads = await Promise.all(links.map((link) => messagesOf(db, link.conversation_id)));
    const messages = threads.flat().sort((a, b) => a.sent_at.getTime() - b.sent_at.getTime() || a.id - b.id);
    const masked = !seesCitizen(actor);
    const shown = masked ? messages.filter((m) => m.kind === 'human') : messages;
    return { items: await presentAll(db, shown, { masked, language }) };
  });
}

async function presentAll(
  db: Db,
  messages: readonly Selectable<Messages>[],
  reader: { masked: boolean; language: SpokenLanguage },
) {
  const ids = messages.map((m) => m.id);
  const files = await attachmentsOfMessages(db, ids);
  const quoted = [...new Set(messages.flatMap((m) => m.quoted_id ?? []))];
  const quotable = await messagesById(db, quoted);
  return messages.map((m) => presentMessage(m, files, { ...reader, quotable }));
}

function writeRoutes(app: FastifyInstance, ctx: Ctx): void {
  const { db } = ctx;
  route(app, sendMessage, 'conversation.reply', async ({ actor, params, body }) => {
    const row = await findConversation(db, actor, params.id);
    return reply(ctx, actor, row, {
      text: body.text ?? '',
      files: body.files ?? [],
      quotedId: body.quoted === undefined ? null : Number(body.quoted),
      clientKey: body.clientKey,
    });
  });
  route(app, putFiles, 'conversation.reply', async ({ actor, params, request }) => {
    await findConversation(db, actor, params.id);
    const { files } = await receiveFiles(request, ctx.files);
    if (files.length === 0)
      throw invalidField('file', { vi: 'Chưa chọn tệp nào.', en: 'No file was chosen.' }, 'required');
    return { items: await putUp(ctx, actor, files) };
  });
  route(app, writeNote, 'conversation.reply', async ({ actor, params, body }) => {
    const row = await findConversation(db, actor, params.id);
    const { text, clientKey } = body;
    const id = await transact(ctx, (tx) => noteDown(tx, actor, { conversationId: row.id, text, clientKey }));
    return presentOne(db, id);
  });
  route(app, retryMessage, 'conversation.reply', async ({ actor, params }) => {
    const row = await findConversation(db, actor, params.id);
    const failed = await messageIn(db, row.id, params.messageId);
    if (failed.direction !== 'out' || failed.kind !== 'human' || !['failed', 'bounced'].includes(failed.state))
      throw new AppError('not_now', {
        detail: {
          vi: 'Chỉ gửi lại được tin của tổng đài chưa tới người dân.',
          en: 'Only a message of ours that did not reach the citizen can be sent again.',
        },
      });
    const again = await db
      .selectFrom('messages')
      .select('id')
      .where('stands_for_id', '=', failed.id)
      .executeTakeFirst();
    if (again)
      throw new AppError('not_now', {
        detail: { vi: 'Tin này đã được gửi lại.', en: 'This message was sent again already.' },
      });
    const files = await attachmentsOfMessages(db, [failed.id]);
    return reply(ctx, actor, row, {
      text: failed.body,
      files: [],
      again: files.map((f) => ({ sha256: f.sha256, name: f.name, mediaType: f.media_type, size: f.size })),
      quotedId: null,
      clientKey: `retry-${failed.id}`,
      standsForId: failed.id,
    });
  });
  route(app, reactMessage, 'conversation.reply', async ({ actor, params, body }) => {
    const row = await findConversation(db, actor, params.id);
    const target = await messageIn(db, row.id, params.messageId);
    const channel = channelOf(row.channel);
    if (
      !channel?.react ||
      !channel.capabilities.reactions.out ||
      target.external_id === null ||
      target.direction !== 'in'
    )
      throw new AppError('not_now', {
        detail: {
          vi: 'Kênh này không bày tỏ cảm xúc được trên tin này.',
          en: 'This channel cannot react to this message.',
        },
      });
    const { external_id: externalId } = target;
    await channel.react(ctx, { conversationId: row.id, externalId, emoji: body.emoji });
    await transact(ctx, (tx) =>
      reactToMessage(tx, { channel: row.channel, externalId, emoji: body.emoji, by: CENTRE_MARK, actor }),
    );
    return null;
  });
}

async function messageIn(db: Db, conversationId: number, id: string) {
  const found = (await messagesById(db, [Number(id)])).get(Number(id));
  if (found?.conversation_id !== conversationId)
    throw new AppError('not_found', {
      detail: { vi: 'Không có tin này trong hội thoại.', en: 'There is no such message in the conversation.' },
    });
  return found;
}

async function countCallbacks(db: Db, actor: Actor): Promise<number> {
  const row = await visibleCallbacks(db, actor)
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('t.state', '=', 'open')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

function parseCursor(text: string): { at: Date; id: number } {
  try {
    const { k, id } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as { k: string; id: number };
    const at = new Date(k);
    if (Number.isSafeInteger(id) && !Number.isNaN(at.getTime())) return { at, id };
  } catch {
    // falls through to the refusal
  }
  throw new AppError('bad_request', {
    detail: {
      vi: 'Con trỏ trang không hợp lệ. Hãy tải lại danh sách.',
      en: 'The page cursor is not valid. Load the list again.',
    },
  });
}
