import type { ChannelKind } from '../../../contract/cases.ts';
import { CITIZEN, SYSTEM } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { storable, titleOf } from '../../platform/text.ts';
import { transact } from '../../platform/transact.ts';
import { CENTRE, centreOf, messageReceived } from '../events.ts';
import { attachFiles, type FileInPlace } from './attach-files.ts';

export interface InboundMessage {
  channel: ChannelKind;
  /** Which mailbox or page of ours it came to. */
  account: string;
  /** The provider's id of the message: the key of deduplication within the thread. */
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
  /** The thread it belongs to, as found by the channel; null opens a new one. */
  conversationId: number | null;
  /** A thread it may have to do with (a stranger who knew a code): shown, never joined. */
  related?: { conversationId: number; why: string };
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
 * was acknowledged is lost) and may call again with the same `externalId` after a crash.
 * `then` runs in the same transaction when the message is new.
 */
export async function receive(
  ctx: Ctx,
  inbound: InboundMessage,
  then?: (tx: Tx, received: Received) => Promise<void>,
): Promise<Received> {
  return transact(ctx, async (tx) => {
    const known = await tx.db
      .selectFrom('messages as m')
      .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
      .select(['m.id', 'm.conversation_id'])
      .where('m.external_id', '=', inbound.externalId)
      .where('m.direction', '=', 'in')
      .where('c.channel', '=', inbound.channel)
      .executeTakeFirst();
    if (known) return { conversationId: known.conversation_id, messageId: known.id, duplicate: true, opened: false };
    const opened = inbound.conversationId === null;
    const conversationId = inbound.conversationId ?? (await open(tx, inbound));
    const row = await tx.db
      .insertInto('messages')
      .values({
        conversation_id: conversationId,
        direction: 'in',
        kind: inbound.kind,
        author_name: storable(inbound.from.name || inbound.from.address).slice(0, 200),
        external_id: inbound.externalId,
        in_reply_to: inbound.inReplyTo,
        subject: storable(inbound.subject).slice(0, 500),
        body: storable(inbound.text),
        folded: inbound.folded === null ? null : storable(inbound.folded),
        html: inbound.html,
        state: 'received',
        sent_at: inbound.sentAt,
        created_at: tx.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await attachFiles(tx, inbound.attachments, { messageId: row.id, source: 'citizen', createdBy: null });
    if (!opened)
      await tx.db
        .updateTable('conversations')
        .set({ last_message_at: tx.now })
        .where('id', '=', conversationId)
        .execute();
    tx.record({
      type: messageReceived.type,
      actor: inbound.kind === 'human' ? CITIZEN : SYSTEM,
      data: { conversationId, messageId: row.id, channel: inbound.channel, kind: inbound.kind },
      audience: opened ? CENTRE : await centreOf(tx.db, conversationId),
    });
    const received = { conversationId, messageId: row.id, duplicate: false, opened };
    await then?.(tx, received);
    return received;
  });
}

async function open(tx: Tx, inbound: InboundMessage): Promise<number> {
  const row = await tx.db
    .insertInto('conversations')
    .values({
      channel: inbound.channel,
      account: inbound.account,
      subject: storable(inbound.subject).slice(0, 500) || titleOf(storable(inbound.text)) || '(không có tiêu đề)',
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
