/** Rows of `assignments`: who has the case, since when, until when. Shared by the commands that move it. */
import type { Tx } from '../../platform/context.ts';
import { PREPARED } from '../../platform/db/index.ts';

export interface NewAssignment {
  caseId: number;
  unitId: number;
  role: 'lead' | 'co';
  level: number;
  assignedBy: number | null;
  note?: string | null;
  question?: string | null;
  dueAt: Date | null;
  byDirective?: boolean;
  accepted?: boolean;
}

export async function openAssignment(tx: Tx, a: NewAssignment): Promise<void> {
  await tx.db
    .insertInto('assignments')
    .values({
      case_id: a.caseId,
      unit_id: a.unitId,
      role: a.role,
      state: a.accepted ? 'accepted' : 'open',
      level: Math.max(2, a.level),
      assigned_by: a.assignedBy,
      note: a.note ?? null,
      question: a.question ?? null,
      by_directive: a.byDirective ?? false,
      due_at: a.dueAt,
      started_at: tx.now,
      accepted_at: a.accepted ? tx.now : null,
    })
    .modifyEnd(PREPARED)
    .execute();
}

/** Ends the running assignments of a case; `only` restricts to lead or co-ordinating ones. */
export async function endAssignments(
  tx: Tx,
  caseId: number,
  state: 'ended' | 'returned' | 'recalled',
  only?: 'lead' | 'co',
): Promise<void> {
  let query = tx.db
    .updateTable('assignments')
    .set({ state, ended_at: tx.now })
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null);
  if (only) query = query.where('role', '=', only);
  await query.modifyEnd(PREPARED).execute();
}

export async function acceptLead(tx: Tx, caseId: number, assigneeId: number | null): Promise<void> {
  await tx.db
    .updateTable('assignments')
    .set({ state: 'accepted', accepted_at: tx.now, assignee_id: assigneeId })
    .where('case_id', '=', caseId)
    .where('role', '=', 'lead')
    .where('ended_at', 'is', null)
    .modifyEnd(PREPARED)
    .execute();
}
