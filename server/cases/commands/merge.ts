/** Several people report one thing: their cases follow one parent and are answered with it. */

import { directory } from '../../org/index.ts';
import type { Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import type { Said } from '../../platform/said.ts';
import { answerText, declineText, mergedText } from '../citizen-texts.ts';
import { stepDue } from '../clock.ts';
import type { Command } from '../engine.ts';
import { CASE_EVENTS, type CaseEventName } from '../events.ts';
import { type LoadedCase, loadByCode, loadCaseById } from '../load.ts';
import { tellCitizen, tellFromCentre, textContext } from '../notify-citizen.ts';
import { audienceOf, maySee } from '../policy.ts';
import { isLate, labelsOf } from '../row-facts.ts';
import { planSurvey } from '../survey-job.ts';
import { ENDED } from '../workflow.ts';
import { acceptLead, endAssignments, openAssignment } from './leads.ts';

interface MergeForm {
  into: string;
}

/** Why a case cannot take the other in; null when it can. */
const gone = (code: string): Said => ({
  vi: `Không có phiếu ${code}, hoặc bạn không được xem phiếu này.`,
  en: `There is no case ${code}, or you may not see it.`,
});

function refusalOf(child: LoadedCase['row'], parent: LoadedCase['row'] | undefined, code: string): Said | null {
  if (!parent) return gone(code);
  if (parent.id === child.id)
    return { vi: 'Không thể gộp phiếu vào chính nó.', en: 'A case cannot be merged into itself.' };
  if (parent.status === 'merged')
    return {
      vi: 'Phiếu này đã gộp vào phiếu khác: hãy chọn phiếu gốc.',
      en: 'This case was merged into another one: choose the original.',
    };
  if (ENDED.includes(parent.status))
    return {
      vi: 'Phiếu này đã kết thúc, không nhận gộp được nữa.',
      en: 'This case has ended and takes no more merges.',
    };
  // What is sealed must not become visible by the way of another case, nor the other way round.
  if (parent.sealed !== child.sealed || parent.about_unit_id !== child.about_unit_id)
    return {
      vi: 'Phiếu niêm phong chỉ gộp được với phiếu niêm phong về cùng đơn vị.',
      en: 'A sealed case can only be merged with a sealed case about the same unit.',
    };
  return null;
}

/** The case stops having a way of its own; where it stood is kept for taking it out again. */
export const merge: Command<MergeForm> = {
  async resolve(ctx, form, before, actor) {
    const into = String(form.into);
    const parent = await loadByCode(ctx.db, into);
    const seen = parent && maySee(actor, parent.parties) ? parent : undefined;
    const refusal = refusalOf(before.row, seen?.row, into);
    if (refusal) throw invalidField('into', refusal);
    return { into };
  },
  async run({ ctx, tx, actor, before, form }) {
    const { row } = before;
    // Locked: the parent must not end, nor be merged itself, between the look and the write.
    const parent = await tx.db
      .selectFrom('cases')
      .selectAll()
      .where('code', '=', form.into)
      .forUpdate()
      .executeTakeFirst();
    const refusal = refusalOf(row, parent, form.into);
    if (refusal || !parent) throw invalidField('into', refusal ?? gone(form.into));
    await endAssignments(tx, row.id, 'ended');
    await tellFromCentre(tx, row, 'case.merged', await mergedText(tx.db, textContext(ctx, row.code)));
    return {
      event: 'merged',
      data: { into: parent.code },
      patch: {
        parent_id: parent.id,
        resume_status: row.status,
        resume_level: row.level,
        resolved_level: null,
      },
      after: (inner) => tellParent(inner, actor, parent.id, 'joined', row.code),
    };
  },
};

/** Taken out again: back to where it stood, with a fresh limit for its step, so that nothing is overdue at once. */
export const unmerge: Command<{ reason: string }> = {
  async run({ tx, actor, before, form, move }) {
    const { row } = before;
    const labels = await labelsOf(tx.db, row);
    const atUnit = move.status === 'forwarded' || move.status === 'processing';
    const stage = atUnit ? 'accept' : 'first_response';
    let stepDueAt = await stepDue(tx.db, stage, labels, atUnit ? row.lead_unit_id : null, tx.now);
    if (atUnit && row.lead_unit_id !== null) {
      const accepted = move.status === 'processing';
      await openAssignment(tx, {
        caseId: row.id,
        unitId: row.lead_unit_id,
        role: 'lead',
        level: move.level,
        assignedBy: actor.userId,
        dueAt: row.due_at,
        accepted,
      });
      if (accepted) await acceptLead(tx, row.id, row.assignee_id);
      if (accepted && row.due_at && row.due_at > stepDueAt) stepDueAt = row.due_at;
    }
    const parentId = row.parent_id;
    const parent = parentId === null ? null : await loadCaseById(tx.db, parentId);
    return {
      event: 'unmerged',
      data: { parent: parent?.row.code ?? '', reason: form.reason },
      patch: { parent_id: null, resume_status: null, resume_level: null, step_due_at: stepDueAt },
      after: async (inner) => {
        if (parentId !== null) await tellParent(inner, actor, parentId, 'left', row.code);
      },
    };
  },
};

/** The parent's own timeline says who joined it and who left. */
async function tellParent(
  tx: Tx,
  actor: Parameters<Command<object>['run']>[0]['actor'],
  parentId: number,
  event: Extract<CaseEventName, 'joined' | 'left'>,
  child: string,
): Promise<void> {
  const parent = await loadCaseById(tx.db, parentId);
  if (!parent) return;
  tx.record({
    type: CASE_EVENTS[event].type,
    actor,
    caseId: parentId,
    subject: { type: 'case', id: parent.row.code },
    data: { child },
    audience: audienceOf(parent.parties),
  });
}

/**
 * The parent has ended: the same words go to the citizen of the merged case. Where only a phone reaches him the case
 * comes back to the centre, which calls and delivers; then it counts as merged again.
 */
export const followParent: Command<Record<string, unknown>> = {
  async run({ ctx, tx, actor, before, move }) {
    const { row } = before;
    const parent = row.parent_id === null ? null : (await loadCaseById(tx.db, row.parent_id))?.row;
    if (!parent || !ENDED.includes(parent.status))
      throw new AppError('not_now', {
        detail: { vi: 'Phiếu gốc chưa kết thúc.', en: 'The original case is not finished yet.' },
      });
    const declined = parent.status === 'declined';
    const words = (declined ? parent.guidance : parent.answer) ?? '';
    const unit = parent.lead_unit_id === null ? null : (await directory(tx.db)).unitById(parent.lead_unit_id);
    const context = textContext(ctx, row.code);
    const text = declined
      ? await declineText(tx.db, context, words)
      : await answerText(tx.db, context, words, unit?.name ?? null);
    const sender = { ...actor, displayName: 'Tổng đài 1022' };
    const calls = move.status === 'approved';
    const messageId = calls
      ? null
      : await tellCitizen(tx, sender, row, {
          kind: 'human',
          purpose: declined ? 'case.declined' : 'case.answer',
          text,
        });
    if (messageId !== null && !declined) planSurvey(ctx, tx, row);
    const labels = await labelsOf(tx.db, row);
    const finishedAt = parent.finished_at ?? tx.now;
    return {
      event: 'followedParent',
      data: { parent: parent.code, way: calls ? 'call' : messageId === null ? 'none' : 'message' },
      patch: {
        answer: words,
        answered_by: parent.answered_by,
        answered_for: parent.answered_for,
        finished_at: finishedAt,
        finished_late: isLate(row, finishedAt),
        resolved_level: parent.resolved_level ?? 1,
        // What was reported with a denunciation is as secret as that (Luật Tố cáo 2018, art. 8).
        ...(parent.decline_reason === 'denunciation' ? { sealed: true, decline_reason: 'denunciation' } : {}),
        ...(calls
          ? { step_due_at: await stepDue(tx.db, 'deliver', labels, null, tx.now) }
          : {
              delivered_late: isLate(row, tx.now),
              reopen_until: await stepDue(tx.db, 'reopen_window', labels, null, tx.now),
            }),
      },
    };
  },
};
