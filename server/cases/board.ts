/** The board of a unit: its open cases by status, or by the person whom they wait for. */
import { type RawBuilder, sql } from 'kysely';
import type { BoardBy, BoardColumn } from '../../contract/case-lists.ts';
import { type Directory, directory } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError, invalidField } from '../platform/errors.ts';
import { dueSoon, overdueNow } from './late.ts';
import { presenter } from './present.ts';
import { handlingUnits, visibleTo } from './visible.ts';

const CARDS = 12;
type Unit = NonNullable<ReturnType<Directory['unitById']>>;

/** Units whose board and day the actor may open: his own, or all that handle cases for who sees the whole province. */
export function boardUnits(d: Directory, actor: Actor): Unit[] {
  const own = handlingUnits(actor).map((id) => d.unitById(id));
  const all = actor.roles.some((r) => r.role === 'supervisor' || r.role === 'province_leader');
  const first = own.filter((u) => u !== null);
  return all ? [...first, ...d.units.filter((u) => !first.some((f) => f.id === u.id))] : first;
}

/** @throws AppError `invalid` for an unknown unit, `forbidden` for one that is not the actor's */
export function pickUnit(d: Directory, units: readonly Unit[], code: string): Unit {
  const unit = d.unitByCode(code);
  if (!unit) throw invalidField('unit', { vi: 'Không có mã này.', en: 'There is no such code.' });
  if (!units.some((u) => u.id === unit.id))
    throw new AppError('forbidden', {
      detail: { vi: 'Bạn chỉ xem được bảng việc của đơn vị mình.', en: 'You may only see the board of your own unit.' },
    });
  return unit;
}

const KEY: Record<BoardBy, RawBuilder<string>> = {
  status: sql<string>`c.status`,
  // An officer's turn is with whom the case was given to; until then with the unit.
  holder: sql<string>`case when c.turn = 'officer' and c.assignee_id is not null then 'user:' || u.username else c.turn end`,
};

/** Columns with exact figures and the most urgent cases of each. */
export async function boardOf(
  db: Db,
  actor: Actor,
  query: { by: BoardBy; unit?: string | undefined; late: 'true' | 'false' },
  now: Date,
) {
  const d = await directory(db);
  const units = boardUnits(d, actor);
  const unit = query.unit === undefined ? (units[0] ?? null) : pickUnit(d, units, query.unit);
  const named = units.map((u) => ({ code: u.code, name: u.name }));
  if (!unit) return { unit: null, units: named, columns: [] };
  const overdue = overdueNow(now);
  const found = await sql<{ id: number; key: string; total: number; overdue: number; soon: number }>`
    select * from (
      select c.id, ${KEY[query.by]} as key, c.due_at,
        (count(*) over w)::int as total,
        (count(*) filter (where ${overdue}) over w)::int as overdue,
        (count(*) filter (where ${dueSoon(now)}) over w)::int as soon,
        row_number() over (partition by ${KEY[query.by]} order by c.due_at nulls last, c.id) as place
      from cases c left join users u on u.id = c.assignee_id
      where c.closed_at is null and c.lead_unit_id = ${unit.id} and ${visibleTo(actor)}
        and ${query.late === 'true' ? overdue : sql`true`}
      window w as (partition by ${KEY[query.by]})
    ) ranked where place <= ${CARDS} order by due_at nulls last, id`.execute(db);
  const cards = await cardsOf(
    db,
    now,
    found.rows.map((r) => r.id),
  );
  const columns = new Map<string, BoardColumn>();
  for (const { id, key, ...figures } of found.rows) {
    const card = cards.get(id);
    if (!card) continue;
    const { total, overdue: late, soon } = figures;
    const holder = query.by === 'holder';
    const column = columns.get(key) ?? {
      key,
      turn: holder ? card.turn : null,
      assignee: holder && key.startsWith('user:') ? card.assignee : null,
      ...{ total, overdue: late, soon },
      items: [],
    };
    column.items.push(card);
    columns.set(key, column);
  }
  return { unit: { code: unit.code, name: unit.name }, units: named, columns: [...columns.values()] };
}

/** Rows of a list for these cases, by id. */
export async function cardsOf(db: Db, now: Date, ids: number[]): Promise<Map<number, BoardColumn['items'][number]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('cases as c')
    .leftJoin('users as u', 'u.id', 'c.assignee_id')
    .selectAll('c')
    .select(['u.username as assignee_username', 'u.display_name as assignee_name'])
    .where('c.id', 'in', ids)
    .execute();
  const { row } = await presenter(db, now);
  return new Map(rows.map((r) => [r.id, row(r)]));
}
