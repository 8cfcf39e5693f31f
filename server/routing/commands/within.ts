/**
 * Moves of an item inside a transaction that another domain already has (the hotline's turn of a call). The caller may
 * hold rows of its own; persons are locked before items here as everywhere.
 */
import type { Actor } from '../../platform/auth/index.ts';
import type { Tx } from '../../platform/context.ts';
import { keptShort } from '../../platform/said.ts';
import { lockPresence } from '../duty.ts';
import { giveOutWaiting } from '../give-out.ts';
import type { Item, ReleaseReason } from '../hooks.ts';
import { type NewItem, subjectOf } from './enqueue.ts';
import { lockOpen, type Which } from './finish.ts';
import { endOne, waitAgain } from './offers.ts';
import { backToQueue, giveTo, lockItem } from './place.ts';
import { recordItem } from './record.ts';

/** Takes an offer for the person to whom it was made. False when it has ended and the item is not his. */
export async function acceptWithin(tx: Tx, actor: Actor, offerId: number): Promise<boolean> {
  const offer = await tx.db
    .selectFrom('offers')
    .select(['id', 'item_id', 'user_id', 'expires_at'])
    .where('id', '=', offerId)
    .where('user_id', '=', actor.userId ?? 0)
    .executeTakeFirst();
  if (!offer) return false;
  await lockPresence(tx.db, offer.user_id);
  const item = await lockItem(tx, offer.item_id);
  if (!item) return false;
  if (item.state === 'owned') return item.owner_id === offer.user_id;
  if (!(await endOne(tx, actor, offer, 'accepted'))) return false;
  await tx.db.updateTable('presence').set({ missed: 0 }).where('user_id', '=', offer.user_id).execute();
  await giveTo(tx, actor, item, offer.user_id);
  return true;
}

/** Lets an offer pass for a person (his telephone cannot be reached, he refused there); the next one is asked. */
export async function passWithin(tx: Tx, actor: Actor, offerId: number): Promise<boolean> {
  const offer = await tx.db
    .selectFrom('offers')
    .select(['id', 'item_id', 'user_id', 'expires_at'])
    .where('id', '=', offerId)
    .executeTakeFirst();
  if (!offer) return false;
  await lockPresence(tx.db, offer.user_id);
  const item = await lockItem(tx, offer.item_id);
  if (!item || !(await endOne(tx, actor, offer, 'rejected'))) return false;
  await waitAgain(tx, item);
  await giveOutWaiting(tx);
  return true;
}

/** Takes open work from whoever has it back to the front of its queue. False when nothing is owned. */
export async function releaseWithin(tx: Tx, actor: Actor, which: Which, why: ReleaseReason): Promise<boolean> {
  const item = await lockOpen(tx, which);
  if (item?.state !== 'owned') return false;
  await backToQueue(tx, actor, item, why);
  await giveOutWaiting(tx);
  return true;
}

/** Whether this person owns the open item. */
export async function ownedBy(tx: Tx, which: Which, userId: number): Promise<boolean> {
  const item = await lockOpen(tx, which);
  return item?.state === 'owned' && item.owner_id === userId;
}

/**
 * The work is this person's, wherever it was before; without an open item a new one begins as his. Room is not asked
 * for: he has it in hand already (an outbound call, a transfer, a parked call taken up). Returns the item.
 */
export async function ownWithin(tx: Tx, actor: Actor, input: NewItem, userId: number): Promise<Item> {
  await lockPresence(tx.db, userId);
  const open = await lockOpen(tx, input);
  if (open?.state === 'owned' && open.owner_id === userId) return open;
  if (open) {
    const free = open.state === 'owned' ? await backToQueue(tx, actor, open, 'supervisor') : open;
    return giveTo(tx, actor, free, userId);
  }
  // Nobody else is to be asked in between, so it does not go through the queue.
  const kind = await tx.db
    .selectFrom('routing_kinds')
    .selectAll()
    .where('kind', '=', input.kind)
    .executeTakeFirstOrThrow();
  const queue = await tx.db
    .selectFrom('queues')
    .select('id')
    .where((e) => (input.queue === undefined ? e('is_default', '=', true) : e('code', '=', input.queue)))
    .executeTakeFirst();
  if (!queue) throw new Error('there is no queue for work that begins with its owner');
  const item = await tx.db
    .insertInto('routing_items')
    .values({
      kind: input.kind,
      subject: subjectOf(input),
      title: keptShort(input.title, 300),
      state: 'owned',
      queue_id: queue.id,
      owner_id: userId,
      conversation_id: input.conversationId ?? null,
      case_id: input.caseId ?? null,
      channel: input.channel ?? null,
      weight: kind.weight,
      exclusive: kind.exclusive,
      yields: kind.yields,
      priority: input.priority ?? kind.priority,
      ageing_seconds: kind.ageing_seconds,
      created_at: tx.now,
      waiting_since: tx.now,
      queued_at: tx.now,
      owned_at: tx.now,
      first_owned_at: tx.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  recordItem(tx, actor, item, 'owned', { user: userId });
  return item;
}
