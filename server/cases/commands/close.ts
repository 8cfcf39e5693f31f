/** What ends a case, and what brings it back. */
import { publishedArticle } from '../../knowledge/index.ts';
import { directory } from '../../org/index.ts';
import { invalidField } from '../../platform/errors.ts';
import { keepSaid, type Said } from '../../platform/said.ts';
import { answerText, declineText, reopenedText } from '../citizen-texts.ts';
import { stepDue, substanceDue } from '../clock.ts';
import type { Command } from '../engine.ts';
import { tellCitizen, tellFromCentre, textContext } from '../notify-citizen.ts';
import { isLate, labelsOf } from '../row-facts.ts';
import { planSurvey } from '../survey-job.ts';
import { dateTimePhrase } from '../when.ts';
import { withdrawPublication } from './publish.ts';

/** Answered on the spot by the centre (level 1). */
export const answer: Command<{ text: string; article: { code: string; title: string } | null }> = {
  async resolve(ctx, form) {
    const code = typeof form.article === 'string' ? form.article.trim() : '';
    const article = code === '' ? null : await publishedArticle(ctx.db, code);
    if (code !== '' && !article)
      throw invalidField('article', {
        vi: `Không có bài viết đã đăng với mã “${code}”.`,
        en: `There is no published article with the code “${code}”.`,
      });
    return { text: String(form.text), article };
  },
  async run({ ctx, tx, actor, before, form }) {
    const { row } = before;
    await tellCitizen(tx, actor, row, {
      kind: 'human',
      purpose: 'case.answer',
      text: await answerText(tx.db, textContext(ctx, row.code), form.text, null),
    });
    planSurvey(ctx, tx, row);
    return {
      event: 'answered',
      ...(form.article ? { data: { article: form.article.code, articleTitle: form.article.title } } : {}),
      patch: {
        answer: form.text,
        answered_by: actor.userId,
        finished_at: tx.now,
        finished_late: isLate(row, tx.now),
        delivered_late: isLate(row, tx.now),
        resolved_level: Math.max(1, row.resolved_level ?? 1),
        reopen_until: await stepDue(tx.db, 'reopen_window', await labelsOf(tx.db, row), null, tx.now),
      },
    };
  },
};

/** Outside the scope: the citizen is guided to whom it belongs. A denunciation is sealed (Luật Tố cáo 2018, art. 8, 47). */
export const decline: Command<{ reason: 'denunciation' | string; guidance: string }> = {
  async run({ ctx, tx, actor, before, form }) {
    const { row } = before;
    await tellCitizen(tx, actor, row, {
      kind: 'human',
      purpose: 'case.declined',
      text: await declineText(tx.db, textContext(ctx, row.code), form.guidance),
    });
    return {
      event: 'declined',
      data: { reason: form.reason },
      patch: {
        decline_reason: form.reason,
        guidance: form.guidance,
        answered_by: actor.userId,
        finished_at: tx.now,
        finished_late: isLate(row, tx.now),
        ...(form.reason === 'denunciation' ? { sealed: true } : {}),
      },
    };
  },
};

/** The signed answer goes to the citizen: as a message on his channel, else the agent has called him. */
export const deliver: Command<{ note?: string }> = {
  async run({ ctx, tx, actor, before, form }) {
    const { row } = before;
    const unit = row.lead_unit_id === null ? null : (await directory(tx.db)).unitById(row.lead_unit_id);
    const sender = actor.kind === 'system' ? { ...actor, displayName: 'Tổng đài 1022' } : actor;
    const text = await answerText(tx.db, textContext(ctx, row.code), row.answer ?? '', unit?.name ?? null);
    const messageId = await tellCitizen(tx, sender, row, { kind: 'human', purpose: 'case.answer', text });
    planSurvey(ctx, tx, row);
    const late = row.step_due_at !== null && tx.now > row.step_due_at;
    return {
      event: 'delivered',
      data: { way: messageId === null ? 'call' : 'message', note: form.note ?? null, late },
      patch: {
        delivered_late: late,
        reopen_until: await stepDue(tx.db, 'reopen_window', await labelsOf(tx.db, row), null, tx.now),
      },
    };
  },
};

/** Not satisfied within the window: the case starts again with a clock of its own, so it is not late at once. */
export const reopen: Command<{ reason: string }> = {
  async run({ ctx, tx, actor, before, form }) {
    const { row } = before;
    // What was published as the answer is the answer no longer.
    const publication = await withdrawPublication(tx, row.id, actor.userId, keepSaid(REOPENED));
    const due = await substanceDue(tx.db, { ...(await labelsOf(tx.db, row)), unitId: null, from: tx.now }, tx.now);
    const promised = due.due_at && dateTimePhrase(due.due_at);
    await tellFromCentre(tx, row, 'case.reopened', await reopenedText(tx.db, textContext(ctx, row.code), promised));
    return {
      event: 'reopened',
      data: { reason: form.reason, count: row.reopen_count + 1, unpublished: publication !== null },
      patch: {
        ...due,
        original_due_at: due.due_at,
        clock_from: tx.now,
        paused_minutes: 0,
        due_notes: [],
        extended_due_at: null,
        extended_at: null,
        extended_by: null,
        reopen_count: row.reopen_count + 1,
        return_count: 0,
        lead_unit_id: null,
        assignee_id: null,
        parent_id: null,
        resume_status: null,
        resume_level: null,
        answer: null,
        answered_by: null,
        answered_for: null,
        finished_at: null,
        finished_late: null,
        delivered_late: null,
        reopen_until: null,
      },
    };
  },
};

export const rate: Command<{ satisfied: boolean; reason?: string }> = {
  async run({ tx, before, form }) {
    await tx.db
      .insertInto('ratings')
      .values({ case_id: before.row.id, satisfied: form.satisfied, reason: form.reason ?? null, created_at: tx.now })
      .execute();
    return { event: 'rated', data: { satisfied: form.satisfied, reason: form.reason ?? null } };
  },
};

const REOPENED: Said = { vi: 'Phiếu được mở lại.', en: 'The case was reopened.' };
