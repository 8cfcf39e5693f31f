/** The facts for `propose`, from the directory and from where such cases were answered. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { CENTRE_CODE, directory, resolveUnit, validAt } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Db } from '../platform/db/index.ts';
import { type Proposal, propose } from './propose.ts';
import { visibleTo } from './visible.ts';

export interface ProposalQuestion {
  categoryId: number | null;
  areaId: number | null;
  aboutUnitId: number | null;
}

const DAY = 86_400_000;
/** Practice of the last year, at most so many cases of it. */
const HISTORY_DAYS = 365;
const HISTORY_CASES = 50;
/** With fewer cases of this very place the whole province is asked. */
const FEW = 5;

/** Units for a case of this category and area; `answerHere` when the centre itself answers the category. */
export async function proposalFor(
  db: Db,
  actor: Actor,
  q: ProposalQuestion,
  now: Date,
): Promise<Proposal & { answerHere: boolean }> {
  const d = await directory(db);
  const category = q.categoryId === null ? null : d.categoryById(q.categoryId);
  const named = category?.defaultUnitId ? d.unitById(category.defaultUnitId) : null;
  const unit = named ? await resolveUnit(db, named, q.areaId, now) : null;
  const centre = d.unitByCode(CENTRE_CODE);
  const usable = (id: number) => {
    const one = d.unitById(id);
    return one !== null && !one.routingRole && validAt(one, now);
  };
  const committee = q.areaId === null ? null : (d.unitOfArea(q.areaId, now)?.id ?? null);
  const history = q.categoryId === null ? [] : await historyOf(db, actor, { ...q, categoryId: q.categoryId }, now);
  const proposal = propose({
    byCategory: unit && usable(unit.id) ? { unit: unit.id, byPlace: named?.routingRole === true } : null,
    committee,
    history: history.filter((one) => usable(one.unit)),
    except: [q.aboutUnitId, centre?.id].filter((id) => id !== null && id !== undefined),
  });
  return { ...proposal, answerHere: unit !== null && unit.id === centre?.id };
}

type Known = ProposalQuestion & { categoryId: number };

/** Where the newest answered cases of this kind ended; of another place only what is not bound to that place. */
async function historyOf(db: Db, actor: Actor, q: Known, now: Date): Promise<{ unit: number; count: number }[]> {
  if (q.areaId !== null) {
    const here = await counted(db, actor, q, sql<SqlBool>`c.area_id = ${q.areaId}`, now);
    if (here.reduce((sum, one) => sum + one.count, 0) >= FEW) return here;
  }
  const free = sql<SqlBool>`c.lead_unit_id in (select u.id from units u where u.area_id is null)`;
  return counted(db, actor, q, free, now);
}

async function counted(db: Db, actor: Actor, q: Known, narrower: RawBuilder<SqlBool>, now: Date) {
  const since = new Date(now.getTime() - HISTORY_DAYS * DAY);
  const { rows } = await sql<{ unit: number; count: number }>`
    select lead_unit_id as unit, count(*)::int as count from (
      select c.lead_unit_id from cases c
      where c.category_id = ${q.categoryId} and c.created_at > ${since} and c.created_at <= ${now}
        and c.status = 'closed' and c.lead_unit_id is not null and not c.sealed
        and ${narrower} and ${visibleTo(actor)}
      order by c.created_at desc, c.id desc limit ${HISTORY_CASES}) newest
    group by lead_unit_id order by count desc, lead_unit_id`.execute(db);
  return rows;
}
