/** Click to call: the agent's own telephone first, then the other side. */
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { findByPhone } from '../caller.ts';
import { callAudience, callStarted } from '../events.ts';
import { phoneOf } from '../phones/registered.ts';
import { seenCaseId } from '../sight.ts';
import { turnWithin } from '../take-turn.ts';
import { mayDial } from './dial-rules.ts';

export interface Wanted {
  /** As somebody wrote it. */
  to: string;
  caseCode?: string | undefined;
  citizenId?: string | undefined;
  /** The owed call that this one pays. */
  callbackId?: string | undefined;
}

/** Shown to the other side; the provider puts the province's own number there. */
const OWN_NUMBER = '1022';

/**
 * Begins a call. Two presses of the button are one call: who is in a call begins no other, and a number that is being
 * called is not called again.
 * @throws AppError `invalid` (no number, unknown case or citizen), `forbidden` by the dial rules, `not_now` without a
 *   telephone, in a call, or while a colleague is calling the number
 */
export async function placeCall(ctx: Ctx, actor: Actor, wanted: Wanted): Promise<number> {
  const userId = actor.userId ?? 0;
  const number = await mayDial(ctx.db, wanted.to);
  return transact(ctx, async (tx) => {
    // One at a time per person and per number.
    await tx.db.selectFrom('users').select('id').where('id', '=', userId).forUpdate().execute();
    const phone = await phoneOf(tx.db, userId);
    if (phone === null)
      throw new AppError('not_now', {
        detail: { vi: 'Hãy kết nối điện thoại của bạn trước.', en: 'Connect your telephone first.' },
      });
    await mustBeFree(tx, userId, number);
    const caseId = wanted.caseCode === undefined ? null : await seenCaseId(tx.db, actor, wanted.caseCode);
    const callbackId = wanted.callbackId === undefined ? null : await openCallback(tx, wanted.callbackId);
    const call = await tx.db
      .insertInto('calls')
      .values({
        direction: 'outbound',
        origin: 'asterisk',
        state: 'ringing',
        number,
        dialled: OWN_NUMBER,
        citizen_id: await citizenOf(tx, wanted.citizenId, number),
        case_id: caseId,
        for_callback_id: callbackId,
        agent_id: userId,
        started_at: tx.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    tx.record({
      type: callStarted.type,
      actor,
      subject: { type: 'call', id: String(call.id) },
      caseId,
      data: { callId: call.id, direction: 'outbound' },
      audience: callAudience([userId]),
    });
    await turnWithin(ctx, tx, call.id, { kind: 'dial_out', userId, phone }, actor);
    return call.id;
  });
}

async function mustBeFree(tx: Tx, userId: number, number: string): Promise<void> {
  const busy = await tx.db
    .selectFrom('call_legs')
    .select('id')
    .where('user_id', '=', userId)
    .where('state', '<>', 'ended')
    .executeTakeFirst();
  if (busy)
    throw new AppError('not_now', {
      detail: {
        vi: 'Bạn đang có một cuộc gọi. Hãy kết thúc trước khi gọi số khác.',
        en: 'You have a call. End it before calling another number.',
      },
    });
  // Two agents who press at the same moment: the second waits here and then finds the first one's call.
  await tx.db.selectFrom('hotline_status').select('id').forUpdate().execute();
  const running = await tx.db
    .selectFrom('calls')
    .select('id')
    .where('number', '=', number)
    .where('state', '<>', 'ended')
    .executeTakeFirst();
  if (running)
    throw new AppError('not_now', {
      detail: { vi: 'Tổng đài đang có cuộc gọi với số này.', en: 'The centre has a call with this number already.' },
    });
}

async function openCallback(tx: Tx, id: string): Promise<number> {
  const row = await tx.db
    .selectFrom('callback_tasks')
    .select(['id', 'state'])
    .where('id', '=', Number(id))
    .executeTakeFirst();
  if (!row) throw invalidField('callbackId', { vi: 'Không có việc gọi lại này.', en: 'There is no such call-back.' });
  if (row.state !== 'open')
    throw new AppError('not_now', {
      detail: {
        vi: 'Việc gọi lại này đã được người khác làm xong.',
        en: 'Somebody else has finished this call-back already.',
      },
    });
  return row.id;
}

async function citizenOf(tx: Tx, id: string | undefined, number: string): Promise<number | null> {
  if (id === undefined) return (await findByPhone(tx.db, number)).citizenId;
  const row = await tx.db
    .selectFrom('citizens')
    .select((e) => e.fn.coalesce('merged_into', 'id').as('id'))
    .where('id', '=', Number(id))
    .executeTakeFirst();
  if (!row) throw invalidField('citizenId', { vi: 'Không có người dân này.', en: 'There is no such citizen.' });
  return row.id;
}
