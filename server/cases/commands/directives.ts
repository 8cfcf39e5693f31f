/** What becomes of a leader's order: a report, a newer order, the answer, or the end of the case. */
import type { Tx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { Command } from '../engine.ts';

/** Ends the orders of a case that are still open. */
export async function closeDirectives(tx: Tx, caseId: number, why: 'answered' | 'replaced' | 'ended'): Promise<void> {
  await tx.db
    .updateTable('directives')
    .set({ closed_at: tx.now, closed_why: why })
    .where('case_id', '=', caseId)
    .where('closed_at', 'is', null)
    .execute();
}

/** The level reports that the order is carried out; the leader who gave it reads the report, the case goes on. */
export const reportDirective: Command<{ text: string }> = {
  async run({ tx, actor, before, form }) {
    const order = await tx.db
      .updateTable('directives')
      .set({
        closed_at: tx.now,
        closed_why: 'reported',
        report: form.text,
        reported_by: actor.userId,
        reported_at: tx.now,
      })
      .where('case_id', '=', before.row.id)
      .where('closed_at', 'is', null)
      .returning(['id', 'due_at'])
      .executeTakeFirst();
    if (!order) throw new AppError('not_now', { detail: 'Không có ý kiến chỉ đạo nào đang thực hiện.' });
    return { event: 'directiveReported', data: { directive: order.id, text: form.text, late: tx.now > order.due_at } };
  },
};
