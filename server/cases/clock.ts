/**
 * The case's clocks: which due date, which limit of the step, which next warning follow from its facts. Sums are the
 * deadlines domain's. The engine asks here after every transition, the recompute after a change of calendars; what both
 * get is the same function of the same facts.
 */
import type { Selectable } from 'kysely';
import type { CaseType, Urgency } from '../../contract/cases.ts';
import {
  type DeadlineBook,
  dueFor,
  type Extension,
  loadDeadlines,
  type Pause,
  type Stage,
  type SubstanceAnswer,
} from '../deadlines/index.ts';
import type { Cases, Db } from '../platform/db/index.ts';
import { keepSaid, keptSaid, type Said } from '../platform/said.ts';
import { labelsOf } from './row-facts.ts';

type Row = Selectable<Cases>;

export interface Labels {
  type: CaseType;
  urgency: Urgency;
  categoryCode: string | null;
}

export interface SubstanceInput extends Labels {
  /** The unit whose calendar counts. */
  unitId: number | null;
  /** Registration or reopening. */
  from: Date;
  pauses?: readonly Pause[];
  extension?: Extension | null;
  /** Lines of the explanation about what befell the date. */
  notes?: readonly Said[];
  /** A policy promised earlier, which is kept. */
  policyId?: number | null;
  /** What of this due date has been announced: a share of the time, 100 = overdue. */
  warnedShare?: number;
  seriouslyLate?: boolean;
  /** False leaves the explanation empty: for sweeps. */
  explain?: boolean;
}

/** What of a case row the clock of the substance decides. */
export interface SubstancePatch {
  due_at: Date;
  due_policy_id: number;
  due_unit_id: number | null;
  due_explanation: string[];
  serious_at: Date;
  /** When the sweep has to look next; the engine clears it where the clock stands still or is over. */
  alert_at: Date | null;
  warned_share: number;
  seriously_late_at?: null;
}

/** What the citizen was promised, with its sum line by line and what follows from it. */
export async function substanceDue(db: Db, input: SubstanceInput, now: Date): Promise<SubstancePatch> {
  return substanceOf(await loadDeadlines(db), input, now);
}

/** The same from policies and calendars in hand. */
export function substanceOf(book: DeadlineBook, input: SubstanceInput, now: Date): SubstancePatch {
  const due = askSubstance(book, input);
  const told = stillTold(due, input, now);
  return {
    due_at: due.dueAt,
    due_policy_id: due.policyId,
    due_unit_id: input.unitId,
    due_explanation: due.explanation.map(keepSaid),
    serious_at: due.seriousAt,
    alert_at: nextAlert(due, told),
    warned_share: told.warnedShare,
    ...(told.seriouslyLate ? {} : { seriously_late_at: null }),
  };
}

/** What was announced and still holds: a date that lies ahead again is announced again when it comes. */
export function stillTold(
  due: Pick<SubstanceAnswer, 'dueAt' | 'warnings' | 'seriousAt'>,
  { warnedShare = 0, seriouslyLate = false }: Pick<SubstanceInput, 'warnedShare' | 'seriouslyLate'>,
  now: Date,
): { warnedShare: number; seriouslyLate: boolean } {
  const reached = due.warnings.filter((w) => w.at <= now).map((w) => w.share);
  return {
    warnedShare: warnedShare === OVERDUE && due.dueAt > now ? Math.max(0, ...reached) : warnedShare,
    seriouslyLate: seriouslyLate && due.seriousAt <= now,
  };
}

/** Due date, warnings and second threshold of a case. */
export function askSubstance(book: DeadlineBook, input: SubstanceInput): SubstanceAnswer {
  return book.substance({
    type: input.type,
    urgency: input.urgency,
    category: input.categoryCode,
    unitId: input.unitId,
    from: input.from,
    policyId: input.policyId ?? null,
    pauses: input.pauses ?? [],
    extension: input.extension ?? null,
    notes: input.notes ?? [],
    explain: input.explain ?? true,
  });
}

/** When the next warning, the passing of the due date or the second threshold is to be announced; null = all have been. */
export function nextAlert(
  due: Pick<SubstanceAnswer, 'dueAt' | 'warnings' | 'seriousAt'>,
  told: Pick<SubstanceInput, 'warnedShare' | 'seriouslyLate'>,
): Date | null {
  const warned = told.warnedShare ?? 0;
  const alerts = due.warnings.filter((w) => w.share > warned).map((w) => w.at);
  if (warned < OVERDUE) alerts.push(due.dueAt);
  if (!told.seriouslyLate) alerts.push(due.seriousAt);
  return alerts.reduce<Date | null>((first, at) => (first && first <= at ? first : at), null);
}

/** `warned_share` of a case whose passing of the due date has been announced. */
export const OVERDUE = 100;

/** What of a row the clock of the substance depends on. */
export type ClockRow = Pick<
  Row,
  | 'due_unit_id'
  | 'clock_from'
  | 'due_policy_id'
  | 'extended_at'
  | 'extended_due_at'
  | 'extended_by'
  | 'due_notes'
  | 'warned_share'
  | 'seriously_late_at'
>;

/** The facts of a row's substance clock, to be asked again or with something changed. */
export function factsOfRow(row: ClockRow, labels: Labels, pauses: readonly Pause[]): SubstanceInput {
  return {
    type: labels.type,
    urgency: labels.urgency,
    categoryCode: labels.categoryCode,
    unitId: row.due_unit_id,
    from: row.clock_from,
    policyId: row.due_policy_id,
    pauses,
    extension: extensionOf(row),
    notes: row.due_notes.map(keptSaid),
    warnedShare: row.warned_share,
    seriouslyLate: row.seriously_late_at !== null,
  };
}

/** The due date of a case anew, from its row with something changed. */
export async function reckon(
  db: Db,
  row: Row,
  now: Date,
  change: Partial<SubstanceInput> = {},
): Promise<SubstancePatch> {
  const labels = await labelsOf(db, row);
  const pauses = change.pauses ?? (await pausesOf(db, row));
  return substanceDue(db, { ...factsOfRow(row, labels, pauses), ...change }, now);
}

export function extensionOf(row: Pick<Row, 'extended_at' | 'extended_due_at' | 'extended_by'>): Extension | null {
  if (row.extended_at === null || row.extended_due_at === null) return null;
  return { at: row.extended_at, dueAt: row.extended_due_at, by: row.extended_by ?? '' };
}

/** The pauses of the case since its clock began, oldest first. Asks nothing where the clock never stood still. */
export async function pausesOf(db: Db, row: Pick<Row, 'id' | 'paused_minutes' | 'clock_from'>): Promise<Pause[]> {
  if (row.paused_minutes === 0) return [];
  const rows = await db
    .selectFrom('case_pauses')
    .select(['started_at as from', 'ended_at as to'])
    .where('case_id', '=', row.id)
    .where('started_at', '>=', row.clock_from)
    .orderBy('id')
    .execute();
  return rows;
}

/** The limit of one step (answer, accept, sign, decide, deliver, wait for the citizen). */
export async function stepDue(
  db: Db,
  stage: Stage,
  of: { type: CaseType; urgency: Urgency; categoryCode?: string | null },
  unitId: number | null,
  from: Date,
): Promise<Date> {
  const { type, urgency, categoryCode: category = null } = of;
  return (await dueFor(db, { type, urgency, category, unitId, stage, from, explain: false })).dueAt;
}
