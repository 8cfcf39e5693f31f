/** Questions: to the citizen (the clock stands still) and to co-ordinating units. */

import { addWorkingMinutes, calendarForUnit } from '../../calendar/index.ts';
import { directory } from '../../org/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { infoRequestText } from '../citizen-texts.ts';
import { stepDue, workingMinutes } from '../clock.ts';
import type { Command } from '../engine.ts';
import { tellCitizen, textContext } from '../notify-citizen.ts';
import { labelsOf } from '../row-facts.ts';
import { dateTimePhrase } from '../when.ts';
import { openAssignment } from './leads.ts';

/** The clock stands still until the citizen answers, at most the limit of the policy (default 5 working days). */
export const requestInfo: Command<{ question: string }> = {
  async run({ ctx, tx, actor, before, form }) {
    const { row } = before;
    const until = await stepDue(tx.db, 'awaiting_citizen', await labelsOf(tx.db, row), row.lead_unit_id, tx.now);
    const text = infoRequestText(textContext(ctx, row.code), form.question, dateTimePhrase(until));
    await tellCitizen(tx, actor, row, { kind: 'human', purpose: 'case.info_request', text });
    return {
      event: 'infoRequested',
      data: { question: form.question, until: isoLocal(until) },
      patch: {
        paused_at: tx.now,
        pause_until: until,
        resume_status: row.status,
        resume_level: row.level,
        step_due_at: until,
      },
    };
  },
};

/** Back to where it was: limits move by exactly the working time that the clock stood still. */
function backToWork(event: 'citizenReplied' | 'resumed'): Command<{ messageId?: number; text?: string }> {
  return {
    async run({ tx, before, form, move }) {
      const { row } = before;
      const pausedAt = row.paused_at ?? tx.now;
      const minutes = await workingMinutes(tx.db, row.lead_unit_id, pausedAt, tx.now);
      const calendar = await calendarForUnit(tx.db, row.lead_unit_id, tx.now);
      const dueAt = row.due_at && addWorkingMinutes(calendar, row.due_at, minutes);
      const stepDueAt =
        move.status === 'received'
          ? await stepDue(tx.db, 'first_response', await labelsOf(tx.db, row), null, tx.now)
          : dueAt;
      return {
        event,
        ...(event === 'citizenReplied' ? { data: { messageId: form.messageId ?? null, text: form.text ?? null } } : {}),
        patch: {
          paused_at: null,
          pause_until: null,
          resume_status: null,
          resume_level: null,
          paused_minutes: Math.round(row.paused_minutes + minutes),
          due_at: dueAt,
          due_explanation: [
            ...row.due_explanation,
            `Cộng ${Math.round(minutes)} phút làm việc tạm dừng chờ người dân bổ sung thông tin.`,
          ],
          step_due_at: stepDueAt,
        },
      };
    },
  };
}
export const citizenReplied = backToWork('citizenReplied');
export const resumeWork = backToWork('resumed');

interface ConsultForm {
  unitId: number;
  unitCode: string;
  question: string;
  dueAt: Date;
}

export const consult: Command<ConsultForm> = {
  async resolve(ctx, form, before) {
    const now = ctx.clock.now();
    const unit = (await directory(ctx.db)).unitByCode(String(form.unit), now);
    if (!unit || unit.routingRole)
      throw invalidField('unit', `Không có đơn vị mã “${String(form.unit)}” đang hoạt động.`);
    if (unit.id === before.row.lead_unit_id) throw invalidField('unit', 'Đây là đơn vị chủ trì, không cần hỏi ý kiến.');
    if (unit.id === before.row.about_unit_id) throw invalidField('unit', 'Không hỏi ý kiến chính đơn vị bị phản ánh.');
    const dueAt = new Date(String(form.dueAt));
    if (dueAt <= now) throw invalidField('dueAt', 'Hạn trả lời phải ở tương lai.');
    return { unitId: unit.id, unitCode: unit.code, question: String(form.question), dueAt };
  },
  async run({ tx, actor, before, form }) {
    await openAssignment(tx, {
      caseId: before.row.id,
      unitId: form.unitId,
      role: 'co',
      level: before.row.level,
      assignedBy: actor.userId,
      question: form.question,
      dueAt: form.dueAt,
    });
    return {
      event: 'consulted',
      unitId: form.unitId,
      data: { unit: form.unitCode, question: form.question, dueAt: isoLocal(form.dueAt) },
    };
  },
};

/** The oldest open question to one of the officer's units is answered. */
export const giveOpinion: Command<{ text: string }> = {
  async run({ tx, actor, before, form }) {
    const units = actor.roles.filter((r) => r.role === 'officer').map((r) => r.unitId);
    const open = await tx.db
      .selectFrom('assignments')
      .select(['id', 'unit_id'])
      .where('case_id', '=', before.row.id)
      .where('role', '=', 'co')
      .where('ended_at', 'is', null)
      .where('unit_id', 'in', units.length > 0 ? units : [0])
      .orderBy('id')
      .executeTakeFirst();
    if (!open) throw new AppError('not_now', { detail: 'Đơn vị của bạn không có câu hỏi nào đang chờ ý kiến.' });
    await tx.db
      .updateTable('assignments')
      .set({ opinion: form.text, state: 'answered', ended_at: tx.now, assignee_id: actor.userId })
      .where('id', '=', open.id)
      .execute();
    const unit = (await directory(tx.db)).unitById(open.unit_id);
    return { event: 'opinionGiven', unitId: open.unit_id, data: { unit: unit?.code ?? '', text: form.text } };
  },
};
