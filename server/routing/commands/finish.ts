import { type Actor, SYSTEM } from '../../platform/auth/index.ts';
import type { Tx } from '../../platform/context.ts';
import { giveOutWaiting } from '../give-out.ts';
import type { Item } from '../hooks.ts';
import { type NewItem, subjectOf } from './enqueue.ts';
import { end, lockItem } from './place.ts';

/** How an item is named from outside: by its id, or by what it is about (as given to `enqueue`). */
export type Which = { id: number } | Pick<NewItem, 'kind' | 'conversationId' | 'caseId' | 'ref'>;

/** The open item under lock, or null. */
export async function lockOpen(tx: Tx, which: Which): Promise<Item | null> {
  if ('id' in which) {
    const item = await lockItem(tx, which.id);
    return item?.state === 'finished' ? null : item;
  }
  const row = await tx.db
    .selectFrom('routing_items')
    .selectAll()
    .where('subject', '=', subjectOf(which))
    .where('state', '!=', 'finished')
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/**
 * The work is done (or has gone away): the item ends, whoever had it is free for the next. Finishing what is finished
 * or never was changes nothing. Returns whether an item ended.
 * @param why a word for the record: `answered`, `closed`, `hung_up` …
 */
export async function finishItem(tx: Tx, which: Which, why: string, actor: Actor = SYSTEM): Promise<boolean> {
  const item = await lockOpen(tx, which);
  if (!item) return false;
  await end(tx, actor, item, why);
  await giveOutWaiting(tx);
  return true;
}
