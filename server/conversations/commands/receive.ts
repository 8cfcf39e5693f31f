import { sql } from 'kysely';
import type { ChannelKind } from '../../../contract/cases.ts';
import type { MessagePart } from '../../../contract/channels.ts';
import { type CitizenIdentity, recogniseIdentity } from '../../citizens/index.ts';
import { CITIZEN, SYSTEM } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { storable, titleOf } from '../../platform/text.ts';
import { transact } from '../../platform/transact.ts';
import { CENTRE, centreOf, conversationReopened, messageReceived } from '../events.ts';
import { latestThread, lockThread } from '../find-thread.ts';
import { messageFold } from '../message-fold.ts';
import { attachFiles, type FileInPlace } from './attach-files.ts';

export interface InboundMessage {
  channel: ChannelKind;
  /** Which mailbox or page of ours it came to. */
  account: string;
  /** The provider's id of the message: the key of deduplication within the channel. */
  externalId: string;
  /** `notice`: automatic mail of the other side, filed but never acted on. */
  kind: 'human' | 'notice';
  from: { name: string; address: string };
  subject: string;
  text: string;
  folded: string | null;
  html: string | null;
  inReplyTo: string | null;
  sentAt: Date;
  attachments: FileInPlace[];
  /**
   * The thread it belongs to, as found by the channel; null opens a new one; `latest` joins what runs with this
   * address on this account (chat: a person has one thread), and opens one when there is none or it is long over.
   */
  conversationId: number | null | 'latest';
  /** A thread it may have to do with (a stranger who knew a code): shown, never joined. */
  related?: { conversationId: number; why: string };
  /** The provider's id of the message that this one answers. */
  quotedExternalId?: string | null;
  /** Stickers, places, links, contacts. */
  parts?: readonly MessagePart[];
  /** Who wrote, as far as the channel knows: joins or makes the citizen. */
  identity?: CitizenIdentity;
  /** What the adapter wants to keep of this message. */
  meta?: Record<string, unknown>;
  /** What the adapter wants to keep of the thread; joined to what is kept already. */
  threadMeta?: Record<string, unknown>;
}

export interface Received {
  conversationId: number;
  messageId: number;
  /** True when this message was already stored; nothing was changed. */
  duplicate: boolean;
  /** True when it opened the conversation. */
  opened: boolean;
}

/**
 * Stores a message that came in, once, and tells the desks. The caller has stored the raw form before (nothing that
 * was acknowledged is lost) and may call again with the same `externalId` after a crash. A closed conversation opens
 * again when a person writes. `then` runs in the same transaction when the message is new.
 */
export async function receive(
  ctx: Ctx,
  inbound: InboundMessage,
  then?: (tx: Tx, received: Received) => Promise<void>,
): Promise<Received> {
  return transact(ctx, (tx) => receiveWithin(tx, inbound, then));
}

/** `receive` inside a transaction that the caller already has. */
export async function receiveWithin(
  tx: Tx,
  inbound: InboundMessage,
  then?: (tx: Tx, received: Received) => Promise<void>,
): Promise<Received> {
  // Two first messages of one person at once must not open two threads; mail threads by its own rules.
  if (inbound.conversationId === 'latest') await lockThread(tx, inbound);
  const known = await tx.db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .select(['m.id', 'm.conversation_id'])
    .where('m.external_id', '=', inbound.externalId)
    .where('m.direction', '=', 'in')
    .where('c.channel', '=', inbound.channel)
    .executeTakeFirst();
  if (known) return { conversationId: known.conversation_id, messageId: known.id, duplicate: true, opened: false };
  const joined =
    inbound.conversationId === 'latest' ? await latestThread(tx.db, inbound, tx.now) : inbound.conversationId;
  const citizenId = inbound.identity ? await recogniseIdentity(tx, inbound.identity, inbound.from.name) : null;
  const conversationId = joined ?? (await open(tx, inbound, citizenId));
  const opened = joined === null;
  const messageId = await insertMessage(tx, inbound, conversationId);
  await attachFiles(tx, inbound.attachments, { messageId, source: 'citizen', createdBy: null });
  await noteOnThread(tx, inbound, conversationId, citizenId, opened);
  tx.record({
    type: messageReceived.type,
    actor: inbound.kind === 'human' ? CITIZEN : SYSTEM,
    data: { conversationId, messageId, channel: inbound.channel, kind: inbound.kind },
    audience: opened ? CENTRE : await centreOf(tx.db, conversationId),
  });
  const received = { conversationId, messageId, duplicate: false, opened };
  await then?.(tx, received);
  return received;
}

