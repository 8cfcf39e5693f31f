/** Questions: to the citizen (the clock stands still) and to co-ordinating units. */

import { directory } from '../../org/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { infoRequestText } from '../citizen-texts.ts';
import type { Command } from '../engine.ts';
import { tellCitizen, textContext } from '../notify-citizen.ts';
import { endPause, pauseUntil } from '../pauses.ts';
import { dateTimePhrase } from '../when.ts';
import { openAssignment } from './leads.ts';

/** The clock stands still until the citizen answers, at most for one pause's limit and what is left of the case's cap. */
export const requestInfo: Command<{ question: string }> = {
  async run({ ctx, tx, actor, before, form }) {
    const { row } = before;
    const { until, capped } = await pauseUntil(tx.db, row, tx.now);
    if (until === null)
      throw new AppError('not_now', {
        detail: {
          vi: 'Phiếu đã dùng hết tổng thời gian được tạm dừng. Hãy xử lý theo thông tin hiện có hoặc xin gia hạn.',
          en: 'The case has used up all the time for which it may be paused. Work with what is known, or ask for an extension.',
        },
      });
    await tx.db
      .insertInto('case_pauses')
      .values({
        case_id: row.id,
        reason: 'awaiting_citizen',
        note: form.question,
        started_at: tx.now,
        until_at: until,
        capped,
      })
      .execute();
    const text = await infoRequestText(tx.db, textContext(ctx, row.code), form.question, dateTimePhrase(until));
    await tellCitizen(tx, actor, row, { kind: 'human', purpose: 'case.info_request', text });
    return {
      event: 'infoRequested',
      data: { question: form.question, until: isoLocal(until) },
      patch: { paused_at: tx.now, pause_until: until, resume_status: row.status, resume_level: row.level },
    };
  },
};

/** Back to where it was: limits move by exactly the time for which the clock stood still. */
function backToWork(event: 'citizenReplied' | 'resumed'): Command<{ messageId?: number; text?: string }> {
  return {
    async run({ tx, before, form }) {
      const { row } = before;
      const { due, minutes, why } = await endPause(tx, row, event === 'citizenReplied');
      return {
        event,
        data: event === 'citizenReplied' ? { messageId: form.messageId ?? null, text: form.text ?? null } : { why },
        patch: {
          paused_at: null,
          pause_until: null,
          resume_status: null,
          resume_level: null,
          paused_minutes: minutes,
          ...due,
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
      throw invalidField('unit', {
        vi: `Không có đơn vị mã “${String(form.unit)}” đang hoạt động.`,
        en: `There is no active unit with the code “${String(form.unit)}”.`,
      });
    if (unit.id === before.row.lead_unit_id)
      throw invalidField('unit', {
        vi: 'Đây là đơn vị chủ trì, không cần hỏi ý kiến.',
        en: 'This is the lead unit; it need not be asked.',
      });
    if (unit.id === before.row.about_unit_id)
      throw invalidField('unit', {
        vi: 'Không hỏi ý kiến chính đơn vị bị phản ánh.',
        en: 'Do not ask the very unit that the report is about.',
      });
    const dueAt = new Date(String(form.dueAt));
    if (dueAt <= now)
      throw invalidField('dueAt', {
        vi: 'Hạn trả lời phải ở tương lai.',
        en: 'The time to answer must be in the future.',
      });
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
    if (!open)
      throw new AppError('not_now', {
        detail: {
          vi: 'Đơn vị của bạn không có câu hỏi nào đang chờ ý kiến.',
          en: 'No question waits for an opinion of your unit.',
        },
      });
    await tx.db
      .updateTable('assignments')
      .set({ opinion: form.text, state: 'answered', ended_at: tx.now, assignee_id: actor.userId })
      .where('id', '=', open.id)
      .execute();
    const unit = (await directory(tx.db)).unitById(open.unit_id);
    return { event: 'opinionGiven', unitId: open.unit_id, data: { unit: unit?.code ?? '', text: form.text } };
  },
};
