/** What becomes of a leader's order: noted, reported, accepted or sent back; replaced, fulfilled, or ended with the case. */
import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import type { Command } from '../engine.ts';

/** Ends the orders of a case that are still open, and those whose report nobody has accepted. */
export async function closeDirectives(tx: Tx, caseId: number, why: 'answered' | 'replaced' | 'ended'): Promise<void> {
  await tx.db
    .updateTable('directives')
    .set({ closed_at: sql<Date>`coalesce(closed_at, ${tx.now})`, closed_why: why })
    .where('case_id', '=', caseId)
    .where(waits)
    .execute();
}

const waits = sql<boolean>`(closed_at is null or (closed_why = 'reported' and accepted_at is null))`;

/** The first thing that the unit does with the case after the order shows that it has it; who gave it does not count. */
export async function acknowledgeOrder(tx: Tx, caseId: number, actor: Actor): Promise<void> {
  await tx.db
    .updateTable('directives')
    .set({ acknowledged_at: tx.now, acknowledged_by: actor.userId })
    .where('case_id', '=', caseId)
    .where('closed_at', 'is', null)
    .where('acknowledged_at', 'is', null)
    .where('by_user_id', '<>', actor.userId ?? 0)
    .execute();
}

/** The unit reports that the order is carried out; the case goes on. */
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
    if (!order)
      throw new AppError('not_now', {
        detail: { vi: 'Không có ý kiến chỉ đạo nào đang thực hiện.', en: 'There is no directive being carried out.' },
      });
    return { event: 'directiveReported', data: { directive: order.id, text: form.text, late: tx.now > order.due_at } };
  },
};

/** Who gave the order is satisfied: it has reached its end, the case goes on until the citizen is answered. */
export const acceptReport: Command<{ note?: string }> = {
  async run({ tx, actor, before, form }) {
    const order = await tx.db
      .updateTable('directives')
      .set({ accepted_at: tx.now, accepted_by: actor.userId })
      .where('case_id', '=', before.row.id)
      .where('closed_why', '=', 'reported')
      .where('accepted_at', 'is', null)
      .returning(['id', 'unit_id'])
      .executeTakeFirstOrThrow();
    return { event: 'reportAccepted', unitId: order.unit_id, data: { directive: order.id, note: form.note ?? null } };
  },
};

/** It will not do: the order stands again, with a new date where its own has passed. The report stays in the timeline. */
export const sendBackReport: Command<{ reason: string; dueAt: Date | null }> = {
  async resolve(ctx, form, before) {
    const dueAt = form.dueAt === undefined ? null : new Date(String(form.dueAt));
    const now = ctx.clock.now();
    if (dueAt && dueAt <= now)
      throw invalidField('dueAt', { vi: 'Hạn thực hiện phải ở tương lai.', en: 'The due time must be in the future.' });
    const order = await ctx.db
      .selectFrom('directives')
      .select('due_at')
      .where('case_id', '=', before.row.id)
      .where('closed_why', '=', 'reported')
      .where('accepted_at', 'is', null)
      .executeTakeFirst();
    if (!dueAt && order && order.due_at <= now)
      throw invalidField('dueAt', {
        vi: 'Hạn của chỉ đạo đã qua: hãy đặt hạn mới.',
        en: 'The due time of the directive has passed: set a new one.',
      });
    return { reason: String(form.reason), dueAt };
  },
  async run({ tx, before, form }) {
    const order = await tx.db
      .updateTable('directives')
      .set({
        closed_at: null,
        closed_why: null,
        report: null,
        reported_by: null,
        reported_at: null,
        sent_back_at: tx.now,
        sent_back_reason: form.reason,
        ...(form.dueAt ? { due_at: form.dueAt } : {}),
      })
      .where('case_id', '=', before.row.id)
      .where('closed_why', '=', 'reported')
      .where('accepted_at', 'is', null)
      .returning(['id', 'unit_id', 'due_at'])
      .executeTakeFirstOrThrow();
    if (form.dueAt)
      await tx.db
        .updateTable('assignments')
        .set({ due_at: form.dueAt })
        .where('case_id', '=', before.row.id)
        .where('role', '=', 'lead')
        .where('by_directive', '=', true)
        .where('ended_at', 'is', null)
        .execute();
    return {
      event: 'reportSentBack',
      orderMoved: form.dueAt !== null,
      unitId: order.unit_id,
      data: { directive: order.id, reason: form.reason, dueAt: isoLocal(order.due_at) },
    };
  },
};
