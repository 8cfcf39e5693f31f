/** The case's limits: which due date a change leads to. Sums are the deadlines domain's; here is only when to ask. */
import type { CaseType, Urgency } from '../../contract/cases.ts';
import { addWorkingMinutes, calendarForUnit, workingMinutesBetween } from '../calendar/index.ts';
import { dueFor, type Stage } from '../deadlines/index.ts';
import type { Db } from '../platform/db/index.ts';

export interface SubstanceInput {
  type: CaseType;
  urgency: Urgency;
  categoryCode: string | null;
  unitId: number | null;
  /** Registration or reopening. */
  from: Date;
  /** Working minutes for which the clock stood still for the citizen. */
  pausedMinutes: number;
}

/** What the citizen was promised, with its sum line by line. */
export async function substanceDue(
  db: Db,
  input: SubstanceInput,
): Promise<{ due_at: Date; due_policy_id: number; due_explanation: string[] }> {
  const due = await dueFor(db, {
    type: input.type,
    urgency: input.urgency,
    category: input.categoryCode,
    unitId: input.unitId,
    stage: 'handle',
    from: input.from,
  });
  if (input.pausedMinutes <= 0)
    return { due_at: due.dueAt, due_policy_id: due.policyId, due_explanation: due.explanation };
  const calendar = await calendarForUnit(db, input.unitId, input.from);
  const dueAt = addWorkingMinutes(calendar, due.dueAt, input.pausedMinutes);
  return {
    due_at: dueAt,
    due_policy_id: due.policyId,
    due_explanation: [
      ...due.explanation,
      `Cộng ${Math.round(input.pausedMinutes)} phút làm việc tạm dừng chờ người dân bổ sung thông tin.`,
    ],
  };
}

/** The limit of one step (answer, accept, decide, deliver, wait for the citizen). */
export async function stepDue(
  db: Db,
  stage: Stage,
  of: { type: CaseType; urgency: Urgency },
  unitId: number | null,
  from: Date,
): Promise<Date> {
  return (await dueFor(db, { type: of.type, urgency: of.urgency, category: null, unitId, stage, from })).dueAt;
}

/** Working minutes between two instants by the unit's calendar. */
export async function workingMinutes(db: Db, unitId: number | null, from: Date, to: Date): Promise<number> {
  return workingMinutesBetween(await calendarForUnit(db, unitId, from), from, to);
}
