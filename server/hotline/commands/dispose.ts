import type { z } from 'zod';
import type { setDisposition } from '../../../contract/calls.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { mustBeDisposition } from '../dispositions.ts';
import { callAudience, callChanged } from '../events.ts';
import { seenCaseId } from '../sight.ts';
import { endWrapUp } from '../wrap-up.ts';

type Body = z.output<NonNullable<typeof setDisposition.body>>;

/**
 * What a call was about and what came of it, by whoever had it or a supervisor; `wrapped` ends the agent's wrap-up.
 * @throws AppError `forbidden` for a stranger to the call, `invalid` for a case or citizen that is not there for him
 */
export async function dispose(ctx: Ctx, actor: Actor, callId: number, body: Body): Promise<void> {
  await transact(ctx, async (tx) => {
    const leg = await tx.db
      .selectFrom('call_legs')
      .select('id')
      .where('call_id', '=', callId)
      .where('user_id', '=', actor.userId ?? 0)
      .executeTakeFirst();
    const row = await tx.db
      .selectFrom('calls')
      .select(['agent_id', 'state', 'case_id', 'disposition'])
      .where('id', '=', callId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    if (!leg && row.agent_id !== actor.userId && !actor.permissions.has('call.supervise'))
      throw new AppError('forbidden', {
        detail: { vi: 'Cuộc gọi này do người khác tiếp nhận.', en: 'Somebody else has this call.' },
      });
    const { disposition, note, caseCode, citizenId } = body;
    await mustBeDisposition(tx.db, disposition, row.disposition);
    const caseId = caseCode ? await seenCaseId(tx.db, actor, caseCode) : caseCode === null ? null : undefined;
    if (citizenId) {
      const known = await tx.db
        .selectFrom('citizens')
        .select('id')
        .where('id', '=', Number(citizenId))
        .executeTakeFirst();
      if (!known) throw invalidField('citizenId', { vi: 'Không có người dân này.', en: 'There is no such citizen.' });
    }
    const values = {
      ...(disposition === undefined ? {} : { disposition }),
      ...(note === undefined ? {} : { note }),
      ...(caseId === undefined ? {} : { case_id: caseId }),
      ...(citizenId === undefined ? {} : { citizen_id: citizenId === null ? null : Number(citizenId) }),
    };
    if (Object.keys(values).length > 0) await tx.db.updateTable('calls').set(values).where('id', '=', callId).execute();
    tx.record({
      type: callChanged.type,
      actor,
      caseId: caseId ?? row.case_id,
      subject: { type: 'call', id: String(callId) },
      data: { callId, what: 'record', state: row.state },
      audience: callAudience([
        ...(actor.userId === null ? [] : [actor.userId]),
        ...(row.agent_id === null ? [] : [row.agent_id]),
      ]),
    });
    if (body.wrapped && actor.userId !== null) await endWrapUp(tx, actor, callId, actor.userId);
  });
}
