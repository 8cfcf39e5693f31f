import type { ChannelKind } from '../../../contract/cases.ts';
import { SYSTEM } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { keepSaid, type Said } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { centreFor, messageStateChanged } from '../events.ts';
import { sendMessageJob } from '../send-job.ts';

export interface MessageStateChange {
  state: 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'bounced';
  /** Why, in words for the agent. */
  detail: Said | null;
  /** The provider's id, once known. */
  externalId?: string | undefined;
  /** With `queued`: when to try again (real time). */
  retryAt?: Date;
}

/** Later news never makes a message look better than it is: a bounce stays a bounce. */
const RANK = { queued: 0, sent: 1, delivered: 2, read: 3, failed: 4, bounced: 5 } as const;

/** Records what became of an outgoing message and tells the desks. Repeating the same news changes nothing. */
export async function setMessageState(ctx: Ctx, messageId: number, change: MessageStateChange): Promise<void> {
  await transact(ctx, (tx) => setMessageStateWithin(tx, messageId, change));
}

/**
 * A receipt of a chat provider about one of our messages, by the provider's id. False when no message of ours has it
 * (yet: a receipt may overtake the answer to our own call; the caller tries again later).
 */
export async function setStateByExternalId(
  tx: Tx,
  key: { channel: ChannelKind; externalId: string },
  state: 'delivered' | 'read',
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .select('m.id')
    .where('m.external_id', '=', key.externalId)
    .where('m.direction', '=', 'out')
    .where('c.channel', '=', key.channel)
    .executeTakeFirst();
  if (!row) return false;
  await setMessageStateWithin(tx, row.id, { state, detail: null });
  return true;
}

/** A watermark: everything of ours on the thread sent up to `upTo` was delivered or read. Returns how many changed. */
export async function setStateUpTo(
  tx: Tx,
  conversationId: number,
  state: 'delivered' | 'read',
  upTo: { at: Date } | { messageId: number },
): Promise<number> {
  const rows = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('direction', '=', 'out')
    .where('kind', '<>', 'note')
    .where('state', 'in', state === 'read' ? ['sent', 'delivered'] : ['sent'])
    .$if('at' in upTo, (q) => q.where('sent_at', '<=', (upTo as { at: Date }).at))
    .$if('messageId' in upTo, (q) => q.where('id', '<=', (upTo as { messageId: number }).messageId))
    .orderBy('id')
    .execute();
  for (const row of rows) await setMessageStateWithin(tx, row.id, { state, detail: null });
  return rows.length;
}

/** `setMessageState` inside a transaction that the caller already has. */
export async function setMessageStateWithin(tx: Tx, messageId: number, change: MessageStateChange): Promise<void> {
  const row = await tx.db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .leftJoin('cases as k', 'k.id', 'm.case_id')
    .select(['m.state', 'm.state_detail', 'm.purpose', 'm.case_id', 'm.conversation_id', 'c.channel', 'k.code'])
    .where('m.id', '=', messageId)
    .forUpdate('m')
    .executeTakeFirst();
  if (!row) return;
  if (change.state === 'queued' && change.retryAt)
    tx.enqueue(sendMessageJob.with({ messageId }, { runAfter: change.retryAt, key: `${messageId}` }));
  const known = RANK[row.state as keyof typeof RANK] ?? 0;
  const detail = change.detail && keepSaid(change.detail);
  if (RANK[change.state] < known || (row.state === change.state && row.state_detail === detail)) return;
  await tx.db
    .updateTable('messages')
    .set({
      state: change.state,
      state_detail: detail,
      ...(change.externalId ? { external_id: change.externalId } : {}),
    })
    .where('id', '=', messageId)
    .execute();
  tx.record({
    type: messageStateChanged.type,
    actor: SYSTEM,
    caseId: row.case_id,
    ...(row.code ? { subject: { type: 'case', id: row.code } } : {}),
    data: {
      conversationId: row.conversation_id,
      messageId,
      channel: row.channel,
      state: change.state,
      detail,
      purpose: row.purpose,
    },
    audience: await centreFor(tx.db, row.case_id),
  });
}
