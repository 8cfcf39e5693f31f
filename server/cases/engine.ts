import { type Selectable, sql, type Updateable } from 'kysely';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { type Cases, PREPARED } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import { transact } from '../platform/transact.ts';
import { acknowledgeOrder } from './commands/directives.ts';
import { closeLoose } from './commands/finish.ts';
import { COMMANDS } from './commands/index.ts';
import { conflict, explainRefusal } from './conflict.ts';
import { CASE_EVENTS, type CaseEventName } from './events.ts';
import { followParentJob } from './follow-parent-job.ts';
import { endWithCase } from './incidents/end-with-case.ts';
import {
  assignmentFacts,
  directsToLead,
  factsOf,
  type LoadedCase,
  loadByCode,
  loadVisible,
  partiesOf,
} from './load.ts';
import { audienceOf, inPlaceOf, stancesOf } from './policy.ts';
import { limitsAfter } from './step-limits.ts';
import { recordStep } from './steps.ts';
import { ENDED, judge, type Move, RULES, type Stance, type TransitionName } from './workflow.ts';

/** What a command gets: the case as it was, where the workflow lets it go, and in which capacity the actor acts. */
export interface Transition<F = Record<string, unknown>> {
  ctx: Ctx;
  tx: Tx;
  actor: Actor;
  before: LoadedCase;
  form: F;
  move: Move;
  stance: Stance;
  /** The absent person in whose place the actor acts, or null. */
  inPlaceOf: number | null;
}

/**
 * What a command changes on the case row, and the fact it records. Its own rows it writes itself, in `tx`. The limit of
 * the step is none of its business: the engine sets it after every transition (step-limits.ts).
 */
export interface Outcome {
  patch?: Updateable<Cases>;
  event: CaseEventName;
  data?: Record<string, unknown>;
  unitId?: number | null;
  /** The date of an order moved, and with it the limit of the step. */
  orderMoved?: boolean;
  /** What follows the change of the row, in the same transaction. */
  after?: (tx: Tx) => Promise<void> | void;
}

export interface Command<F> {
  /** Turns codes of the form into ids and checks what a schema cannot. @throws AppError `invalid` */
  resolve?(ctx: Ctx, form: Record<string, unknown>, before: LoadedCase, actor: Actor): Promise<F>;
  run(t: Transition<F>): Promise<Outcome>;
}

export interface ActInput {
  code: string;
  action: TransitionName;
  /** The version that the actor saw; null for the system and for citizens, who act on what is there. */
  version: number | null;
  form: Record<string, unknown>;
}

/**
 * Carries out one transition of one case. The only door: desk, API, bulk, jobs and channels all come through here.
 * Of two at once one wins; the other gets `conflict` with what happened.
 * @throws AppError not_found | forbidden | not_now | conflict | invalid
 */
export async function act(
  ctx: Ctx,
  actor: Actor,
  input: ActInput,
): Promise<{ id: number; code: string; version: number }> {
  return transact(ctx, (tx) => actWithin(ctx, tx, actor, input));
}

/** `act` inside a transaction that the caller already has (a channel storing the citizen's reply). */
export async function actWithin(
  ctx: Ctx,
  tx: Tx,
  actor: Actor,
  input: ActInput,
): Promise<{ id: number; code: string; version: number }> {
  // Whoever comes second waits here, then sees the newer version and is told what happened.
  await sql`${PREPARED} select id from cases where code = ${input.code} for update`.execute(tx.db);
  const before =
    actor.kind === 'user' ? await loadVisible(tx.db, actor, input.code) : await loadByCode(tx.db, input.code);
  if (!before) throw new AppError('not_found');
  const command = COMMANDS[input.action] as Command<Record<string, unknown>>;
  const stances = stancesOf(actor, before.parties);
  // Right first: who may not act learns nothing about versions or states.
  const facts = await factsOf(tx.db, before, actor, tx.now, input.form);
  const first = judge(input.action, facts, stances);
  const forbidden = new AppError('forbidden', {
    detail: { vi: 'Bạn không có quyền thực hiện thao tác này trên phiếu.', en: 'You may not do this with the case.' },
  });
  const who: readonly Stance[] = RULES[input.action].who;
  if (!stances.some((stance) => who.includes(stance))) throw forbidden;
  // Whoever could act on what he saw is told that somebody was faster, even where he may not act on what is there now.
  if (input.version !== null && input.version !== before.row.version)
    throw await conflict(tx.db, before, input.version);
  if (!first.ok && first.why === 'no_right') throw forbidden;
  if (!first.ok) throw explainRefusal(first.why === 'not_now' ? first.refusal : 'status', before.row.status);
  const form = command.resolve ? await command.resolve(ctx, input.form, before, actor) : input.form;
  const verdict = judge(input.action, { ...facts, directsToLeadUnit: directsToLead(before, form) }, stances);
  if (!verdict.ok) throw explainRefusal(verdict.why === 'not_now' ? verdict.refusal : 'status', before.row.status);
  const place = inPlaceOf(actor, verdict.stance, before.parties);
  if (before.directiveOpen && (verdict.stance === 'lead_officer' || verdict.stance === 'unit_leader'))
    await acknowledgeOrder(tx, before.row.id, actor);
  const outcome = await command.run({
    ctx,
    tx,
    actor,
    before,
    form,
    move: verdict.move,
    stance: verdict.stance,
    inPlaceOf: place,
  });
  return settle(tx, actor, before, verdict.move, outcome, place);
}

