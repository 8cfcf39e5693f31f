/**
 * Announcements of the substance clock: shares of the time used up, the due date passed, seriously late. Each once per
 * due date. After a stop of the server only the highest share that was missed is announced, and none beside overdue.
 */
import { type Selectable, sql } from 'kysely';
import { type DeadlineBook, loadDeadlines } from '../deadlines/index.ts';
import { SYSTEM } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { Cases } from '../platform/db/index.ts';
import { transact } from '../platform/transact.ts';
import { askSubstance, type ClockRow, factsOfRow, nextAlert, OVERDUE } from './clock.ts';
import { CASE_EVENTS } from './events.ts';
import { type CaseSurroundings, surroundingsOf } from './load-many.ts';
import { audienceOf } from './policy.ts';

type Row = Selectable<Cases>;

const BATCH = 200;
const RETRY_MS = 600_000;

/** Announces what is due to be announced, many cases in one transaction. Safe to run in several processes. */
export async function sweepAlerts(ctx: Ctx): Promise<number> {
  let announced = 0;
  for (;;) {
    const { looked, events } = await transact(ctx, (tx) => announceBatch(ctx, tx));
    announced += events;
    if (looked < BATCH) return announced;
  }
}

async function announceBatch(ctx: Ctx, tx: Tx): Promise<{ looked: number; events: number }> {
  // Somebody who acts on a case at this moment is not waited for: the next sweep finds it.
  const rows = await tx.db
    .selectFrom('cases')
    .selectAll()
    .where('closed_at', 'is', null)
    .where('alert_at', '<', tx.now)
    .where((e) => e.or([e('limit_retry_at', 'is', null), e('limit_retry_at', '<', tx.now)]))
    .orderBy('alert_at')
    .orderBy('id')
    .limit(BATCH)
    .forUpdate()
    .skipLocked()
    .execute();
  if (rows.length === 0) return { looked: 0, events: 0 };
  const around = await surroundingsOf(tx.db, rows);
  const book = await loadDeadlines(tx.db);
  const written: Told[] = [];
  let events = 0;
  for (const row of rows) {
    const of = around(row);
    try {
      const told = tell(book, row, of, tx.now);
      written.push(told);
      for (const one of told.events) record(tx, row, of, one);
      events += told.events.length;
    } catch (error) {
      ctx.log.error({ err: error, case: row.code }, 'warnings of a case cannot be worked out; again in ten minutes');
      written.push({ ...asItIs(row), retryAt: new Date(tx.now.getTime() + RETRY_MS) });
    }
  }
  await write(tx, written);
  return { looked: rows.length, events };
}

export type Announcement = { name: 'warned'; share: number } | { name: 'overdue' } | { name: 'seriouslyLate' };

/** What of a row decides about its announcements. */
export type AlertRow = ClockRow & Pick<Row, 'id' | 'due_at' | 'serious_at' | 'alert_at' | 'limit_retry_at'>;

export interface Told {
  id: number;
  warnedShare: number;
  seriouslyLateAt: Date | null;
  seriousAt: Date | null;
  alertAt: Date | null;
  retryAt: Date | null;
  events: Announcement[];
}

function asItIs(row: AlertRow): Told {
  return {
    id: row.id,
    warnedShare: row.warned_share,
    seriouslyLateAt: row.seriously_late_at,
    seriousAt: row.serious_at,
    alertAt: row.alert_at,
    retryAt: row.limit_retry_at,
    events: [],
  };
}

/** What is to be announced of a case now, and when to look again. Pure. */
export function tell(
  book: DeadlineBook,
  row: AlertRow,
  { labels, pauses }: Pick<CaseSurroundings, 'labels' | 'pauses'>,
  now: Date,
): Told {
  const told = { ...asItIs(row), retryAt: null };
  if (row.due_at === null) return { ...told, alertAt: null };
  const due = { ...askSubstance(book, { ...factsOfRow(row, labels, pauses), explain: false }), dueAt: row.due_at };
  told.seriousAt = due.seriousAt;
  if (now > due.dueAt) {
    if (told.warnedShare < OVERDUE) told.events.push({ name: 'overdue' });
    told.warnedShare = OVERDUE;
    if (told.seriouslyLateAt === null && now > due.seriousAt) {
      told.seriouslyLateAt = now;
      told.events.push({ name: 'seriouslyLate' });
    }
  } else {
    const missed = due.warnings.filter((w) => w.at <= now && w.share > told.warnedShare).map((w) => w.share);
    if (missed.length > 0) {
      told.warnedShare = Math.max(...missed);
      told.events.push({ name: 'warned', share: told.warnedShare });
    }
  }
  const next = nextAlert(due, { warnedShare: told.warnedShare, seriouslyLate: told.seriouslyLateAt !== null });
  // Not before now, or the same sweep would look for ever.
  told.alertAt = next && next < now ? now : next;
  return told;
}

function record(tx: Tx, row: Row, of: CaseSurroundings, one: Announcement): void {
  const dueAt = isoLocal(row.due_at ?? tx.now);
  tx.record({
    type: CASE_EVENTS[one.name].type,
    actor: SYSTEM,
    caseId: row.id,
    subject: { type: 'case', id: row.code },
    unitId: row.lead_unit_id,
    data: one.name === 'warned' ? { share: one.share, dueAt } : { status: row.status, level: row.level, dueAt },
    audience: audienceOf(of.parties),
  });
}

/** The version stays: nobody's form becomes stale because a case was announced to be late. */
async function write(tx: Tx, told: readonly Told[]): Promise<void> {
  await sql`update cases c set warned_share = t.warned, seriously_late_at = t.late, serious_at = t.serious, alert_at = t.alert, limit_retry_at = t.retry
    from unnest(${told.map((t) => t.id)}::bigint[], ${told.map((t) => t.warnedShare)}::int[], ${told.map((t) => t.seriouslyLateAt)}::timestamptz[],
      ${told.map((t) => t.seriousAt)}::timestamptz[], ${told.map((t) => t.alertAt)}::timestamptz[], ${told.map((t) => t.retryAt)}::timestamptz[])
      as t(id, warned, late, serious, alert, retry) where c.id = t.id`.execute(tx.db);
}
