/** The limit of the step that a case is in: one function for the engine, the recompute and the explanation. */
import { type Selectable, sql } from 'kysely';
import { type DeadlineBook, loadDeadlines, type Pause, type Stage } from '../deadlines/index.ts';
import type { Tx } from '../platform/context.ts';
import { type Cases, type Db, PREPARED } from '../platform/db/index.ts';
import { type Labels, pausesOf } from './clock.ts';
import { labelsOf } from './row-facts.ts';
import { ENDED } from './workflow.ts';

type Row = Selectable<Cases>;

/** A leader's order: its date, and since when it stands. */
export interface Order {
  at: Date;
  dueAt: Date;
}

/** The order by which the case is handled: the newest that was not replaced; one that was reported on still sets the date. */
export async function openOrder(db: Db, row: Pick<Row, 'id' | 'clock_from'>): Promise<Order | null> {
  const order = await db
    .selectFrom('directives')
    .select(['created_at as at', 'due_at as dueAt'])
    .where('case_id', '=', row.id)
    .where('created_at', '>=', row.clock_from)
    .where((e) => e.or([e('closed_at', 'is', null), e('closed_why', '=', 'reported')]))
    .orderBy('id', 'desc')
    .limit(1)
    .modifyEnd(PREPARED)
    .executeTakeFirst();
  return order ?? null;
}

/** What the limit of a step depends on. */
export interface StepFacts {
  row: Pick<
    Row,
    | 'status'
    | 'level'
    | 'lead_unit_id'
    | 'clock_from'
    | 'due_at'
    | 'due_unit_id'
    | 'due_policy_id'
    | 'extended_at'
    | 'pause_until'
    | 'finished_at'
  >;
  labels: Labels;
  /** When the case came into this status, level and unit. */
  from: Date;
  order: Order | null;
  pauses: readonly Pause[];
}

/**
 * When the present step has lasted too long, or null where nothing is owed any more. Passing it escalates, resumes or is
 * put on record (limits.ts).
 */
export function stepLimit(book: DeadlineBook, facts: StepFacts): Date | null {
  const { row, labels, from } = facts;
  const stage = (name: Stage, unitId: number | null) => {
    const { type, urgency, categoryCode: category } = labels;
    return book.dueFor({ type, urgency, category, unitId, stage: name, from, explain: false }).dueAt;
  };
  /** The smaller of the two, where the second still lies ahead. */
  const within = (limit: Date, end: Date | null) => (end && end > from && end < limit ? end : limit);
  switch (row.status) {
    case 'received':
      return stage('first_response', null);
    case 'forwarded':
      // An emergency must not wait four hours to be accepted when its answer is due in three.
      return within(stage('accept', row.lead_unit_id), handleLimit(book, facts));
    case 'processing':
      return handleLimit(book, facts);
    case 'awaiting_approval':
      return within(stage('approve', row.lead_unit_id), handleLimit(book, facts));
    case 'awaiting_citizen':
      return row.pause_until;
    case 'escalated':
      return stage(row.level >= 4 ? 'escalated_4' : 'escalated_3', row.lead_unit_id);
    case 'approved':
      return stage('deliver', null);
    default:
      return null;
  }
}

/** The due date of the substance, or that of a leader's order, unless more time was granted after it. */
function handleLimit(book: DeadlineBook, { row, labels, order, pauses }: StepFacts): Date | null {
  if (!order || (row.extended_at !== null && row.extended_at > order.at)) return row.due_at;
  const question = {
    type: labels.type,
    urgency: labels.urgency,
    category: labels.categoryCode,
    unitId: row.due_unit_id,
    from: row.clock_from,
    policyId: row.due_policy_id,
  };
  return book.shifted(question, pauses, order);
}

/** What the engine writes beside a command's own changes: the limit of the step, and when the sweep looks next. */
export interface LimitPatch {
  step_due_at?: Date | null;
  step_alarmed_at?: null;
  alert_at?: Date | null;
}

/** What of a row decides about its limits. */
export type LimitRow = StepFacts['row'] &
  Pick<Row, 'type' | 'urgency' | 'category_id' | 'closed_at' | 'alert_at' | 'step_due_at'>;

/** The step is a new one, or something that its limit depends on has changed. */
function needsLimit(before: LimitRow, after: LimitRow): boolean {
  return isNewStep(before, after) || CAUSES.some((column) => differs(before[column], after[column]));
}

/** The limits of a case as a command leaves it: gathers what they depend on and asks {@link newLimits}. */
export async function limitsAfter(tx: Tx, before: Row, after: Row, orderMoved = false): Promise<LimitPatch> {
  const book = await loadDeadlines(tx.db);
  const labels = await labelsOf(tx.db, after);
  if (ENDED.includes(after.status) || !(orderMoved || needsLimit(before, after)))
    return newLimits(book, before, after, { labels, from: tx.now, order: null, pauses: [] }, tx.now);
  const facts = {
    labels,
    from: isNewStep(before, after) ? tx.now : await stepStart(tx.db, after),
    order: HANDLING.has(after.status) ? await openOrder(tx.db, after) : null,
    pauses: await pausesOf(tx.db, after),
  };
  return newLimits(book, before, after, facts, tx.now, orderMoved);
}

/** A new step has a limit of its own; in the same step it moves with the due date, an order or other labels. Pure. */
export function newLimits(
  book: DeadlineBook,
  before: LimitRow,
  after: LimitRow,
  facts: Omit<StepFacts, 'row'>,
  now: Date,
  orderMoved = false,
): LimitPatch {
  if (ENDED.includes(after.status)) return { step_due_at: null, step_alarmed_at: null, alert_at: null };
  const patch: LimitPatch = {};
  if (after.finished_at !== null || after.status === 'awaiting_citizen') patch.alert_at = null;
  // Back from an end (taken out of its parent again): the sweep works out what is to be announced next.
  else if (after.alert_at === null && after.due_at !== null && isOver(before)) patch.alert_at = now;
  if (!orderMoved && !needsLimit(before, after)) return patch;
  patch.step_due_at = stepLimit(book, { ...facts, row: after });
  if (isNewStep(before, after) || differs(patch.step_due_at, before.step_due_at)) patch.step_alarmed_at = null;
  return patch;
}

const CAUSES = ['due_at', 'type', 'urgency', 'category_id', 'extended_at', 'pause_until'] as const;
const HANDLING: ReadonlySet<string> = new Set(['forwarded', 'processing', 'awaiting_approval']);

/** A stretch of time in one status, level and unit. */
export function isNewStep(
  before: Pick<Row, 'status' | 'level' | 'lead_unit_id'>,
  after: Pick<Row, 'status' | 'level' | 'lead_unit_id'>,
): boolean {
  return after.status !== before.status || after.level !== before.level || after.lead_unit_id !== before.lead_unit_id;
}

function isOver(row: LimitRow): boolean {
  return row.finished_at !== null || row.closed_at !== null;
}

function differs(a: unknown, b: unknown): boolean {
  const plain = (v: unknown) => (v instanceof Date ? v.getTime() : v);
  return plain(a) !== plain(b);
}

/** Since when the case has been in its present status, level and unit. */
export async function stepStart(db: Db, row: Pick<Row, 'id' | 'created_at'>): Promise<Date> {
  const open = await sql<{ at: Date }>`
    select started_at as at from case_steps where case_id = ${row.id} and ended_at is null`.execute(db);
  return open.rows[0]?.at ?? row.created_at;
}
