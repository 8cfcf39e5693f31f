import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { CONSENT_VERSION, type WidgetMessage } from '../../../../contract/widget.ts';
import { toE164 } from '../../../citizens/index.ts';
import { AUTHOR_NAMES, type FileInPlace, receiveWithin } from '../../../conversations/index.ts';
import type { Ctx, Tx } from '../../../platform/context.ts';
import { PREPARED, sqlState } from '../../../platform/db/index.ts';
import { AppError, invalidField } from '../../../platform/errors.ts';
import { transact } from '../../../platform/transact.ts';
import { recordHealth } from '../../health/record.ts';
import type { Visitor } from '../sessions.ts';
import { addEvent, messageEvent } from '../thread-events.ts';
import { canReopen, latestThread, numberOf, ownThread } from '../threads.ts';
import { takeUploads } from './take-upload.ts';

export interface SentMessage {
  clientId: string;
  conversationId?: string | null | undefined;
  text: string;
  replyTo?: string | null | undefined;
  attachments: string[];
  start?:
    | {
        topic?: string | undefined;
        name?: string | undefined;
        phone?: string | undefined;
        email?: string | undefined;
        consent: string;
      }
    | undefined;
}

export interface Accepted {
  message: WidgetMessage;
  conversationId: number;
  /** It was here already. */
  repeated: boolean;
}

/** Two requests of one visitor at once may both find nothing; the database lets one of them in, the other looks again. */
const TRIES = 4;

/**
 * Stores what a visitor said, once per client id, and begins his thread with the first message.
 * @throws AppError `duplicate_client_id_mismatch` when the id stands for another text
 * @throws AppError `conversation_closed` when the thread is over for good
 * @throws AppError `invalid` without text and files, or without consent on the first message
 */
export async function acceptMessage(
  ctx: Ctx,
  visitor: Visitor,
  sent: SentMessage,
  payForThread: () => Promise<void> = async () => {},
): Promise<Accepted> {
  if (sent.text === '' && sent.attachments.length === 0)
    throw invalidField('text', { vi: 'Tin nhắn chưa có nội dung.', en: 'The message is empty.' });
  for (let attempt = 1; ; attempt += 1) {
    const known = await findKnown(ctx, visitor, sent);
    if (known) return known;
    const thread = await threadFor(ctx, visitor, sent);
    if (thread === null && attempt === 1) await payForThread();
    try {
      const ids = await transact(ctx, (tx) => store(tx, visitor, sent, thread));
      recordHealth(ctx, { channel: 'livechat', account: visitor.site.code, what: 'received' });
      const message = await messageEvent(ctx.db, ids.conversationId, ids.messageId);
      if (!message) throw new Error(`message ${ids.messageId} has no number`);
      return { message, conversationId: ids.conversationId, repeated: false };
    } catch (error) {
      if (sqlState(error) !== '23505' || attempt === TRIES) throw error;
    }
  }
}

/** The same id with the same content is the same message; with another it is somebody's mistake, never a new message. */
async function findKnown(ctx: Ctx, visitor: Visitor, sent: SentMessage): Promise<Accepted | null> {
  const { rows } = await sql<{ message_id: number; conversation_id: number; content_hash: Buffer }>`${PREPARED}
    select w.message_id, w.content_hash, m.conversation_id from widget_messages w join messages m on m.id = w.message_id
    where w.visitor_id = ${visitor.id} and w.client_id = ${sent.clientId}`.execute(ctx.db);
  const row = rows[0];
  if (!row) return null;
  if (!row.content_hash.equals(hashOf(sent))) throw new AppError('duplicate_client_id_mismatch');
  const message = await messageEvent(ctx.db, row.conversation_id, row.message_id);
  return message && { message, conversationId: row.conversation_id, repeated: true };
}

function hashOf({ text, replyTo, attachments }: SentMessage): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([text, replyTo ?? null, attachments]))
    .digest();
}

/** The thread that it goes into; null: it begins one. */
async function threadFor(ctx: Ctx, visitor: Visitor, sent: SentMessage): Promise<number | null> {
  const named = sent.conversationId ? await ownThread(ctx.db, visitor, sent.conversationId) : null;
  const latest = await latestThread(ctx.db, visitor.id);
  if (latest && latest.closedAt === null) {
    if (named && named.conversationId !== latest.conversationId) throw new AppError('conversation_closed');
    return latest.conversationId;
  }
  if (named) {
    if (named.conversationId !== latest?.conversationId || !canReopen(visitor, named, ctx.clock.now()))
      throw new AppError('conversation_closed');
    return named.conversationId;
  }
  if (sent.start?.consent !== CONSENT_VERSION)
    throw invalidField(
      'start.consent',
      {
        vi: 'Cần đồng ý cho xử lý dữ liệu cá nhân trước khi trò chuyện.',
        en: 'Please agree to the processing of personal data before chatting.',
      },
      'consent',
    );
  if (sent.start.phone && !toE164(sent.start.phone))
    throw invalidField('start.phone', { vi: 'Số điện thoại không hợp lệ.', en: 'The telephone number is not valid.' });
  return null;
}

