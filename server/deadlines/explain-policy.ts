import type { z } from 'zod';
import type { explainPolicy as contract, PolicyExplanation } from '../../contract/policies.ts';
import { categoryByCode, unitByCode } from '../org/index.ts';
import { isoLocal, localDay } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError, invalidField } from '../platform/errors.ts';
import type { Said, SpokenLanguage } from '../platform/said.ts';
import type { DeadlinePolicy } from './policy.ts';
import { keyOf, presenter } from './policy-view.ts';
import { loadDeadlines, readRules } from './queries.ts';

export type PolicyTrial = z.output<NonNullable<typeof contract.query>>;

/**
 * Which rule applies to a made-up case, its due date line by line, and why the others that fit do not hold.
 * @throws AppError `invalid` for an unknown unit or category
 */
export async function explainPolicy(
  ctx: Ctx,
  trial: PolicyTrial,
  language: SpokenLanguage,
): Promise<PolicyExplanation> {
  const unit = trial.unit === undefined ? null : await unitByCode(ctx.db, trial.unit);
  if (trial.unit !== undefined && !unit)
    throw invalidField(
      'unit',
      { vi: `Không có đơn vị ${trial.unit}.`, en: `There is no unit ${trial.unit}.` },
      'unknown_unit',
    );
  const category = trial.category === undefined ? null : await categoryByCode(ctx.db, trial.category);
  if (trial.category !== undefined && !category)
    throw invalidField(
      'category',
      { vi: `Không có lĩnh vực ${trial.category}.`, en: `There is no category ${trial.category}.` },
      'unknown_category',
    );
  const from = new Date(trial.from);
  const book = await loadDeadlines(ctx.db);
  const question = { ...trial, category: category?.code ?? null, unitId: unit?.id ?? null, from };
  const due = book.dueFor(question);
  const { policies, parents } = await readRules(ctx.db);
  const chosen = policies.find((p) => p.id === due.policyId);
  if (!chosen)
    throw new AppError('conflict', {
      detail: { vi: 'Quy định vừa được thay đổi. Hãy thử lại.', en: 'The rule has just been changed. Try again.' },
    });
  const path: string[] = [];
  for (let c = category?.code ?? null; c && !path.includes(c); c = parents.get(c) ?? null) path.push(c);
  const present = await presenter(ctx.db, policies, localDay(ctx.clock.now()));
  const fits = (p: DeadlinePolicy) =>
    p.stage === trial.stage &&
    (p.type === null || p.type === trial.type) &&
    (p.urgency === null || p.urgency === trial.urgency) &&
    (p.category === null || path.includes(p.category));
  return {
    policy: present(chosen),
    dueAt: isoLocal(due.dueAt),
    warnings: due.warnings.map((w) => ({ share: w.share, at: isoLocal(w.at) })),
    explanation: due.explanation.map((line) => line[language]),
    others: policies
      .filter((p) => p.id !== chosen.id && fits(p))
      .map((p) => ({ policy: present(p), why: whyNot(p, chosen, localDay(from))[language] })),
  };
}

function whyNot(policy: DeadlinePolicy, chosen: DeadlinePolicy, day: string): Said {
  if (policy.validFrom > day) return { vi: 'Chưa có hiệu lực vào ngày này.', en: 'Not in force yet on this day.' };
  if (policy.validTo !== null && policy.validTo < day)
    return { vi: 'Đã hết hiệu lực vào ngày này.', en: 'No longer in force on this day.' };
  if (keyOf(policy) === keyOf(chosen))
    return { vi: 'Có quy định mới hơn cho đúng các phiếu này.', en: 'There is a newer rule for exactly these cases.' };
  const named = (p: DeadlinePolicy) => [p.type, p.urgency, p.category].filter((v) => v !== null).length;
  if (named(policy) < named(chosen)) return { vi: 'Có quy định nêu cụ thể hơn.', en: 'There is a more specific rule.' };
  return {
    vi: 'Mức độ khẩn được xét trước lĩnh vực, lĩnh vực trước loại phiếu.',
    en: 'Urgency counts before category, and category before the kind of case.',
  };
}
