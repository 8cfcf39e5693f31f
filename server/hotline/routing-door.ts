/** What the routing engine does with calls becomes input of the calls, taken in by the process that leads. */

import type { Tx } from '../platform/context.ts';
import { type Item, type ItemHooks, onItem } from '../routing/index.ts';
import type { Input } from './engine/types.ts';
import { withoutPhone } from './phones/registered.ts';
import { tellCall } from './tell-call.ts';

/** Calls that are being decided upon in a transaction: what routing does on their own word is no news to them. */
const deciding = new WeakMap<object, number>();

export const callOf = (item: Pick<Item, 'subject'>) => Number(item.subject.replace(/^call:/, ''));

/** While `work` runs, what routing does with this call was asked for by the call itself. */
export async function whileDeciding<T>(tx: Tx, callId: number, work: () => Promise<T>): Promise<T> {
  deciding.set(tx, callId);
  try {
    return await work();
  } finally {
    deciding.delete(tx);
  }
}

async function tellItem(tx: Tx, item: Pick<Item, 'subject'>, input: Input): Promise<void> {
  const callId = callOf(item);
  if (deciding.get(tx) === callId) return;
  await tellCall(tx, callId, input);
}

const hooks: ItemHooks = {
  unable: (db, agentIds) => withoutPhone(db, agentIds),
  // Also when it follows from the call's own word: the ringing is another turn.
  offered: (tx, item, { id, agentId, expiresAt }) =>
    tellCall(tx, callOf(item), {
      kind: 'offered',
      offerId: id,
      userId: agentId,
      phone: null,
      seconds: (expiresAt.getTime() - tx.now.getTime()) / 1000,
    }),
  async offerEnded(tx, item, { id, outcome }) {
    if (outcome !== 'accepted') await tellItem(tx, item, { kind: 'offer_ended', offerId: id, outcome });
  },
  accepted: (tx, item, agentId) => tellItem(tx, item, { kind: 'given', userId: agentId, phone: null }),
  released: (tx, item, agentId) => tellItem(tx, item, { kind: 'released', userId: agentId }),
  refused: (tx, item, why) => tellCall(tx, callOf(item), { kind: 'queue_refused', why }),
  async queueChanged(tx, item) {
    const queue = await tx.db.selectFrom('queues').select('code').where('id', '=', item.queue_id).executeTakeFirst();
    if (queue) await tellItem(tx, item, { kind: 'moved', queue: queue.code });
  },
};

let bound = false;

/** Once per process: the table of hooks is the process's. */
export function watchRouting(): void {
  if (bound) return;
  bound = true;
  onItem('call', hooks);
}
