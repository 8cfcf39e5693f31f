import { type Selectable, sql } from 'kysely';
import type { Tx } from '../platform/context.ts';
import { type Cases, PREPARED } from '../platform/db/index.ts';

const ORDER = ['received', 'forwarded', 'processing', 'awaiting_approval', 'approved'];

/** A step back is drawn as an arrow back on the journey line: a return, a recall, a rejected draft, a reopening. */
function isBack(from: string, to: string): boolean {
  const a = ORDER.indexOf(from);
  const b = ORDER.indexOf(to);
  return from === 'closed' || (a > b && b >= 0);
}

/** Closes the running stretch of time and opens the next, so that time held per unit adds up exactly. */
export async function recordStep(tx: Tx, before: Selectable<Cases>, after: Selectable<Cases>): Promise<void> {
  const unitId = after.status === 'received' || after.status === 'approved' ? null : after.lead_unit_id;
  // The count makes the update come first: only one step of a case may run.
  await sql`${PREPARED} with ended as (
      update case_steps set ended_at = ${tx.now} where case_id = ${before.id}::bigint and ended_at is null returning id)
    insert into case_steps (case_id, status, level, unit_id, started_at, back)
    select ${before.id}::bigint, ${after.status}::text, ${after.level}::smallint, ${unitId}::bigint, ${tx.now}::timestamptz,
      ${isBack(before.status, after.status)}::boolean
    from (select count(*) from ended) first where ${after.closed_at === null}::boolean`.execute(tx.db);
}
