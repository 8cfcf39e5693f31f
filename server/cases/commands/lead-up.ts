/** Up to the leaders: escalation by hand or by a limit that passed, orders, and answers at levels 3 and 4. */
import { directory } from '../../org/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import { invalidField } from '../../platform/errors.ts';
import type { Command } from '../engine.ts';
import { isLate } from '../row-facts.ts';
import { closeDirectives } from './directives.ts';
import { finish } from './finish.ts';
import { endAssignments, openAssignment } from './leads.ts';

export const escalate: Command<{ reason?: string; why?: 'overdue' }> = {
  async run({ before, form, move }) {
    const { row } = before;
    return {
      event: 'escalated',
      data: { why: form.why ?? 'by_hand', reason: form.reason ?? null, vacant: move.level > row.level + 1 },
    };
  },
};

interface DirectForm {
  unitId: number;
  unitCode: string;
  text: string;
  dueAt: Date;
}

/** A written order with a due date. The case stays at the level that gave it, under that leader's watch. */
export const direct: Command<DirectForm> = {
  async resolve(ctx, form, before, actor) {
    const now = ctx.clock.now();
    const d = await directory(ctx.db);
    const unit = d.unitByCode(String(form.unit), now);
    if (!unit || unit.routingRole)
      throw invalidField('unit', {
        vi: `Không có đơn vị mã “${String(form.unit)}” đang hoạt động.`,
        en: `There is no active unit with the code “${String(form.unit)}”.`,
      });
    if (unit.id === before.row.about_unit_id)
      throw invalidField('unit', {
        vi: 'Không giao cho chính đơn vị bị phản ánh.',
        en: 'Do not give it to the very unit that the report is about.',
      });
    if (
      before.row.level === 3 &&
      !actor.roles.some((r) => r.role === 'unit_leader' && (r.unitId === unit.id || r.unitId === unit.parentId))
    ) {
      throw invalidField('unit', {
        vi: 'Lãnh đạo đơn vị chỉ giao được cho đơn vị mình hoặc đơn vị trực thuộc. Việc của đơn vị khác: hãy chuyển lãnh đạo tỉnh.',
        en: 'A unit leader may only give work to the own unit or one below it. For another unit, pass it up to the province leader.',
      });
    }
    const dueAt = new Date(String(form.dueAt));
    if (dueAt <= now)
      throw invalidField('dueAt', { vi: 'Hạn thực hiện phải ở tương lai.', en: 'The due time must be in the future.' });
    return { unitId: unit.id, unitCode: unit.code, text: String(form.text), dueAt };
  },
  async run({ tx, actor, before, form, move, inPlaceOf }) {
    const { row } = before;
    await closeDirectives(tx, row.id, 'replaced');
    await tx.db
      .insertInto('directives')
      .values({
        case_id: row.id,
        level: row.level >= 4 ? 4 : 3,
        by_user_id: actor.userId ?? 0,
        in_place_of: inPlaceOf,
        unit_id: form.unitId,
        text: form.text,
        due_at: form.dueAt,
        created_at: tx.now,
      })
      .execute();
    // The chain of assignments says who had it: the order opens a new link even for the same unit.
    await endAssignments(tx, row.id, 'ended', 'lead');
    const stays = move.status === 'processing';
    await openAssignment(tx, {
      caseId: row.id,
      unitId: form.unitId,
      role: 'lead',
      level: move.level,
      assignedBy: actor.userId,
      note: form.text,
      dueAt: form.dueAt,
      byDirective: true,
      accepted: stays,
    });
    return {
      event: 'directed',
      unitId: form.unitId,
      data: { unit: form.unitCode, text: form.text, dueAt: isoLocal(form.dueAt) },
      patch: {
        lead_unit_id: form.unitId,
        ...(stays ? {} : { assignee_id: null }),
      },
    };
  },
};

/** The leader answers himself: his word is the answer, no draft to sign. */
export const answerAtLevel: Command<{ text: string }> = {
  async run(t) {
    const { tx, before, form } = t;
    return {
      event: 'answeredAtLevel',
      data: { late: isLate(before.row, tx.now) },
      patch: await finish(t, form.text),
    };
  },
};