async function store(tx: Tx, visitor: Visitor, sent: SentMessage, thread: number | null) {
  const person: Person = thread === null ? await learn(tx, visitor, sent) : visitor;
  const files: FileInPlace[] = await takeUploads(tx, visitor, sent.attachments);
  const topic = visitor.site.topics.find((one) => one.code === sent.start?.topic);
  const quoted = sent.replyTo && thread !== null ? await externalIdOf(tx, thread, numberOf(sent.replyTo)) : null;
  const received = await receiveWithin(
    tx,
    {
      channel: 'livechat',
      account: visitor.site.code,
      // Within the visitor: nobody can name a message of somebody else's.
      externalId: `${visitor.publicId}/${sent.clientId}`,
      kind: 'human',
      from: { name: person.name ?? AUTHOR_NAMES.page.vi, address: visitor.publicId },
      subject: topic?.vi ?? '',
      text: sent.text,
      folded: null,
      html: null,
      inReplyTo: null,
      sentAt: tx.now,
      attachments: files,
      conversationId: thread,
      quotedExternalId: quoted,
      // On the first message only: later ones belong to whom the thread belongs to.
      ...(thread === null ? { identity: identityOf(visitor), threadMeta: { ...person, page: visitor.origin } } : {}),
    },
    async (within, { conversationId, messageId }) => {
      if (thread === null) await beginThread(within, visitor, conversationId, topic?.code ?? null);
      else await wakeThread(within, conversationId);
      await addEvent(within, conversationId, { kind: 'message', messageId });
      await within.db
        .insertInto('widget_messages')
        .values({
          visitor_id: visitor.id,
          client_id: sent.clientId,
          content_hash: hashOf(sent),
          message_id: messageId,
        })
        .execute();
    },
  );
  return received;
}

type Person = { name: string | null; phone: string | null; email: string | null };

/** What the form said of him, and that he agreed. */
async function learn(tx: Tx, visitor: Visitor, { start }: SentMessage): Promise<Person> {
  const person: Person = {
    name: start?.name || visitor.name,
    phone: (start?.phone ? toE164(start.phone) : null) ?? visitor.phone,
    email: start?.email?.toLowerCase() || visitor.email,
  };
  await tx.db.updateTable('widget_visitors').set(person).where('id', '=', visitor.id).execute();
  await tx.db
    .insertInto('widget_consents')
    .values({
      visitor_id: visitor.id,
      notice: CONSENT_VERSION,
      language: visitor.language,
      origin: visitor.origin,
      given_at: tx.now,
    })
    .execute();
  return person;
}

/** By his account at the site where that is proved, else as this visitor; phone and mail are only said. */
function identityOf(visitor: Visitor) {
  return {
    kind: 'web' as const,
    value: visitor.externalId ? `${visitor.site.code}:${visitor.externalId}` : visitor.publicId,
    confidence: visitor.externalId ? ('verified' as const) : ('guessed' as const),
  };
}

async function externalIdOf(tx: Tx, conversationId: number, messageId: number): Promise<string | null> {
  const row = await tx.db
    .selectFrom('messages')
    .select('external_id')
    .where('id', '=', messageId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  return row?.external_id ?? null;
}

async function beginThread(tx: Tx, visitor: Visitor, conversationId: number, topic: string | null): Promise<void> {
  await tx.db
    .insertInto('widget_threads')
    .values({
      conversation_id: conversationId,
      visitor_id: visitor.id,
      site_id: visitor.site.id,
      topic,
      active_at: tx.now,
      created_at: tx.now,
    })
    .execute();
}

/** A sign of life; a closed thread is open again. */
async function wakeThread(tx: Tx, conversationId: number): Promise<void> {
  const { rows } = await sql<{ was: Date | null; warned: Date | null }>`${PREPARED}
    update widget_threads t set active_at = ${tx.now}, warned_at = null, closed_at = null
    from (select closed_at, warned_at from widget_threads where conversation_id = ${conversationId} for update) before
    where t.conversation_id = ${conversationId} returning before.closed_at as was, before.warned_at as warned`.execute(
    tx.db,
  );
  if (rows[0]?.was || rows[0]?.warned) await addEvent(tx, conversationId, { kind: 'status', data: { status: 'open' } });
}