/** Writes the case row guarded by its version, the step, and the event; 0 rows written means that somebody was faster. */
async function settle(tx: Tx, actor: Actor, before: LoadedCase, move: Move, outcome: Outcome, place: number | null) {
  const { row } = before;
  const version = row.version + 1;
  const ended = ENDED.includes(move.status);
  const moved = move.status !== row.status || move.level !== row.level;
  const patch: Updateable<Cases> = {
    status: move.status,
    level: move.level,
    version,
    updated_at: tx.now,
    closed_at: ended ? (row.closed_at ?? tx.now) : null,
    ...outcome.patch,
  };
  const limits = await limitsAfter(tx, row, { ...row, ...patch } as Selectable<Cases>, outcome.orderMoved);
  const written = await tx.db
    .updateTable('cases')
    .set({ ...limits, ...patch, ...(limits.alert_at === undefined ? {} : { alert_at: limits.alert_at }) })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .returningAll()
    // What the command has done to the assignments is there already: one question less.
    .returning(assignmentFacts('cases.id').as('assignment_facts'))
    .modifyEnd(PREPARED)
    .executeTakeFirst();
  if (!written) throw await conflict(tx.db, before, row.version);
  const { assignment_facts: assignments, ...updated } = written;
  if (moved || updated.lead_unit_id !== row.lead_unit_id) await recordStep(tx, row, updated);
  // A forwarded case has its date on the new assignments already.
  const sameUnit = updated.lead_unit_id === row.lead_unit_id;
  if (sameUnit && updated.due_at?.getTime() !== row.due_at?.getTime()) await moveAssignments(tx, updated);
  const after = partiesOf(updated, assignments);
  tx.record({
    type: CASE_EVENTS[outcome.event].type,
    actor,
    inPlaceOf: place,
    caseId: row.id,
    subject: { type: 'case', id: row.code },
    unitId: outcome.unitId ?? row.lead_unit_id,
    data: { from: row.status, to: move.status, level: move.level, version, ...outcome.data },
    audience: audienceOf(after, before.parties),
  });
  if (ended && !ENDED.includes(row.status)) {
    await closeLoose(tx, before, move.status === 'closed' ? 'answered' : 'ended');
    if (before.hasChildren && move.status !== 'merged') tx.enqueue(followParentJob.with({ parentId: row.id }));
  }
  // Neither what is over nor what is secret is announced a moment longer.
  if ((ended && !ENDED.includes(row.status)) || (updated.sealed && !row.sealed))
    await endWithCase(tx, actor, updated, audienceOf(after));
  await outcome.after?.(tx);
  return { id: row.id, code: row.code, version };
}

/** Units that have the case see the date it is due now; a question or an order keeps the date that a person gave it. */
async function moveAssignments(tx: Tx, row: Selectable<Cases>): Promise<void> {
  await tx.db
    .updateTable('assignments')
    .set({ due_at: row.due_at })
    .where('case_id', '=', row.id)
    .where('ended_at', 'is', null)
    .where('question', 'is', null)
    .where('by_directive', '=', false)
    .execute();
}
