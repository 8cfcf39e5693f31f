/** A unit takes the case, gives it to somebody, gives it back, or the centre takes it back. */
import { colleaguesIn, directory, userByUsername } from '../../org/index.ts';
import { holds, rolesIn } from '../../platform/auth/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { invalidField } from '../../platform/errors.ts';
import type { Command } from '../engine.ts';
import { withdrawOpenDraft } from './draft.ts';
import { closeLoose } from './finish.ts';
import { acceptLead, endAssignments } from './leads.ts';

/** The officer who accepts becomes the assignee; from here the limit of the substance runs. */
export const accept: Command<Record<string, unknown>> = {
  async run({ tx, actor, before }) {
    await acceptLead(tx, before.row.id, actor.userId);
    return {
      event: 'accepted',
      data: { assignee: actor.username },
      patch: { assignee_id: actor.userId },
    };
  },
};

interface AssignForm {
  userId: number;
  username: string;
  /** Why it goes back to who had it before. */
  reason: string | undefined;
  /** Only the system's: an administrator hands on what somebody left behind. */
  handedOver?: { from: string; by: string; reason: string };
}

/** Gives the case to one officer of the lead unit. */
export const assign: Command<AssignForm> = {
  async resolve(ctx, form, before, actor) {
    const people =
      before.row.lead_unit_id === null ? [] : await colleaguesIn(ctx.db, before.row.lead_unit_id, ctx.clock.now());
    const person = people.find((p) => p.username === form.user && p.roles.includes('officer'));
    if (!person)
      throw invalidField('user', {
        vi: 'Người được giao phải là cán bộ đang làm việc tại đơn vị chủ trì.',
        en: 'The person must be an officer at work in the lead unit.',
      });
    const user = await userByUsername(ctx.db, person.username);
    if (!user) throw invalidField('user', { vi: 'Không có người dùng này.', en: 'There is no such user.' });
    if (
      typeof form.reason !== 'string' &&
      holds(actor, 'supervisor') &&
      rolesIn(actor, before.row.lead_unit_id).length === 0
    )
      throw invalidField(
        'reason',
        { vi: 'Hãy ghi lý do giao lại việc của đơn vị khác.', en: 'Say why you reassign the work of another unit.' },
        'required',
      );
    return {
      userId: user.id,
      username: person.username,
      reason: typeof form.reason === 'string' ? form.reason : undefined,
      ...(actor.kind === 'system' ? { handedOver: form.handedOver as NonNullable<AssignForm['handedOver']> } : {}),
    };
  },
  async run({ tx, before, form }) {
    await tx.db
      .updateTable('assignments')
      .set({ assignee_id: form.userId })
      .where('case_id', '=', before.row.id)
      .where('role', '=', 'lead')
      .where('ended_at', 'is', null)
      .execute();
    const { reason, handedOver } = form;
    return {
      event: 'assigned',
      data: { assignee: form.username, ...(reason ? { reason } : {}), ...(handedOver ? { handedOver } : {}) },
      patch: { assignee_id: form.userId },
    };
  },
};

async function unitCode(db: Db, id: number | null): Promise<string> {
  return id === null ? '' : ((await directory(db)).unitById(id)?.code ?? '');
}

/** The unit says that it is not theirs. The second time, or against an order, a leader decides. */
export const giveBack: Command<{ reason: string }> = {
  async run({ tx, before, form, move }) {
    const { row } = before;
    const dispute = move.status === 'escalated';
    // In a dispute the unit's leader must still see the case: its assignment ends without losing sight.
    await endAssignments(tx, row.id, dispute ? 'ended' : 'returned', 'lead');
    if (!dispute) await endAssignments(tx, row.id, 'recalled', 'co');
    return {
      event: 'returned',
      data: {
        unit: await unitCode(tx.db, row.lead_unit_id),
        reason: form.reason,
        count: row.return_count + 1,
        dispute,
      },
      patch: {
        return_count: row.return_count + 1,
        assignee_id: null,
        ...(dispute ? {} : { lead_unit_id: null }),
      },
    };
  },
};

/**
 * The centre takes back what it forwarded wrongly, before the unit accepted; or, the supervisor, what nobody attends to.
 */
export const recall: Command<{ reason: string }> = {
  async run({ tx, before, form }) {
    const { row } = before;
    await endAssignments(tx, row.id, 'recalled');
    await withdrawOpenDraft(tx, row.id, form.reason);
    await closeLoose(tx, before, 'ended');
    return {
      event: 'recalled',
      data: { unit: await unitCode(tx.db, row.lead_unit_id), reason: form.reason },
      patch: { lead_unit_id: null, assignee_id: null },
    };
  },
};
