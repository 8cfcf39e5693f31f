import type { ChannelKind } from '../../../contract/cases.ts';
import { CAPABILITIES } from '../../../contract/channels.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Tx } from '../../platform/context.ts';
import { storable } from '../../platform/text.ts';
import { centreFor, messageQueued, whileDeclining } from '../events.ts';
import { messageFold } from '../message-fold.ts';
import { sendMessageJob } from '../send-job.ts';
import { attachFiles, type FileInPlace } from './attach-files.ts';

export interface NewMessage {
  conversationId: number;
  kind: 'human' | 'auto';
  text: string;
  subject?: string;
  /** What it is for, e.g. `case.answer`; one (case, purpose, key) is posted once. */
  purpose?: string;
  case?: { id: number; code: string };
  files?: readonly FileInPlace[];
  /** The message of this conversation that is answered. */
  quotedId?: number | null;
  /** Chosen by the sender's screen: the same key again is the same message. */
  clientKey?: string | undefined;
  /** The message that could not be delivered and that this one repeats on another way. */
  standsForId?: number;
}

/**
 * Queues a message to the citizen inside the caller's transaction; the channel's adapter sends it after the commit.
 * A person's message answers what waited. Returns the id; with a known `clientKey` that of the message that is there.
 */
export async function post(tx: Tx, actor: Actor, message: NewMessage): Promise<number> {
  const human = message.kind === 'human';
  const conversation = await tx.db
    .updateTable('conversations')
    .set({ last_message_at: tx.now, ...(human ? { waiting_since: null, unread: 0 } : {}) })
    .where('id', '=', message.conversationId)
    .returning(['channel', 'subject'])
    .executeTakeFirstOrThrow();
  // The update above holds the row: two requests with one key come one after the other.
  if (message.clientKey) {
    const known = await tx.db
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', message.conversationId)
      .where('client_key', '=', message.clientKey)
      .executeTakeFirst();
    if (known) return known.id;
  }
  // A chat has no subject lines; what its first message said is no heading of ours.
  const subject = CAPABILITIES[conversation.channel].subject ? (message.subject ?? conversation.subject) : null;
  const body = storable(message.text);
  const row = await tx.db
    .insertInto('messages')
    .values({
      conversation_id: message.conversationId,
      direction: 'out',
      kind: message.kind,
      author_user_id: actor.userId,
      author_name: actor.displayName,
      subject,
      body,
      fold: messageFold(actor.displayName, subject, body),
      state: 'queued',
      purpose: message.purpose ?? null,
      case_id: message.case?.id ?? null,
      quoted_id: message.quotedId ?? null,
      client_key: message.clientKey ?? null,
      stands_for_id: message.standsForId ?? null,
      sent_at: tx.now,
      created_at: tx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await attachFiles(tx, message.files ?? [], { messageId: row.id, source: 'staff', createdBy: actor.userId });
  tx.enqueue(sendMessageJob.with({ messageId: row.id }, { key: `${row.id}` }));
  tx.record({
    type: messageQueued.type,
    actor,
    caseId: message.case?.id ?? null,
    ...(message.case ? { subject: { type: 'case', id: message.case.code } } : {}),
    data: {
      conversationId: message.conversationId,
      messageId: row.id,
      channel: conversation.channel,
      purpose: message.purpose ?? null,
    },
    audience:
      message.purpose === 'case.declined' ? whileDeclining(actor) : await centreFor(tx.db, message.case?.id ?? null),
  });
  return row.id;
}

/** Opens a conversation towards a citizen who has not written on that channel (a mail address given on the web form). */
export async function openConversation(
  tx: Tx,
  to: { channel: ChannelKind; account: string; address: string; subject: string; citizenId?: number | null },
): Promise<number> {
  const row = await tx.db
    .insertInto('conversations')
    .values({
      channel: to.channel,
      account: to.account,
      address: to.address,
      subject: to.subject,
      citizen_id: to.citizenId ?? null,
      created_at: tx.now,
      last_message_at: tx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}
