import { setMessageStateWithin, setStateByExternalId, setStateUpTo } from '../../conversations/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { transact } from '../../platform/transact.ts';
import type { InboundOutcome } from '../accounts/index.ts';
import type { MessengerAccount } from './account.ts';
import type { MessengerEvent } from './read-event.ts';

type Receipt = Extract<MessengerEvent, { what: 'delivered' | 'read' }>;

/**
 * Delivered by names and by watermark, read by watermark only: everything sent up to it. A receipt may overtake the answer
 * to our own request; it then waits, unless this is the last try.
 */
export async function takeReceipt(
  ctx: Ctx,
  account: MessengerAccount,
  e: Receipt,
  lastTry: boolean,
): Promise<InboundOutcome> {
  const early = await transact(ctx, async (tx) => {
    let waits = false;
    if (e.what === 'delivered')
      for (const mid of e.mids)
        if (!(await delivered(tx, account, mid)) && (await sending(tx, account, e))) waits = true;
    if (e.upTo === null) return waits;
    const threads = await tx.db
      .selectFrom('conversations')
      .select('id')
      .where('channel', '=', 'messenger')
      .where('account', '=', account.code)
      .where('address', '=', e.userId)
      .execute();
    for (const { id } of threads) await setStateUpTo(tx, id, e.what, { at: e.upTo });
    return waits || (e.what === 'read' && (await sending(tx, account, e)));
  });
  if (early && !lastTry) throw new Error('a receipt for a message that is not whole yet');
  return { state: 'handled' };
}

/** False when the message is not known here yet, or not all of its parts are sent: it counts as received when it is whole. */
async function delivered(tx: Tx, account: MessengerAccount, mid: string): Promise<boolean> {
  const part = await tx.db
    .selectFrom('messenger_sends as s')
    .innerJoin('messages as m', 'm.id', 's.message_id')
    .select(['m.id', 'm.state'])
    .where('s.account_id', '=', account.id)
    .where('s.external_id', '=', mid)
    .executeTakeFirst();
  if (!part) return setStateByExternalId(tx, { channel: 'messenger', externalId: mid }, 'delivered');
  if (part.state === 'queued') return false;
  await setMessageStateWithin(tx, part.id, { state: 'delivered', detail: null });
  return true;
}

/** Whether something to this person has been begun and is not known to have ended. */
async function sending(tx: Tx, account: MessengerAccount, e: Receipt): Promise<boolean> {
  const open = await tx.db
    .selectFrom('messenger_sends as s')
    .innerJoin('messages as m', 'm.id', 's.message_id')
    .select('s.id')
    .where('s.account_id', '=', account.id)
    .where('s.address', '=', e.userId)
    .where('m.state', '=', 'queued')
    .where('s.state', '<>', 'failed')
    .limit(1)
    .executeTakeFirst();
  return open !== undefined;
}
