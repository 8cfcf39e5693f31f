/** Reading messages: those of a thread, those named, and the one that is to be sent. */
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

/** The newest `limit` messages before `before`, oldest first; `earlier` tells whether more stand before them. */
export async function messagesOf(db: Db, conversationId: number, options: { before?: number; limit?: number } = {}) {
  const limit = options.limit ?? 1000;
  let query = db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (options.before) query = query.where('id', '<', options.before);
  const rows = await query.execute();
  const items = rows.slice(0, limit).reverse();
  return Object.assign(items, { earlier: rows.length > limit });
}

/** Messages by id: those that others quote. */
export async function messagesById(db: Db, ids: readonly number[]) {
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('messages')
          .selectAll()
          .where('id', 'in', [...ids])
          .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export async function attachmentsOfMessages(db: Db, messageIds: number[]) {
  if (messageIds.length === 0) return [];
  return db.selectFrom('attachments').selectAll().where('message_id', 'in', messageIds).orderBy('id').execute();
}
