/** The exceptions of the province on one screen: figures of what went wrong, and the units by what is late in them. */
import { sql } from 'kysely';
import { TROUBLES, type Trouble, type TroubleFigure, type UnitFigures } from '../../../contract/days.ts';
import { directory } from '../../org/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { cardsOf } from '../board.ts';
import { overdueNow, seriouslyLate } from '../late.ts';
import { visibleTo } from '../visible.ts';
import { reportsIn, troubleCondition } from './troubles.ts';

const SHOWN = 5;
/** What was missed is told per unit, as its trend. */
const FIGURES: readonly Trouble[] = TROUBLES.filter((t) => t !== 'missed_week' && t !== 'missed_before');

/** Everything exact, and only of cases that the actor may see. */
export async function exceptionsOf(db: Db, actor: Actor, now: Date) {
  const [figures, units, all] = await Promise.all([
    Promise.all(FIGURES.map((key) => figureOf(db, actor, key, now))),
    unitFigures(db, actor, now),
    sql<{ open: number; overdue: number }>`
      select count(*)::int as open, count(*) filter (where ${overdueNow(now)})::int as overdue
      from cases c where c.closed_at is null and ${visibleTo(actor)}`.execute(db),
  ]);
  return { figures, units, ...(all.rows[0] ?? { open: 0, overdue: 0 }) };
}

async function figureOf(db: Db, actor: Actor, key: Trouble, now: Date): Promise<TroubleFigure> {
  const order = key === 'many_reports' ? sql`reports desc, c.due_at nulls last, c.id` : sql`c.due_at nulls last, c.id`;
  const { rows } = await sql<{ id: number; total: number; reports: number }>`
    select c.id, (count(*) over ())::int as total, ${reportsIn} as reports from cases c
    where ${troubleCondition(key, now)} and ${visibleTo(actor)} order by ${order} limit ${SHOWN}`.execute(db);
  const cards = await cardsOf(
    db,
    now,
    rows.map((r) => r.id),
  );
  const items = rows.flatMap(({ id, reports }) => {
    const card = cards.get(id);
    return card ? [{ ...card, reports }] : [];
  });
  return { key, total: rows[0]?.total ?? 0, items };
}

interface Late {
  unit_id: number;
  open: number;
  overdue: number;
  serious: number;
  week: number;
  before: number;
}

/** Units in which something is late or was missed of late; most overdue first. */
async function unitFigures(db: Db, actor: Actor, now: Date): Promise<UnitFigures[]> {
  const [week, before] = [troubleCondition('missed_week', now), troubleCondition('missed_before', now)];
  const { rows } = await sql<Late>`
    select unit_id, sum(open)::int as open, sum(overdue)::int as overdue, sum(serious)::int as serious,
      sum(week)::int as week, sum(before)::int as before
    from (
      select c.lead_unit_id as unit_id, count(*) as open, count(*) filter (where ${overdueNow(now)}) as overdue,
        count(*) filter (where ${seriouslyLate}) as serious, 0 as week, 0 as before
      from cases c where c.closed_at is null and c.lead_unit_id is not null and ${visibleTo(actor)} group by c.lead_unit_id
      union all
      select c.lead_unit_id, 0, 0, 0, count(*), 0 from cases c
      where ${week} and c.lead_unit_id is not null and ${visibleTo(actor)} group by c.lead_unit_id
      union all
      select c.lead_unit_id, 0, 0, 0, 0, count(*) from cases c
      where ${before} and c.lead_unit_id is not null and ${visibleTo(actor)} group by c.lead_unit_id
    ) parts group by unit_id having sum(overdue) + sum(week) + sum(before) > 0
    order by overdue desc, serious desc, week desc, before desc, unit_id`.execute(db);
  const d = await directory(db);
  return rows.flatMap((row) => {
    const unit = d.unitById(row.unit_id);
    if (!unit) return [];
    const { open, overdue, serious, week: missedWeek, before: missedBefore } = row;
    const of = { code: unit.code, name: unit.name };
    return [{ unit: of, open, overdue, seriouslyLate: serious, missedWeek, missedBefore }];
  });
}
