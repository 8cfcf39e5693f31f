/** Many like cases within a short time: perhaps one event. Read from the newest cases alone, so it costs little. */
import { sql } from 'kysely';
import { type IncidentSuggestion, MOST_JOINED } from '../../../contract/incidents.ts';
import { directory } from '../../org/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import { visibleTo } from '../visible.ts';
import { withAncestors } from './fit.ts';
import { clusters, fitting } from './match.ts';
import { incidentPolicy } from './policy.ts';
import { openIncidents } from './queries.ts';

const HOUR = 3_600_000;
/** More than this many open cases within the window are not looked through; the newest count. */
const LOOKED_AT = 5_000;

interface Recent {
  id: number;
  code: string;
  title: string;
  category_id: number;
  area_id: number;
  created_at: Date;
}

/**
 * Groups of open cases of one category and one area that came within the time of the policy. Where an incident goes on
 * that is about this category and covers the place, already one case may belong to it.
 */
export async function suggestionsFor(db: Db, actor: Actor, now: Date): Promise<IncidentSuggestion[]> {
  const policy = await incidentPolicy(db);
  const since = new Date(now.getTime() - policy.hours * HOUR);
  const { rows } = await sql<Recent>`
    select c.id, c.code, c.title, c.category_id, c.area_id, c.created_at from cases c
    where c.created_at > ${since} and c.created_at <= ${now} and c.status in ('received', 'forwarded', 'processing')
      and c.category_id is not null and c.area_id is not null and not c.sealed and c.type <> 'conduct_report'
      and ${visibleTo(actor)}
      and not exists (select 1 from incidents i where i.case_id = c.id and i.ended_at is null)
    order by c.created_at desc, c.id desc limit ${LOOKED_AT}`.execute(db);
  if (rows.length === 0) return [];
  const [d, open] = await Promise.all([directory(db), openIncidents(db, actor)]);
  const reports = rows.reverse().map((row) => ({ ...row, categoryId: row.category_id, areaId: row.area_id }));
  const found: IncidentSuggestion[] = [];
  for (const group of clusters(reports, 1)) {
    const [first] = group;
    if (!first) continue;
    const categoryIds = await withAncestors(db, first.categoryId);
    const about = { categoryIds, areaId: first.areaId, sameWords: false };
    const running = open.find((one) => {
      const { fit, reasons } = fitting({ categoryId: one.category_id, areaIds: one.area_ids }, about);
      return fit === 'match' && reasons.includes('same_category');
    });
    if (!running && group.length < policy.from) continue;
    const category = d.categoryById(first.categoryId);
    const area = d.areaById(first.areaId);
    found.push({
      category: { code: category?.code ?? '', name: category?.name ?? '' },
      area: { code: area?.code ?? '', name: area?.name ?? '' },
      incident: running ? { id: running.id, title: running.title, case: running.code } : null,
      total: group.length,
      cases: group
        .slice(0, MOST_JOINED)
        .map((one) => ({ code: one.code, title: one.title, createdAt: isoLocal(one.created_at) })),
    });
  }
  return found;
}
