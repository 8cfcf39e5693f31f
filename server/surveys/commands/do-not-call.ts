import { toE164 } from '../../citizens/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { keptShort } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { doNotCallChanged } from '../events.ts';

/** Puts a number (E.164) on the list, once; whoever waits in a campaign with it is not called any more. */
export async function blockNumber(tx: Tx, actor: Actor, phone: string, reason: string): Promise<void> {
  const row = await tx.db
    .insertInto('do_not_call')
    .values({ phone, reason: keptShort(reason, 300), added_by: actor.userId, added_at: tx.now })
    .onConflict((c) => c.column('phone').where('ended_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return;
  await tx.db
    .updateTable('campaign_contacts')
    .set({ state: 'withdrawn', done_at: tx.now, done_by: actor.userId })
    .where('phone', '=', phone)
    .where('state', '=', 'waiting')
    .execute();
  record(tx, actor, row.id, true);
}

/** @throws AppError `invalid` for what is no number */
export async function addDoNotCall(ctx: Ctx, actor: Actor, text: string, reason: string): Promise<void> {
  const phone = numberOf(text);
  await transact(ctx, (tx) => blockNumber(tx, actor, phone, reason));
}

/** He may be called again; the entry stays on record. @throws AppError `not_found` */
export async function removeDoNotCall(ctx: Ctx, actor: Actor, text: string): Promise<void> {
  const phone = numberOf(text);
  await transact(ctx, async (tx) => {
    const row = await tx.db
      .updateTable('do_not_call')
      .set({ ended_by: actor.userId, ended_at: tx.now })
      .where('phone', '=', phone)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!row)
      throw new AppError('not_found', {
        detail: { vi: 'Số này không có trong danh sách.', en: 'This number is not in the list.' },
      });
    record(tx, actor, row.id, false);
  });
}

function numberOf(text: string): string {
  const phone = toE164(text);
  if (!phone)
    throw invalidField('phone', { vi: 'Số điện thoại không hợp lệ.', en: 'The telephone number is not valid.' });
  return phone;
}

function record(tx: Tx, actor: Actor, entryId: number, added: boolean): void {
  tx.record({
    type: doNotCallChanged.type,
    actor,
    subject: { type: 'do_not_call', id: String(entryId) },
    data: { entryId, added },
    audience: { to: ['supervisor'] },
  });
}
