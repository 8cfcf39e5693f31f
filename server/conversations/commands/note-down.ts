/** Messages that this desk does not send: notes among colleagues, and what staff wrote in the provider's own program. */
import type { MessagePart } from '../../../contract/channels.ts';
import { type Actor, SYSTEM } from '../../platform/auth/index.ts';
import type { Tx } from '../../platform/context.ts';
import { storable } from '../../platform/text.ts';
import { centreOf, messageNoted } from '../events.ts';
import { latestThread, lockThread } from '../find-thread.ts';
import { messageFold } from '../message-fold.ts';
import { attachFiles, type FileInPlace } from './attach-files.ts';

/**
 * An internal note on the thread: never sent, seen by the centre only. Returns its id; with a `clientKey` that is known
 * already that of the note which is there.
 */
export async function noteDown(
  tx: Tx,
  actor: Actor,
  note: { conversationId: number; text: string; clientKey?: string | undefined },
): Promise<number> {
  const body = storable(note.text);
  const row = await tx.db
    .insertInto('messages')
    .values({
      conversation_id: note.conversationId,
      direction: 'out',
      kind: 'note',
      author_user_id: actor.userId,
      author_name: actor.displayName,
      client_key: note.clientKey ?? null,
      body,
      fold: messageFold(actor.displayName, null, body),
      // A note goes nowhere: it is where it belongs from the first moment.
      state: 'sent',
      sent_at: tx.now,
      created_at: tx.now,
    })
    .onConflict((c) => c.columns(['conversation_id', 'client_key']).where('client_key', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return known(tx, note.conversationId, note.clientKey ?? '');
  await tell(tx, actor, note.conversationId, row.id);
  return row.id;
}

async function known(tx: Tx, conversationId: number, clientKey: string): Promise<number> {
  const row = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('client_key', '=', clientKey)
    .executeTakeFirstOrThrow();
  return row.id;
}

export interface EchoedMessage {
  channel: 'zalo' | 'messenger' | 'livechat' | 'email';
  account: string;
  /** The citizen's address on the channel. */
  address: string;
  externalId: string;
  /** Who wrote it, as far as the provider says. */
  author: string;
  text: string;
  at: Date;
  parts?: readonly MessagePart[];
  attachments?: readonly FileInPlace[];
}

/**
 * What staff wrote to the citizen outside this desk (OA Manager, Business Suite), told to us by the provider: kept as
 * sent, so that the thread is whole. It answers what waited. Null when we sent it ourselves or know it already, or when
 * no thread runs with this citizen.
 */
export async function recordEcho(tx: Tx, echo: EchoedMessage): Promise<number | null> {
  const key = { channel: echo.channel, account: echo.account, from: { address: echo.address } };
  await lockThread(tx, key);
  const conversationId = await latestThread(tx.db, key, tx.now);
  if (conversationId === null) return null;
  const body = storable(echo.text);
  const row = await tx.db
    .insertInto('messages')
    .values({
      conversation_id: conversationId,
      direction: 'out',
      kind: 'human',
      author_name: echo.author,
      external_id: echo.externalId,
      body,
      fold: messageFold(echo.author, null, body),
      parts: JSON.stringify(echo.parts ?? []),
      state: 'sent',
      purpose: 'echo',
      sent_at: echo.at,
      created_at: tx.now,
    })
    .onConflict((c) => c.columns(['conversation_id', 'external_id']).where('external_id', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return null;
  await attachFiles(tx, echo.attachments ?? [], { messageId: row.id, source: 'staff', createdBy: null });
  await tx.db
    .updateTable('conversations')
    .set({ last_message_at: tx.now, waiting_since: null, unread: 0 })
    .where('id', '=', conversationId)
    .execute();
  await tell(tx, SYSTEM, conversationId, row.id);
  return row.id;
}

async function tell(tx: Tx, actor: Actor, conversationId: number, messageId: number): Promise<void> {
  const { channel } = await tx.db
    .selectFrom('conversations')
    .select('channel')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow();
  tx.record({
    type: messageNoted.type,
    actor,
    data: { conversationId, messageId, channel },
    audience: await centreOf(tx.db, conversationId),
  });
}
