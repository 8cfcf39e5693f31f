import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { areaUse, categoryUse, type TreeUse } from '../../contract/org-trees.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { route } from '../platform/http/index.ts';

/**
 * How much hangs on each category and area, for those who keep the trees. Administrators see no cases, so what must
 * not even be guessed at (sealed reports, denunciations) is not counted.
 */
export function treeUseRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, categoryUse, 'admin.units', async () => ({ items: await ofCategories(ctx.db) }));
  route(app, areaUse, 'admin.units', async () => ({ items: await ofAreas(ctx.db) }));
}

const countable = sql`not c.sealed and c.about_unit_id is null and c.decline_reason is distinct from 'denunciation'`;
const open = sql`c.status not in ('closed', 'declined', 'merged')`;

async function ofCategories(db: Db): Promise<TreeUse[]> {
  const { rows } = await sql<TreeUse>`
    with cases as materialized (select c.category_id as id, count(*) filter (where ${open})::int as open, count(*)::int as total
        from cases c where c.category_id is not null and ${countable} group by 1),
      rules as (select p.category_id as id, count(*)::int as n from deadline_policies p where p.category_id is not null group by 1)
    select g.code, coalesce(c.open, 0) as "openCases", coalesce(c.total, 0) as "allCases", coalesce(r.n, 0) as policies
    from categories g left join cases c on c.id = g.id left join rules r on r.id = g.id
    where c.id is not null or r.id is not null order by g.code`.execute(db);
  return rows;
}

async function ofAreas(db: Db): Promise<TreeUse[]> {
  const { rows } = await sql<TreeUse>`
    select a.code, count(*) filter (where ${open})::int as "openCases", count(*)::int as "allCases", 0 as policies
    from cases c join areas a on a.id = c.area_id where ${countable} group by a.code order by a.code`.execute(db);
  return rows;
}
