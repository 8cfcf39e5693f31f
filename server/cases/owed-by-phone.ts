/** Calls that are owed because the telephone rang: one open task per number. */
import { centreFor } from '../conversations/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Tx } from '../platform/context.ts';
import { keepSaid, type Said } from '../platform/said.ts';
import { callbackEnded, callbackOwed } from './callbacks.ts';

/** A call that nobody took, or that was promised instead of waiting. */
export interface OwedByPhone {
  callId: number;
  /** E.164 */
  phone: string;
  purpose: 'missed_call' | 'callback_kept';
  why: Said;
  text: Said;
  /** From when its place in the row counts. */
  since: Date;
}

/**
 * Notes a call that is owed to a number: one open task per number, counting how often it rang. A promise weighs more
 * than a missed call and keeps its place. Returns the task.
 */
export async function callOwed(tx: Tx, actor: Actor, owed: OwedByPhone): Promise<number> {
  const { callId, phone, purpose, since } = owed;
  const [why, text] = [keepSaid(owed.why), keepSaid(owed.text)];
  const row = await tx.db
    .insertInto('callback_tasks')
    .values({
      call_id: callId,
      phone,
      purpose,
      why,
      text,
      due_at: since,
      last_call_at: tx.now,
      created_by: actor.userId,
      created_at: tx.now,
    })
    .onConflict((c) =>
      c
        .column('phone')
        .where('call_id', 'is not', null)
        .where('state', '=', 'open')
        .doUpdateSet((e) => ({
          calls: e('callback_tasks.calls', '+', 1),
          last_call_at: tx.now,
          ...(purpose === 'callback_kept' ? { purpose, why, text } : {}),
        })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  tx.record({
    type: callbackOwed.type,
    actor,
    data: { callbackId: row.id, purpose },
    audience: await centreFor(tx.db, null),
  });
  return row.id;
}

/** Somebody has talked with this number: the open task of its missed calls ends. */
export async function settleOwedCalls(tx: Tx, actor: Actor, phone: string): Promise<void> {
  const rows = await tx.db
    .updateTable('callback_tasks')
    .set({ state: 'done', result: 'reached', done_at: tx.now, done_by: actor.userId })
    .where('phone', '=', phone)
    .where('call_id', 'is not', null)
    .where('state', '=', 'open')
    .returning(['id', 'purpose'])
    .execute();
  for (const row of rows)
    tx.record({
      type: callbackEnded.type,
      actor,
      data: { callbackId: row.id, purpose: row.purpose, result: 'reached' },
      audience: await centreFor(tx.db, null),
    });
}
