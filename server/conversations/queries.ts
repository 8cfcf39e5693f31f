import type { ChannelKind } from '../../contract/cases.ts';
import type { Db } from '../platform/db/index.ts';
import type { OutgoingMessage } from './channel.ts';

/** A message that still waits to be sent, or null when it was sent meanwhile. */
export async function loadOutgoing(
  db: Db,
  messageId: number,
): Promise<{ channel: string; message: OutgoingMessage } | null> {
  const m = await db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .leftJoin('cases as k', 'k.id', 'm.case_id')
    .leftJoin('messages as q', 'q.id', 'm.quoted_id')
    .select([
      'm.id',
      'm.kind',
      'm.subject',
      'm.body',
      'm.purpose',
      'm.created_at',
      'm.conversation_id',
      'c.channel',
      'c.account',
      'c.address',
      'k.code',
      'k.contact_name',
      'c.last_in_at',
      'c.meta',
      'q.external_id as quoted_external_id',
    ])
    .where('m.id', '=', messageId)
    .where('m.state', '=', 'queued')
    .executeTakeFirst();
  if (!m) return null;
  const files = await db
    .selectFrom('attachments')
    .select(['public_id', 'sha256', 'name', 'media_type', 'size'])
    .where('message_id', '=', messageId)
    .orderBy('id')
    .execute();
  return {
    channel: m.channel,
    message: {
      id: m.id,
      conversationId: m.conversation_id,
      account: m.account,
      address: m.address ?? '',
      recipientName: m.contact_name,
      subject: m.subject ?? '',
      text: m.body,
      kind: m.kind === 'auto' ? 'auto' : 'human',
      purpose: m.purpose,
      caseCode: m.code,
      createdAt: m.created_at,
      attachments: files.map((f) => ({
        publicId: f.public_id,
        sha256: f.sha256,
        name: f.name,
        mediaType: f.media_type,
        size: f.size,
      })),
      quotedExternalId: m.quoted_external_id,
      lastInAt: m.last_in_at,
      threadMeta: m.meta as Record<string, unknown>,
    },
  };
}

/** Conversations, newest message first; `before` is the last row of the previous page. */
export async function listConversations(
  db: Db,
  filter: {
    channel?: ChannelKind | undefined;
    withoutCase?: boolean | undefined;
    before?: { at: Date; id: number } | undefined;
    limit: number;
  },
) {
  let query = db
    .selectFrom('conversations as c')
    .select(['c.id', 'c.channel', 'c.subject', 'c.address', 'c.last_message_at', 'c.related_to'])
    .orderBy('c.last_message_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(filter.limit + 1);
  if (filter.channel) query = query.where('c.channel', '=', filter.channel);
  const { before } = filter;
  if (before)
    query = query.where((e) => e(e.refTuple('c.last_message_at', 'c.id'), '<', e.tuple(before.at, before.id)));
  if (filter.withoutCase) {
    query = query.where((e) =>
      e.not(e.exists(e.selectFrom('cases as k').select('k.id').whereRef('k.conversation_id', '=', 'c.id'))),
    );
  }
  return query.execute();
}

export async function conversationById(db: Db, id: number) {
  return db
    .selectFrom('conversations as c')
    .select([
      'c.id',
      'c.channel',
      'c.account',
      'c.subject',
      'c.address',
      'c.last_message_at',
      'c.related_to',
      'c.related_why',
    ])
    .where('c.id', '=', id)
    .executeTakeFirst();
}

/** Author of the newest message that came in, per conversation: the name that the inbox shows. */
export async function lastAuthors(db: Db, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('messages')
    .distinctOn('conversation_id')
    .select(['conversation_id', 'author_name'])
    .where('conversation_id', 'in', ids)
    .where('direction', '=', 'in')
    .orderBy('conversation_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((r) => [r.conversation_id, r.author_name]));
}

export async function messagesOf(db: Db, conversationId: number) {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('id')
    .limit(1000)
    .execute();
}

export async function attachmentsOfMessages(db: Db, messageIds: number[]) {
  if (messageIds.length === 0) return [];
  return db.selectFrom('attachments').selectAll().where('message_id', 'in', messageIds).orderBy('id').execute();
}
