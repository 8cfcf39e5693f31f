import type { Updateable } from 'kysely';
import type { Tx } from '../../platform/context.ts';
import type { Cases } from '../../platform/db/index.ts';
import { keepSaid, type Said } from '../../platform/said.ts';
import { deliverJob } from '../deliver-job.ts';
import type { Transition } from '../engine.ts';
import type { LoadedCase } from '../load.ts';
import { isLate } from '../row-facts.ts';
import { closeDirectives } from './directives.ts';
import { endAssignments } from './leads.ts';

/**
 * The substance is finished: answer and signer on the case, late or on time fixed for ever, units released (they keep
 * sight), orders fulfilled, and delivery under way where the citizen can be reached in writing.
 */
export async function finish(t: Transition<object>, answer: string): Promise<Updateable<Cases>> {
  const { tx, actor, before, inPlaceOf, move } = t;
  const { row } = before;
  await endAssignments(tx, row.id, 'ended');
  await closeLoose(tx, before, 'answered');
  // Delivers in writing; where no way reaches the citizen a call is owed instead (deliver-now.ts).
  tx.enqueue(deliverJob.with({ code: row.code, version: row.version + 1 }));
  return {
    answer,
    answered_by: actor.userId,
    answered_for: inPlaceOf,
    finished_at: tx.now,
    finished_late: isLate(row, tx.now),
    resolved_level: Math.max(move.level, row.resolved_level ?? 1),
  };
}

/** What hangs on a case must not wait for ever once it has a result or an end: orders, and requests for more time. */
export async function closeLoose(
  tx: Tx,
  { row, directiveOpen, order, extensionOpen }: Pick<LoadedCase, 'row' | 'directiveOpen' | 'order' | 'extensionOpen'>,
  why: 'answered' | 'ended',
): Promise<void> {
  if (directiveOpen || order?.report_waits) await closeDirectives(tx, row.id, why);
  if (!extensionOpen) return;
  await tx.db
    .updateTable('extension_requests')
    .set({
      state: 'refused',
      decision_reason: keepSaid(why === 'answered' ? HAS_RESULT : HAS_ENDED),
      decided_at: tx.now,
    })
    .where('case_id', '=', row.id)
    .where('state', '=', 'requested')
    .execute();
}

const HAS_RESULT: Said = { vi: 'Phiếu đã có kết quả.', en: 'The case has its result.' };
const HAS_ENDED: Said = { vi: 'Phiếu đã kết thúc.', en: 'The case has ended.' };
