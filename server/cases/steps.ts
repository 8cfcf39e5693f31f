import type { Selectable } from 'kysely';
import type { Tx } from '../platform/context.ts';
import type { Cases } from '../platform/db/index.ts';

const ORDER = ['received', 'forwarded', 'processing', 'awaiting_approval', 'approved'];

/** A step back is drawn as an arrow back on the journey line: a return, a recall, a rejected draft, a reopening. */
function isBack(from: string, to: string): boolean {
  const a = ORDER.indexOf(from);
  const b = ORDER.indexOf(to);
  return from === 'closed' || (a > b && b >= 0);
}

/** Closes the running stretch of time and opens the next, so that time held per unit adds up exactly. */
export async function recordStep(tx: Tx, before: Selectable<Cases>, after: Selectable<Cases>): Promise<void> {
  await tx.db
    .updateTable('case_steps')
    .set({ ended_at: tx.now })
    .where('case_id', '=', before.id)
    .where('ended_at', 'is', null)
    .execute();
  if (after.closed_at !== null) return;
  const unitId = after.status === 'received' || after.status === 'approved' ? null : after.lead_unit_id;
  await tx.db
    .insertInto('case_steps')
    .values({
      case_id: before.id,
      status: after.status,
      level: after.level,
      unit_id: unitId,
      started_at: tx.now,
      back: isBack(before.status, after.status),
    })
    .execute();
}
