/**
 * The four moves of an item: to a person, back to its queue, to another queue, to its end. Every write is guarded by
 * the state that was read under lock. Lock order everywhere: the person's presence, then the item.
 */
import { setOwner } from '../../conversations/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Tx } from '../../platform/context.ts';
import { hooksOf, type Item, type ReleaseReason } from '../hooks.ts';
import { type Outcome, recordItem, recordOfferEnded } from './record.ts';

/** The item under lock, or null when there is none. */
export async function lockItem(tx: Tx, id: number): Promise<Item | null> {
  const row = await tx.db.selectFrom('routing_items').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row ?? null;
}

/** Ends the open offer of an item, if there is one; the item itself is the caller's. Returns who was asked. */
export async function endOffer(tx: Tx, actor: Actor, itemId: number, outcome: Outcome): Promise<number | null> {
  const ended = await tx.db
    .updateTable('offers')
    .set({ ended_at: tx.now, outcome })
    .where('item_id', '=', itemId)
    .where('ended_at', 'is', null)
    .returning(['id', 'item_id', 'user_id'])
    .executeTakeFirst();
  if (!ended) return null;
  recordOfferEnded(tx, actor, ended, outcome);
  await tellOfferEnded(tx, ended, outcome);
  return ended.user_id;
}

/** An offer has ended, however: whoever rings for it stops. */
export async function tellOfferEnded(
  tx: Tx,
  offer: { id: number; item_id: number; user_id: number },
  outcome: Outcome,
) {
  const item = await tx.db
    .selectFrom('routing_items')
    .select(['id', 'kind', 'subject'])
    .where('id', '=', offer.item_id)
    .executeTakeFirst();
  if (!item) return;
  for (const hooks of hooksOf(item.kind))
    await hooks.offerEnded?.(tx, item, { id: offer.id, agentId: offer.user_id, outcome });
}

/**
 * Gives a locked, open item to a person whose presence is locked, too. Room is the caller's business.
 * @param what `owned`: taken by himself; `assigned`: somebody said so
 */
export async function giveTo(
  tx: Tx,
  actor: Actor,
  item: Item,
  userId: number,
  { what = 'owned', why }: { what?: 'owned' | 'assigned'; why?: string } = {},
): Promise<Item> {
  await endOffer(tx, actor, item.id, 'withdrawn');
  const owned = await tx.db
    .updateTable('routing_items')
    .set({ state: 'owned', owner_id: userId, owned_at: tx.now, first_owned_at: item.first_owned_at ?? tx.now })
    .where('id', '=', item.id)
    .where('state', '=', item.state)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (owned.conversation_id !== null)
    await setOwner(tx, actor, { conversationId: owned.conversation_id, ownerId: userId, why: `routing.${what}` });
  recordItem(tx, actor, owned, what, { user: userId, ...(why ? { why } : {}) });
  for (const hooks of hooksOf(owned.kind)) await hooks.accepted?.(tx, owned, userId);
  return owned;
}

/** Takes a locked item from its owner, or from who is being asked, back into its queue; the citizen keeps his place. */
export async function backToQueue(tx: Tx, actor: Actor, item: Item, why: ReleaseReason): Promise<Item> {
  const had = item.owner_id;
  await endOffer(tx, actor, item.id, 'withdrawn');
  const waiting = await tx.db
    .updateTable('routing_items')
    .set({
      state: 'waiting',
      owner_id: null,
      owned_at: null,
      queued_at: tx.now,
      // Somebody who dropped out gets his conversation back when he is there again in time; who gave it away does not.
      prefer_agent_id: why === 'offline' ? had : null,
    })
    .where('id', '=', item.id)
    .where('state', '=', item.state)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (had === null) return waiting;
  if (why === 'given_back' || why === 'reassigning') {
    // A mark that he let it pass: he is not asked again at once.
    await tx.db
      .insertInto('offers')
      .values({
        item_id: item.id,
        user_id: had,
        made_at: tx.now,
        expires_at: tx.now,
        ended_at: tx.now,
        outcome: 'given_back',
      })
      .execute();
  }
  await disown(tx, actor, waiting, had, why);
  recordItem(tx, actor, waiting, 'released', { user: had, why });
  for (const hooks of hooksOf(waiting.kind)) await hooks.released?.(tx, waiting, had, why);
  return waiting;
}

/** Puts a locked, open item into another queue, from wherever it is. */
export async function toQueue(
  tx: Tx,
  actor: Actor,
  item: Item,
  queueId: number,
  what: 'moved' | 'overflowed' | 'transferred',
  why?: string,
): Promise<Item> {
  const had = item.owner_id;
  await endOffer(tx, actor, item.id, 'withdrawn');
  const moved = await tx.db
    .updateTable('routing_items')
    .set({
      state: 'waiting',
      owner_id: null,
      owned_at: null,
      queue_id: queueId,
      queued_at: tx.now,
      prefer_agent_id: null,
      overflowed_from: what === 'overflowed' ? item.queue_id : null,
    })
    .where('id', '=', item.id)
    .where('state', '=', item.state)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (had !== null) await disown(tx, actor, moved, had, 'moved');
  recordItem(tx, actor, moved, what, { user: had, from: item.queue_id, ...(why ? { why } : {}) });
  for (const hooks of hooksOf(moved.kind)) {
    await hooks.queueChanged?.(tx, moved);
    if (what === 'overflowed') await hooks.overflowed?.(tx, moved, { from: item.queue_id, to: queueId });
    else if (had !== null) await hooks.released?.(tx, moved, had, 'moved');
  }
  return moved;
}

/** Ends a locked item. Ending it again changes nothing. */
export async function end(tx: Tx, actor: Actor, item: Item, why: string): Promise<void> {
  if (item.state === 'finished') return;
  await endOffer(tx, actor, item.id, 'withdrawn');
  const finished = await tx.db
    .updateTable('routing_items')
    .set({ state: 'finished', finished_at: tx.now, finish_reason: why.slice(0, 200) })
    .where('id', '=', item.id)
    .where('state', '=', item.state)
    .returningAll()
    .executeTakeFirstOrThrow();
  recordItem(tx, actor, finished, 'finished', { user: finished.owner_id, why: why.slice(0, 200) });
}

async function disown(tx: Tx, actor: Actor, item: Item, had: number, why: ReleaseReason): Promise<void> {
  if (item.conversation_id === null) return;
  const change = { conversationId: item.conversation_id, ownerId: null, why: `routing.${why}`, expected: had };
  await setOwner(tx, actor, change);
}
