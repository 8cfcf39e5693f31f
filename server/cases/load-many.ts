/** What surrounds many cases at once: for sweeps and the recompute, which look at hundreds in one transaction. */
import type { Selectable } from 'kysely';
import type { Pause } from '../deadlines/index.ts';
import { directory } from '../org/index.ts';
import type { Cases, Db } from '../platform/db/index.ts';
import type { Labels } from './clock.ts';
import { partiesOf } from './load.ts';
import type { Parties } from './policy.ts';

type Row = Selectable<Cases>;

export interface CaseSurroundings {
  labels: Labels;
  parties: Parties;
  pauses: readonly Pause[];
}

/** Labels, parties and pauses of the cases, in two queries whatever their number. */
export async function surroundingsOf(db: Db, rows: readonly Row[]): Promise<(row: Row) => CaseSurroundings> {
  const d = await directory(db);
  const ids = rows.map((r) => r.id);
  const assignments = await db
    .selectFrom('assignments')
    .select(['case_id', 'unit_id', 'role', 'state', 'by_directive', 'question', 'opinion', 'ended_at'])
    .where('case_id', 'in', ids)
    .execute();
  const facts = Map.groupBy(
    assignments.map((a) => ({ ...a, ended: a.ended_at !== null })),
    (a) => a.case_id,
  );
  const pauses = await pausesOfMany(db, rows);
  return (row) => ({
    labels: {
      type: row.type,
      urgency: row.urgency,
      categoryCode: row.category_id === null ? null : (d.categoryById(row.category_id)?.code ?? null),
    },
    parties: partiesOf(row, facts.get(row.id) ?? []),
    pauses: pauses.get(row.id) ?? [],
  });
}

/** Pauses since each case's clock began, the running one too. */
async function pausesOfMany(db: Db, rows: readonly Row[]): Promise<Map<number, Pause[]>> {
  const paused = rows.filter((r) => r.paused_minutes > 0 || r.paused_at !== null);
  if (paused.length === 0) return new Map();
  const since = new Map(paused.map((r) => [r.id, r.clock_from]));
  const found = await db
    .selectFrom('case_pauses')
    .select(['case_id', 'started_at', 'ended_at'])
    .where(
      'case_id',
      'in',
      paused.map((r) => r.id),
    )
    .orderBy('id')
    .execute();
  const live = found.filter((p) => p.started_at >= (since.get(p.case_id) as Date));
  return new Map(
    [...Map.groupBy(live, (p) => p.case_id)].map(([id, ps]) => [
      id,
      ps.map((p) => ({ from: p.started_at, to: p.ended_at })),
    ]),
  );
}
