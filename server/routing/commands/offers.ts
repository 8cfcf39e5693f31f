/** What the person who is asked may say: yes, no; and what silence means. */

import { type Actor, SYSTEM } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { type Said, saidWith } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { lockPresence } from '../duty.ts';
import { giveOutWaiting } from '../give-out.ts';
import { hooksOf, type Item } from '../hooks.ts';
import { whoHas } from '../words.ts';
import { giveTo, lockItem, tellOfferEnded } from './place.ts';
import { type OpenOffer, type Outcome, recordOfferEnded } from './record.ts';
import { applyPresence } from './set-presence.ts';

/**
 * Takes an offer; the item is his from this commit on.
 * @throws AppError `not_found` for an offer made to somebody else, `conflict` with what happened when it has ended
 */
export async function acceptOffer(ctx: Ctx, actor: Actor, offerId: number): Promise<Item> {
  return transact(ctx, async (tx) => {
    const offer = await mine(tx, actor, offerId);
    await lockPresence(tx.db, offer.user_id);
    const item = await lockItem(tx, offer.item_id);
    if (!item || !(await endOne(tx, actor, offer, 'accepted'))) throw await tooLate(tx, offer);
    await tx.db.updateTable('presence').set({ missed: 0 }).where('user_id', '=', offer.user_id).execute();
    return giveTo(tx, actor, item, offer.user_id);
  });
}

/**
 * Lets an offer pass; the next one is asked at once.
 * @throws AppError `not_found`, `conflict` as `acceptOffer`
 */
export async function rejectOffer(ctx: Ctx, actor: Actor, offerId: number): Promise<void> {
  await transact(ctx, async (tx) => {
    const offer = await mine(tx, actor, offerId);
    await lockPresence(tx.db, offer.user_id);
    const item = await lockItem(tx, offer.item_id);
    if (!item || !(await endOne(tx, actor, offer, 'rejected'))) throw await tooLate(tx, offer);
    await waitAgain(tx, item);
    await tx.db.updateTable('presence').set({ missed: 0 }).where('user_id', '=', offer.user_id).execute();
    await giveOutWaiting(tx);
  });
}

/** Ends an offer whose time is over. Who lets several pass without a word is set away. False when it had ended. */
export async function expireOffer(ctx: Ctx, offer: OpenOffer): Promise<boolean> {
  return transact(ctx, async (tx) => {
    const presence = await lockPresence(tx.db, offer.user_id);
    const item = await lockItem(tx, offer.item_id);
    if (!item || offer.expires_at > tx.now || !(await endOne(tx, SYSTEM, offer, 'timed_out'))) return false;
    const waiting = await waitAgain(tx, item);
    for (const hooks of hooksOf(waiting.kind)) await hooks.timedOut?.(tx, waiting, offer.user_id);
    if (presence) await missed(tx, offer.user_id, presence.missed + 1);
    await giveOutWaiting(tx);
    return true;
  });
}

async function missed(tx: Tx, userId: number, count: number): Promise<void> {
  await tx.db.updateTable('presence').set({ missed: count }).where('user_id', '=', userId).execute();
  const { missed_limit } = await tx.db.selectFrom('routing_settings').select('missed_limit').executeTakeFirstOrThrow();
  const presence = await lockPresence(tx.db, userId);
  if (count < missed_limit || presence?.state !== 'available') return;
  await applyPresence(tx, SYSTEM, userId, { state: 'away', reason: 'no_answer' });
}

async function mine(tx: Tx, actor: Actor, offerId: number): Promise<OpenOffer> {
  const offer = await tx.db
    .selectFrom('offers')
    .select(['id', 'item_id', 'user_id', 'expires_at'])
    .where('id', '=', offerId)
    .where('user_id', '=', actor.userId ?? 0)
    .executeTakeFirst();
  if (!offer)
    throw new AppError('not_found', { detail: { vi: 'Không có lời mời này.', en: 'There is no such offer.' } });
  return offer;
}

/** The row decides: true for exactly one of all who try to end the offer. */
export async function endOne(tx: Tx, actor: Actor, offer: OpenOffer, outcome: Outcome): Promise<boolean> {
  const ended = await tx.db
    .updateTable('offers')
    .set({ ended_at: tx.now, outcome })
    .where('id', '=', offer.id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!ended) return false;
  recordOfferEnded(tx, actor, offer, outcome);
  await tellOfferEnded(tx, offer, outcome);
  return true;
}

/** An offered item waits for the next. */
export async function waitAgain(tx: Tx, item: Item): Promise<Item> {
  return tx.db
    .updateTable('routing_items')
    .set({ state: 'waiting' })
    .where('id', '=', item.id)
    .where('state', '=', 'offered')
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function tooLate(tx: Tx, offer: OpenOffer): Promise<AppError> {
  const row = await tx.db.selectFrom('offers').select('outcome').where('id', '=', offer.id).executeTakeFirst();
  const outcome = row?.outcome ?? 'withdrawn';
  const holder = await whoHas(tx.db, offer.item_id, offer.user_id);
  const said: Record<string, Said> = {
    accepted: { vi: 'Bạn đã nhận việc này rồi.', en: 'You have taken this already.' },
    rejected: { vi: 'Bạn đã từ chối lời mời này.', en: 'You have declined this offer.' },
    timed_out: { vi: 'Đã hết thời gian nhận.', en: 'The time for accepting is over.' },
    withdrawn: { vi: 'Lời mời đã được thu lại.', en: 'The offer was withdrawn.' },
  };
  const ended = said[outcome] ?? { vi: 'Lời mời đã kết thúc.', en: 'The offer has ended.' };
  const detail =
    outcome === 'accepted' || !holder ? ended : saidWith(ended, (text, language) => `${text} ${holder[language]}`);
  return new AppError('conflict', { detail, data: { outcome } });
}
