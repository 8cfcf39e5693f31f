import type { ChannelKind } from '../../../contract/cases.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Tx } from '../../platform/context.ts';
import { storable } from '../../platform/text.ts';
import { centreFor, messageQueued } from '../events.ts';
import { sendMessageJob } from '../send-job.ts';

export interface NewMessage {
  conversationId: number;
  kind: 'human' | 'auto';
  text: string;
  subject?: string;
  /** What it is for, e.g. `case.answer`; one (case, purpose, key) is posted once. */
  purpose?: string;
  case?: { id: number; code: string };
}

/** Queues a message to the citizen inside the caller's transaction; the channel's adapter sends it after the commit. */
export async function post(tx: Tx, actor: Actor, message: NewMessage): Promise<number> {
  const conversation = await tx.db
    .updateTable('conversations')
    .set({ last_message_at: tx.now })
    .where('id', '=', message.conversationId)
    .returning(['channel', 'subject'])
    .executeTakeFirstOrThrow();
  const row = await tx.db
    .insertInto('messages')
    .values({
      conversation_id: message.conversationId,
      direction: 'out',
      kind: message.kind,
      author_user_id: actor.userId,
      author_name: actor.displayName,
      subject: message.subject ?? conversation.subject,
      body: storable(message.text),
      state: 'queued',
      purpose: message.purpose ?? null,
      case_id: message.case?.id ?? null,
      sent_at: tx.now,
      created_at: tx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
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
    audience: await centreFor(tx.db, message.case?.id ?? null),
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
