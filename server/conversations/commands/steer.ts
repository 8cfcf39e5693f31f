/** Who has a conversation, and whether it is over. */
import type { Actor } from '../../platform/auth/index.ts';
import type { Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import {
  centreOf,
  conversationAssigned,
  conversationClosed,
  conversationReopened,
  conversationSeen,
} from '../events.ts';

async function lock(tx: Tx, id: number) {
  const row = await tx.db
    .selectFrom('conversations')
    .select(['id', 'channel', 'state', 'owner_id', 'unread'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row)
    throw new AppError('not_found', {
      detail: { vi: 'Không có hội thoại này.', en: 'There is no such conversation.' },
    });
  return row;
}

/**
 * Gives the conversation to a person (or, with null, back to nobody). Routing and the desk both come through here, so
 * that it has one owner at a time. `expected`: only when the owner is still this one. Returns whether it is now so.
 */
export async function setOwner(
  tx: Tx,
  actor: Actor,
  change: { conversationId: number; ownerId: number | null; why: string; reason?: string; expected?: number | null },
): Promise<boolean> {
  const row = await lock(tx, change.conversationId);
  if (row.owner_id === change.ownerId) return true;
  if (change.expected !== undefined && row.owner_id !== change.expected) return false;
  await tx.db.updateTable('conversations').set({ owner_id: change.ownerId }).where('id', '=', row.id).execute();
  tx.record({
    type: conversationAssigned.type,
    actor,
    data: {
      conversationId: row.id,
      channel: row.channel,
      from: row.owner_id,
      to: change.ownerId,
      why: change.why,
      ...(change.reason ? { reason: change.reason } : {}),
    },
    audience: await centreOf(tx.db, row.id),
  });
  return true;
}

/** Ends the conversation with a word from the list; nobody waits for us any more. Repeating it changes nothing. */
export async function closeConversation(
  tx: Tx,
  actor: Actor,
  end: { conversationId: number; disposition: string | null },
): Promise<void> {
  const row = await lock(tx, end.conversationId);
  if (row.state === 'closed') return;
  if (end.disposition !== null) {
    const known = await tx.db
      .selectFrom('dispositions')
      .select('code')
      .where('code', '=', end.disposition)
      .where('active', '=', true)
      .executeTakeFirst();
    if (!known)
      throw invalidField('disposition', {
        vi: 'Chọn một kết quả trong danh sách.',
        en: 'Choose one of the listed results.',
      });
  }
  await tx.db
    .updateTable('conversations')
    .set({
      state: 'closed',
      closed_at: tx.now,
      closed_by: actor.userId,
      disposition: end.disposition,
      waiting_since: null,
      unread: 0,
    })
    .where('id', '=', row.id)
    .execute();
  tx.record({
    type: conversationClosed.type,
    actor,
    data: { conversationId: row.id, channel: row.channel, disposition: end.disposition, ownerId: row.owner_id },
    audience: await centreOf(tx.db, row.id),
  });
}

/** Takes a closed conversation up again by hand. */
export async function reopenConversation(tx: Tx, actor: Actor, conversationId: number): Promise<void> {
  const row = await lock(tx, conversationId);
  if (row.state === 'open') return;
  await tx.db
    .updateTable('conversations')
    .set({ state: 'open', closed_at: null, closed_by: null, disposition: null })
    .where('id', '=', row.id)
    .execute();
  tx.record({
    type: conversationReopened.type,
    actor,
    data: { conversationId: row.id, channel: row.channel },
    audience: await centreOf(tx.db, row.id),
  });
}

/** A person has looked: nothing is unread. Returns the newest message of the citizen, for the channel's read mark. */
export async function markSeen(tx: Tx, actor: Actor, conversationId: number): Promise<number | null> {
  const row = await lock(tx, conversationId);
  const newest = await tx.db
    .selectFrom('messages')
    .select((e) => e.fn.max('id').as('id'))
    .where('conversation_id', '=', row.id)
    .where('direction', '=', 'in')
    .executeTakeFirst();
  if (row.unread > 0) {
    await tx.db.updateTable('conversations').set({ unread: 0 }).where('id', '=', row.id).execute();
    tx.record({
      type: conversationSeen.type,
      actor,
      data: { conversationId: row.id, channel: row.channel },
      audience: await centreOf(tx.db, row.id),
    });
  }
  return newest?.id ?? null;
}
