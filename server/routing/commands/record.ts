/** Events about items, offers and presence, worded once. */
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Tx } from '../../platform/context.ts';
import { centreWithout, type ItemChange, offerEnded, offerMade, queueChanged } from '../events.ts';
import type { Item } from '../hooks.ts';

const subjectOf = (item: Pick<Item, 'id'>) => ({ type: 'routing_item', id: String(item.id) });

/** Something happened to an item; `user` is who has it now or had it. */
export function recordItem(
  tx: Tx,
  actor: Actor,
  item: Item,
  what: ItemChange,
  more: { user?: number | null; why?: string; from?: number } = {},
): void {
  const { user = null, why = null, from = null } = more;
  tx.record({
    type: queueChanged.type,
    actor,
    caseId: item.case_id,
    subject: subjectOf(item),
    data: { queue: item.queue_id, item: item.id, kind: item.kind, what, user, why, from },
    audience: centreWithout(item.except_unit_id),
  });
}

export interface OpenOffer {
  id: number;
  item_id: number;
  user_id: number;
  expires_at: Date;
}

export function recordOfferMade(tx: Tx, actor: Actor, item: Item, offer: OpenOffer): void {
  tx.record({
    type: offerMade.type,
    actor,
    subject: subjectOf(item),
    data: {
      offer: offer.id,
      item: item.id,
      kind: item.kind,
      user: offer.user_id,
      expiresAt: isoLocal(offer.expires_at),
    },
    audience: { to: [`user:${offer.user_id}`] },
  });
}

export type Outcome = 'accepted' | 'rejected' | 'timed_out' | 'withdrawn' | 'given_back';

export function recordOfferEnded(
  tx: Tx,
  actor: Actor,
  offer: Pick<OpenOffer, 'id' | 'item_id' | 'user_id'>,
  outcome: Outcome,
): void {
  tx.record({
    type: offerEnded.type,
    actor,
    subject: subjectOf({ id: offer.item_id }),
    data: { offer: offer.id, item: offer.item_id, user: offer.user_id, outcome },
    audience: { to: [`user:${offer.user_id}`] },
  });
}
