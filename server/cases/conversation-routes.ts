import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { caseMessages } from '../../contract/case-messages.ts';
import { CASE_TYPES, type CaseType } from '../../contract/cases.ts';
import {
  type Conversation,
  conversationCase,
  listConversations as listEndpoint,
  listMessages,
  sendMessage,
} from '../../contract/conversations.ts';
import {
  attachmentsOfMessages,
  conversationById,
  lastAuthors,
  listConversations,
  messagesOf,
  post,
  presentMessage,
} from '../conversations/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import { route } from '../platform/http/index.ts';
import { transact } from '../platform/transact.ts';
import { register } from './commands/register.ts';
import { encodeCursor } from './list.ts';
import { loadVisible } from './load.ts';
import { seesCitizen } from './policy.ts';
import { visibleTo } from './visible.ts';

type Row =
  | NonNullable<Awaited<ReturnType<typeof conversationById>>>
  | Awaited<ReturnType<typeof listConversations>>[number];

async function present(db: Db, rows: Row[]): Promise<Conversation[]> {
  const ids = rows.map((r) => r.id);
  const authors = await lastAuthors(db, ids);
  const linked =
    ids.length === 0
      ? []
      : await db
          .selectFrom('cases')
          .select(['conversation_id', 'code'])
          .where('conversation_id', 'in', ids)
          .orderBy('id', 'desc')
          .execute();
  const related = rows.flatMap((r) => (r.related_to === null ? [] : [r.related_to]));
  const relatedCases =
    related.length === 0
      ? []
      : await db
          .selectFrom('cases')
          .select(['conversation_id', 'code'])
          .where('conversation_id', 'in', related)
          .execute();
  return rows.map((r) => ({
    id: String(r.id),
    channel: r.channel,
    subject: r.subject,
    citizenName: authors.get(r.id) ?? null,
    address: r.address,
    cases: linked.filter((l) => l.conversation_id === r.id).map((l) => l.code),
    related: relatedCases.filter((l) => l.conversation_id === r.related_to).map((l) => l.code),
    lastMessageAt: isoLocal(r.last_message_at),
  }));
}

async function find(db: Db, actor: Actor, id: string) {
  const row = await conversationById(db, Number(id));
  if (!row || (await hiddenFrom(db, actor, [row.id])).has(row.id))
    throw new AppError('not_found', { detail: 'Không có hội thoại này.' });
  return row;
}

/** Conversations whose case this reader must not see (a report about his own unit). */
async function hiddenFrom(db: Db, actor: Actor, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await sql<{ id: number }>`select c.conversation_id as id from cases c
    where c.conversation_id = any(${ids}::bigint[]) and not ${visibleTo(actor)}`.execute(db);
  return new Set(rows.rows.map((r) => r.id));
}

/** The inbox. It lives beside cases because a conversation is shown with its cases and becomes one. */
export function conversationRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, listEndpoint, 'conversation.read', async ({ actor, query }) => {
    const before = query.cursor ? parseCursor(query.cursor) : undefined;
    const rows = await listConversations(ctx.db, {
      channel: query.channel,
      withoutCase: query.withoutCase,
      before,
      limit: query.limit,
    });
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    const hidden = await hiddenFrom(
      ctx.db,
      actor,
      items.map((r) => r.id),
    );
    return {
      items: await present(
        ctx.db,
        items.filter((r) => !hidden.has(r.id)),
      ),
      nextCursor:
        rows.length > query.limit && last ? encodeCursor({ k: last.last_message_at.toISOString(), id: last.id }) : null,
    };
  });
  route(app, listMessages, 'conversation.read', async ({ actor, params }) => {
    const row = await find(ctx.db, actor, params.id);
    const [conversation] = await present(ctx.db, [row]);
    const messages = await messagesOf(ctx.db, row.id);
    const files = await attachmentsOfMessages(
      ctx.db,
      messages.map((m) => m.id),
    );
    return { conversation: conversation as Conversation, items: messages.map((m) => presentMessage(m, files)) };
  });
  route(app, sendMessage, 'conversation.reply', async ({ actor, params, body }) => {
    const row = await find(ctx.db, actor, params.id);
    const linked = await ctx.db
      .selectFrom('cases')
      .select(['id', 'code'])
      .where('conversation_id', '=', row.id)
      .orderBy('id', 'desc')
      .executeTakeFirst();
    const id = await transact(ctx, (tx) =>
      post(tx, actor, {
        conversationId: row.id,
        kind: 'human',
        text: body.text,
        purpose: 'conversation.reply',
        ...(linked ? { case: linked } : {}),
      }),
    );
    const stored = await ctx.db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    return presentMessage(stored, []);
  });
  route(app, conversationCase, 'case.create', async ({ actor, params, body }) => {
    const row = await find(ctx.db, actor, params.id);
    if (body.link) {
      const { row: target } = await loadVisible(ctx.db, actor, body.link);
      if (target.conversation_id !== null && target.conversation_id !== row.id)
        throw new AppError('already_exists', { detail: 'Phiếu đã gắn với một hội thoại khác.' });
      await ctx.db.updateTable('cases').set({ conversation_id: row.id }).where('id', '=', target.id).execute();
      return { code: target.code };
    }
    const messages = await messagesOf(ctx.db, row.id);
    const content =
      messages
        .filter((m) => m.direction === 'in')
        .map((m) => m.body)
        .join('\n\n') || row.subject;
    const type = CASE_TYPES.find((t) => t === body.type) ?? ('inquiry' satisfies CaseType);
    const author = (await lastAuthors(ctx.db, [row.id])).get(row.id);
    const { code } = await register(ctx, actor, {
      type,
      content,
      title: body.title ?? row.subject,
      channel: row.channel,
      conversationId: row.id,
      citizen: { name: author, ...(row.channel === 'email' && row.address ? { email: row.address } : {}) },
    });
    return { code };
  });
  route(app, caseMessages, 'case.read', async ({ actor, params }) => {
    const { row } = await loadVisible(ctx.db, actor, params.code);
    if (row.conversation_id === null) return { items: [] };
    const messages = await messagesOf(ctx.db, row.conversation_id);
    const files = await attachmentsOfMessages(
      ctx.db,
      messages.map((m) => m.id),
    );
    const masked = !seesCitizen(actor);
    return {
      items: messages.filter((m) => !masked || m.kind === 'human').map((m) => presentMessage(m, files, masked)),
    };
  });
}

function parseCursor(text: string): { at: Date; id: number } {
  try {
    const { k, id } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as { k: string; id: number };
    const at = new Date(k);
    if (Number.isSafeInteger(id) && !Number.isNaN(at.getTime())) return { at, id };
  } catch {
    // falls through to the refusal
  }
  throw new AppError('bad_request', { detail: 'Con trỏ trang không hợp lệ. Hãy tải lại danh sách.' });
}
