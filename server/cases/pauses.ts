/** The clock stands still for the citizen, and a leader grants more time: what both do to the due date. */
import { type Selectable, sql } from 'kysely';
import { type Extension, loadDeadlines } from '../deadlines/index.ts';
import type { Tx } from '../platform/context.ts';
import type { Cases, Db } from '../platform/db/index.ts';
import { pausesOf, reckon, type SubstancePatch } from './clock.ts';
import { labelsOf } from './row-facts.ts';

type Row = Selectable<Cases>;

/** Until when a pause that begins now may last: one pause's limit, or what is left of the case's cap (null = nothing). */
export async function pauseUntil(db: Db, row: Row, now: Date): Promise<{ until: Date | null; capped: boolean }> {
  const { type, urgency, categoryCode: category } = await labelsOf(db, row);
  const used = await pausesOf(db, row);
  const book = await loadDeadlines(db);
  return book.pauseUntil({ type, urgency, category, unitId: row.lead_unit_id, from: now }, used);
}

/** Ends the running pause: the due date moves by it. `why` says which limit ended it, when the citizen did not. */
export async function endPause(
  tx: Tx,
  row: Row,
  byCitizen: boolean,
): Promise<{ due: SubstancePatch | object; minutes: number; why: 'limit' | 'cap' }> {
  const ended = await tx.db
    .updateTable('case_pauses')
    .set({
      ended_at: tx.now,
      ended_by: byCitizen ? 'citizen' : sql<string>`case when capped then 'cap' else 'limit' end`,
    })
    .where('case_id', '=', row.id)
    .where('ended_at', 'is', null)
    .returning(['started_at', 'capped'])
    .executeTakeFirst();
  // Read also where the row says that the clock never stood still: it does not count the pause that has just ended.
  const pauses = await pausesOf(tx.db, { ...row, paused_minutes: 1 });
  const { type, urgency, categoryCode: category } = await labelsOf(tx.db, row);
  const minutes = (await loadDeadlines(tx.db)).paused(
    { type, urgency, category, unitId: row.due_unit_id, from: row.clock_from, policyId: row.due_policy_id },
    pauses,
  );
  return {
    due: row.due_at === null ? {} : await reckon(tx.db, row, tx.now, { pauses }),
    // Rounded up: above zero says that there are pauses to look for.
    minutes: Math.ceil(minutes - 1e-6),
    why: ended?.capped ? 'cap' : 'limit',
  };
}

/** A leader's date replaces the reckoned one; what was announced of the old date is forgotten. */
export async function extended(tx: Tx, row: Row, extension: Extension) {
  const due = await reckon(tx.db, row, tx.now, { extension, warnedShare: 0, seriouslyLate: false });
  return {
    ...due,
    extended_at: extension.at,
    extended_due_at: extension.dueAt,
    extended_by: extension.by,
  };
}