async function insertMessage(tx: Tx, inbound: InboundMessage, conversationId: number): Promise<number> {
  const author = storable(inbound.from.name || inbound.from.address).slice(0, 200);
  const subject = storable(inbound.subject).slice(0, 500);
  const body = storable(inbound.text);
  const row = await tx.db
    .insertInto('messages')
    .values({
      conversation_id: conversationId,
      direction: 'in',
      kind: inbound.kind,
      author_name: author,
      external_id: inbound.externalId,
      in_reply_to: inbound.inReplyTo,
      subject,
      body,
      folded: inbound.folded === null ? null : storable(inbound.folded),
      html: inbound.html,
      fold: messageFold(author, subject, body),
      quoted_id: inbound.quotedExternalId ? await idByExternal(tx, conversationId, inbound.quotedExternalId) : null,
      parts: JSON.stringify(inbound.parts ?? []),
      meta: JSON.stringify(inbound.meta ?? {}),
      state: 'received',
      sent_at: inbound.sentAt,
      created_at: tx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function idByExternal(tx: Tx, conversationId: number, externalId: string): Promise<number | null> {
  const row = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Newest message, whose turn it is, how many nobody has looked at; a person's message opens a closed thread again. */
async function noteOnThread(
  tx: Tx,
  inbound: InboundMessage,
  conversationId: number,
  citizenId: number | null,
  opened: boolean,
): Promise<void> {
  const human = inbound.kind === 'human';
  const meta = JSON.stringify(inbound.threadMeta ?? {});
  const result = await sql<{ was_closed: boolean }>`
    update conversations c set
      last_message_at = greatest(c.last_message_at, ${tx.now}::timestamptz),
      last_in_at = case when ${human} then greatest(c.last_in_at, ${inbound.sentAt}::timestamptz) else c.last_in_at end,
      waiting_since = case when ${human} then coalesce(c.waiting_since, ${tx.now}::timestamptz) else c.waiting_since end,
      unread = c.unread + ${human ? 1 : 0},
      citizen_id = coalesce(c.citizen_id, ${citizenId}::bigint),
      meta = c.meta || ${meta}::jsonb,
      state = case when ${human} then 'open' else c.state end,
      closed_at = case when ${human} then null else c.closed_at end,
      closed_by = case when ${human} then null else c.closed_by end,
      disposition = case when ${human} then null else c.disposition end
    from (select id, state = 'closed' as was_closed from conversations where id = ${conversationId} for update) before
    where c.id = before.id returning before.was_closed`.execute(tx.db);
  if (opened || !human || !result.rows[0]?.was_closed) return;
  tx.record({
    type: conversationReopened.type,
    actor: CITIZEN,
    data: { conversationId, channel: inbound.channel },
    audience: await centreOf(tx.db, conversationId),
  });
}

async function open(tx: Tx, inbound: InboundMessage, citizenId: number | null): Promise<number> {
  const row = await tx.db
    .insertInto('conversations')
    .values({
      channel: inbound.channel,
      account: inbound.account,
      citizen_id: citizenId,
      subject: storable(inbound.subject).slice(0, 500) || titleOf(storable(inbound.text)) || '',
      address: inbound.from.address,
      related_to: inbound.related?.conversationId ?? null,
      related_why: inbound.related?.why ?? null,
      created_at: tx.now,
      last_message_at: tx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}
