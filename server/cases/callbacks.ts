/** Calls that are owed: nothing that could not be written is silently lost. */
import { z } from 'zod';
import type { CallbackResult } from '../../contract/callbacks.ts';
import { centreFor } from '../conversations/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Tx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { defineEvent } from '../platform/events/index.ts';
import { keepSaid, type Said } from '../platform/said.ts';

const ids = { callbackId: z.number().int(), purpose: z.string() };
export const callbackOwed = defineEvent('callback.owed', z.object(ids));
export const callbackTried = defineEvent('callback.tried', z.object({ ...ids, attempts: z.number().int() }));
export const callbackEnded = defineEvent('callback.ended', z.object({ ...ids, result: z.string() }));

export interface OwedCall {
  caseId?: number;
  conversationId?: number;
  /** The message that did not arrive: it is owed once. */
  messageId?: number;
  /** E.164; by default the number given with the case, else one of the citizen's record. */
  phone?: string | null;
  purpose: string;
  /** Why a call is needed, in words. */
  why: Said;
  text: string;
}

/** Notes a call that is owed. The same message, or the same purpose of a case still open, is noted once: null then. */
export async function oweCallback(tx: Tx, actor: Actor, owed: OwedCall): Promise<number | null> {
  if (owed.caseId !== undefined) {
    // One at a time per case, so that two failures do not owe two calls for one thing.
    await tx.db.selectFrom('cases').select('id').where('id', '=', owed.caseId).forUpdate().execute();
    const open = await tx.db
      .selectFrom('callback_tasks')
      .select('id')
      .where('case_id', '=', owed.caseId)
      .where('purpose', '=', owed.purpose)
      .where('state', '=', 'open')
      .executeTakeFirst();
    if (open) {
      // The newest words are those to be said.
      await tx.db
        .updateTable('callback_tasks')
        .set({ text: owed.text, why: keepSaid(owed.why) })
        .where('id', '=', open.id)
        .execute();
      return null;
    }
  }
  const row = await tx.db
    .insertInto('callback_tasks')
    .values({
      case_id: owed.caseId ?? null,
      conversation_id: owed.conversationId ?? null,
      message_id: owed.messageId ?? null,
      phone: owed.phone ?? (await phoneOf(tx, owed)),
      purpose: owed.purpose,
      why: keepSaid(owed.why),
      text: owed.text,
      created_by: actor.userId,
      created_at: tx.now,
    })
    .onConflict((c) => c.column('message_id').where('message_id', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return null;
  tx.record({
    type: callbackOwed.type,
    actor,
    caseId: owed.caseId ?? null,
    data: { callbackId: row.id, purpose: owed.purpose },
    audience: await centreFor(tx.db, owed.caseId ?? null),
  });
  return row.id;
}

/**
 * Whether words that nothing can carry are owed by phone: those of a person, unless he has just said them himself: an
 * agent answering or declining what came by phone or over the counter, or delivering by hand.
 */
export async function owesCall(
  tx: Tx,
  actor: Actor,
  caseId: number,
  message: { kind: 'human' | 'auto'; purpose: string },
): Promise<boolean> {
  if (message.kind !== 'human') return false;
  if (actor.kind !== 'user' || message.purpose === 'case.info_request') return true;
  const row = await tx.db
    .selectFrom('cases')
    .select(['channel', 'status', 'contact_phone'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  return row.status !== 'approved' && row.channel !== 'phone' && row.channel !== 'desk' && row.contact_phone !== null;
}

/** A call that was to pay what is owed did not reach him: the try counts, the task stays. Nothing for an ended task. */
export async function owedCallTried(tx: Tx, actor: Actor, id: number): Promise<void> {
  const open = await tx.db
    .selectFrom('callback_tasks')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst();
  if (open) await endCallback(tx, actor, id, { result: 'no_answer', note: null });
}

/**
 * What the call led to. `no_answer` and `wrong_number` keep the task open and count the try; the others end it.
 * @throws AppError `not_now` when somebody has ended it already
 */
export async function endCallback(
  tx: Tx,
  actor: Actor,
  id: number,
  end: { result: CallbackResult; note: string | null },
): Promise<{ purpose: string; caseId: number | null }> {
  const row = await tx.db.selectFrom('callback_tasks').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row)
    throw new AppError('not_found', {
      detail: { vi: 'Không có việc gọi lại này.', en: 'There is no such call-back.' },
    });
  if (row.state !== 'open')
    throw new AppError('not_now', {
      detail: {
        vi: 'Việc gọi lại này đã được người khác làm xong.',
        en: 'Somebody else has finished this call-back already.',
      },
    });
  const stays = end.result === 'no_answer' || end.result === 'wrong_number';
  const attempts = row.attempts + 1;
  await tx.db
    .updateTable('callback_tasks')
    .set({
      attempts,
      result: end.result,
      note: end.note ?? row.note,
      ...(stays
        ? {}
        : { state: end.result === 'dropped' ? 'dropped' : 'done', done_at: tx.now, done_by: actor.userId }),
    })
    .where('id', '=', id)
    .execute();
  const audience = await centreFor(tx.db, row.case_id);
  tx.record({
    type: stays ? callbackTried.type : callbackEnded.type,
    actor,
    caseId: row.case_id,
    data: stays
      ? { callbackId: id, purpose: row.purpose, attempts }
      : { callbackId: id, purpose: row.purpose, result: end.result },
    audience,
  });
  return { purpose: row.purpose, caseId: row.case_id };
}

/** What was owed is settled otherwise (an answer delivered, the citizen has written): the open tasks of the case end. */
export async function settleCallbacks(
  tx: Tx,
  actor: Actor,
  caseId: number,
  purposes: readonly string[],
  result: 'reached' | 'dropped',
): Promise<void> {
  const rows = await tx.db
    .updateTable('callback_tasks')
    .set({ state: result === 'reached' ? 'done' : 'dropped', result, done_at: tx.now, done_by: actor.userId })
    .where('case_id', '=', caseId)
    .where('state', '=', 'open')
    .where('purpose', 'in', [...purposes])
    .returning(['id', 'purpose'])
    .execute();
  const audience = await centreFor(tx.db, caseId);
  for (const row of rows)
    tx.record({
      type: callbackEnded.type,
      actor,
      caseId,
      data: { callbackId: row.id, purpose: row.purpose, result },
      audience,
    });
}

async function phoneOf(tx: Tx, owed: OwedCall): Promise<string | null> {
  if (owed.caseId === undefined) return null;
  const row = await tx.db
    .selectFrom('cases as k')
    .select(['k.contact_phone'])
    .select((e) =>
      e
        .selectFrom('citizen_identities as i')
        .select('i.value')
        .whereRef('i.citizen_id', '=', 'k.citizen_id')
        .where('i.kind', '=', 'phone')
        .orderBy((o) => o('i.confidence', '=', 'verified'), 'desc')
        .orderBy('i.id')
        .limit(1)
        .as('known_phone'),
    )
    .where('k.id', '=', owed.caseId)
    .executeTakeFirst();
  return row?.contact_phone ?? row?.known_phone ?? null;
}
