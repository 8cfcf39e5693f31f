/** The day of one person: everything that is asked of him or that he waits for, in groups with exact figures. */
import { sql } from 'kysely';
import { ASKS, ASKS_BY_PART, type Ask, DAY_PARTS, type DayGroup, type DayItem } from '../../../contract/days.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import { cardsOf } from '../board.ts';
import { visibleTo } from '../visible.ts';
import { askedDueAt, askOf, concerns } from './asks.ts';
import { type Note, notesOf } from './notes.ts';

/** The most urgent of each group are shown; the rest stands in the list behind the figure. */
const SHOWN = 10;

interface Found {
  id: number;
  ask: Ask;
  asked_due: Date | null;
  total: number;
  late: number;
}

/** Groups in the order of the day; empty ones are left out. */
export async function dayOf(db: Db, actor: Actor, now: Date): Promise<DayGroup[]> {
  const { rows } = await sql<Found>`
    with mine as materialized (
      select c.id, c.due_at, c.paused_at, c.finished_at, ${askOf(actor, now)} as ask from cases c
      where ${concerns(actor)} and ${visibleTo(actor)}
    ), dated as (
      select c.*, ${askedDueAt(actor, sql`c.ask`)} as asked_due from mine c where c.ask is not null
    ), ranked as (
      select id, ask, asked_due, coalesce(asked_due, due_at) as by_when, (count(*) over (partition by ask))::int as total,
        (count(*) filter (where finished_at is null and coalesce(asked_due, due_at) < ${now}
          and (asked_due is not null or paused_at is null or due_at < paused_at)) over (partition by ask))::int as late,
        row_number() over (partition by ask order by coalesce(asked_due, due_at) nulls last, id) as place
      from dated
    )
    select id, ask, asked_due, total, late from ranked where place <= ${SHOWN} order by by_when nulls last, id`.execute(
    db,
  );
  const ids = rows.map((r) => r.id);
  const [cards, notes] = await Promise.all([cardsOf(db, now, ids), notesOf(db, actor, rows)]);
  return ASKS.flatMap((ask) => {
    const found = rows.filter((r) => r.ask === ask);
    const [first] = found;
    if (!first) return [];
    const items = found.flatMap((row): DayItem[] => {
      const card = cards.get(row.id);
      return card ? [item(card, row, notes.get(row.id))] : [];
    });
    return [{ ask, part: partOf(ask), total: first.total, late: first.late, items }];
  });
}

type Card = Awaited<ReturnType<typeof cardsOf>> extends Map<number, infer C> ? C : never;

function item(card: Card, { ask, asked_due }: Found, note: Note | undefined): DayItem {
  return {
    ...card,
    ask,
    askedDueAt: asked_due && isoLocal(asked_due),
    note: note?.text ?? null,
    granted: note?.granted ?? null,
  };
}

function partOf(ask: Ask): DayGroup['part'] {
  return DAY_PARTS.find((part) => (ASKS_BY_PART[part] as readonly Ask[]).includes(ask)) ?? 'now';
}
