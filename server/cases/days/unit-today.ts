/** What is open in a unit, with whom, and how late; and what was decided there in somebody's place. */
import { sql } from 'kysely';
import type { Turn } from '../../../contract/cases.ts';
import type { HeldByPerson, SignedForSomebody } from '../../../contract/days.ts';
import { type Directory, directory } from '../../org/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import { boardUnits, pickUnit } from '../board.ts';
import { DAY_MS, dueToday, overdueNow, seriouslyLate } from '../late.ts';
import { visibleTo } from '../visible.ts';

/** Signatures in somebody's place are shown for so long. */
const IN_PLACE_DAYS = 30;
const SIGNED_SHOWN = 50;

const refOf = (u: { code: string; name: string }) => ({ code: u.code, name: u.name });

/** Units whose day the actor may look at, his own first. */
export async function unitsOf(db: Db, actor: Actor) {
  return boardUnits(await directory(db), actor).map(refOf);
}

/** @throws AppError `invalid` for an unknown unit, `forbidden` for one that is not the actor's */
export async function unitTodayOf(db: Db, actor: Actor, code: string, now: Date) {
  const d: Directory = await directory(db);
  const unit = pickUnit(d, boardUnits(d, actor), code);
  const [people, inPlace] = await Promise.all([heldBy(db, actor, unit.id, now), signedFor(db, actor, unit.id, now)]);
  const sum = (of: (p: HeldByPerson) => number) => people.reduce((all, p) => all + of(p), 0);
  return { unit: refOf(unit), total: sum((p) => p.open), overdue: sum((p) => p.overdue), people, ...inPlace };
}

interface Held {
  turn: Turn;
  username: string | null;
  name: string | null;
  open: number;
  today: number;
  overdue: number;
  serious: number;
  oldest: Date | null;
  code: string | null;
}

/** An officer's turn is with whom the case was given to; every other turn is with the post. Most that is late first. */
async function heldBy(db: Db, actor: Actor, unitId: number, now: Date): Promise<HeldByPerson[]> {
  const { rows } = await sql<Held>`
    select c.turn, u.username, u.display_name as name, count(*)::int as open,
      count(*) filter (where ${dueToday(now)})::int as today, count(*) filter (where ${overdueNow(now)})::int as overdue,
      count(*) filter (where ${seriouslyLate})::int as serious, min(c.due_at) as oldest,
      (array_agg(c.code order by c.due_at nulls last, c.id))[1] as code
    from cases c left join users u on u.id = c.assignee_id and c.turn = 'officer'
    where c.closed_at is null and c.lead_unit_id = ${unitId} and ${visibleTo(actor)}
    group by c.turn, u.id
    order by overdue desc, today desc, open desc, name nulls first, c.turn`.execute(db);
  return rows.map((row) => ({
    turn: row.turn,
    assignee: row.username === null ? null : { code: row.username, name: row.name ?? row.username },
    open: row.open,
    today: row.today,
    overdue: row.overdue,
    seriouslyLate: row.serious,
    oldestDueAt: row.oldest && isoLocal(row.oldest),
    oldestCode: row.code,
  }));
}

interface Signed {
  code: string;
  title: string;
  what: SignedForSomebody['what'];
  by_code: string;
  by_name: string;
  for_code: string;
  for_name: string;
  at: Date;
  total: number;
}

async function signedFor(db: Db, actor: Actor, unitId: number, now: Date) {
  const since = new Date(now.getTime() - IN_PLACE_DAYS * DAY_MS);
  const { rows } = await sql<Signed>`
    select c.code, c.title, s.what, b.username as by_code, b.display_name as by_name, f.username as for_code,
      f.display_name as for_name, s.at, (count(*) over ())::int as total
    from (
      select d.case_id, case d.state when 'approved' then 'approved' else 'rejected' end as what, d.signer_id as by_id,
        d.signed_for_id as for_id, d.decided_at as at from drafts d where d.signed_for_id is not null
      union all
      select x.case_id, x.state, x.decided_by, x.decided_for, x.decided_at from extension_requests x where x.decided_for is not null
      union all
      select o.case_id, 'directed', o.by_user_id, o.in_place_of, o.created_at from directives o where o.in_place_of is not null
    ) s join cases c on c.id = s.case_id join users b on b.id = s.by_id join users f on f.id = s.for_id
    where s.at >= ${since} and c.lead_unit_id = ${unitId} and ${visibleTo(actor)}
    order by s.at desc, c.id limit ${SIGNED_SHOWN}`.execute(db);
  const inPlace = rows.map(
    (row): SignedForSomebody => ({
      case: { code: row.code, title: row.title },
      what: row.what,
      by: { code: row.by_code, name: row.by_name },
      inPlaceOf: { code: row.for_code, name: row.for_name },
      at: isoLocal(row.at),
    }),
  );
  return { inPlace, inPlaceTotal: rows[0]?.total ?? 0 };
}
