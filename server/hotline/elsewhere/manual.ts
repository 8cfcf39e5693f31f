import type { z } from 'zod';
import type { postManualCall } from '../../../contract/cti.ts';
import { citizensByContact, familyOf, toE164 } from '../../citizens/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/index.ts';
import { invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { mustBeDisposition } from '../dispositions.ts';
import { callAudience, callEnded } from '../events.ts';
import { missedCall, paidBy } from '../owed-calls.ts';
import type { CallRow } from '../present.ts';
import { seenCaseId } from '../sight.ts';

type Input = z.output<NonNullable<typeof postManualCall.body>>;

/** A clock on another desk may be a little ahead of ours. Milliseconds. */
const AHEAD = 5 * 60_000;

/** The one who is known by this number, when it is exactly one. */
export async function onlyCitizen(db: Db, number: string | null): Promise<number | null> {
  if (number === null) return null;
  const found = await citizensByContact(db, { phone: number, email: null });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/**
 * Writes down a call that went over other equipment: the same record as one of ours, with the person who writes as its
 * agent.
 * @throws AppError `invalid` for times that cannot be, or a case that he does not see
 */
export async function logCall(ctx: Ctx, actor: Actor, input: Input): Promise<CallRow> {
  const start = new Date(input.startedAt);
  const end = new Date(start.getTime() + input.seconds * 1000);
  if (end.getTime() > ctx.clock.now().getTime() + AHEAD)
    throw invalidField('startedAt', {
      vi: 'Cuộc gọi không thể kết thúc sau lúc này. Hãy xem lại giờ bắt đầu và thời lượng.',
      en: 'The call cannot end later than now. Look at the beginning and the length again.',
    });
  const talked = input.outcome === 'answered';
  if (talked !== input.seconds > 0)
    throw invalidField(
      'seconds',
      talked
        ? { vi: 'Hãy nhập thời lượng đã nói chuyện.', en: 'Enter how long you talked.' }
        : { vi: 'Cuộc gọi không ai nghe có thời lượng là 0.', en: 'A call that nobody answered has the length 0.' },
    );
  const number = input.number === null ? null : (toE164(input.number) ?? input.number.trim());
  return transact(ctx, async (tx) => {
    const caseId = input.caseCode ? await seenCaseId(tx.db, actor, input.caseCode) : null;
    const family = input.citizenId ? await familyOf(tx.db, Number(input.citizenId)) : null;
    if (input.citizenId && !family)
      throw invalidField('citizenId', { vi: 'Không có người dân này.', en: 'There is no such citizen.' });
    await mustBeDisposition(tx.db, input.disposition, null);
    const row = await tx.db
      .insertInto('calls')
      .values({
        direction: input.direction,
        origin: 'manual',
        state: 'ended',
        number,
        citizen_id: family?.id ?? (await onlyCitizen(tx.db, number)),
        case_id: caseId,
        agent_id: actor.userId,
        started_at: start,
        answered_at: talked ? start : null,
        connected_at: talked ? start : null,
        ended_at: end,
        outcome: input.outcome,
        disposition: input.disposition ?? null,
        note: input.note ?? null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const legs = { started_at: start, answered_at: talked ? start : null, ended_at: end, state: 'ended' as const };
    const outcome = talked
      ? ('answered' as const)
      : input.outcome === 'busy'
        ? ('busy' as const)
        : ('no_answer' as const);
    await tx.db
      .insertInto('call_legs')
      .values([
        { call_id: row.id, kind: 'citizen', number, place: 'talk', outcome, ...legs },
        { call_id: row.id, kind: 'agent', user_id: actor.userId, place: 'talk', outcome, ...legs },
      ])
      .execute();
    if (talked)
      await tx.db
        .insertInto('call_spans')
        .values({ call_id: row.id, kind: 'talk', user_id: actor.userId, started_at: start, ended_at: end })
        .execute();
    if (talked) await paidBy(tx, row);
    else if (input.direction === 'inbound') await missedCall(tx, row);
    tx.record({
      type: callEnded.type,
      actor,
      subject: { type: 'call', id: String(row.id) },
      caseId,
      data: { callId: row.id, outcome: input.outcome },
      audience: callAudience(actor.userId === null ? [] : [actor.userId]),
    });
    return row;
  });
}
