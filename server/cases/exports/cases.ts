/** A list of cases as a file: every row of it, what its reader sees there and nothing more. */
import { sql } from 'kysely';
import { z } from 'zod';
import { LIST_COLUMNS } from '../../../contract/case-lists.ts';
import { type CaseQuery, type CaseRow, caseQuery } from '../../../contract/cases.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/index.ts';
import { defineExport, fileQuery, type RowSource, rowsByKey } from '../../platform/exports/index.ts';
import { listConditions, orderOf } from '../list.ts';
import { presenter } from '../present.ts';
import { visibleTo } from '../visible.ts';
import { columnsFor } from './case-columns.ts';

/** The query of the list, the kind of file, and the columns in their order (without them: every one). */
export const exportQuery = fileQuery(
  caseQuery.extend({
    columns: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(z.enum(LIST_COLUMNS)).min(1).max(LIST_COLUMNS.length))
      .optional(),
  }),
);

const ORDER = {
  due: sql`c.due_at nulls last, c.id`,
  newest: sql`c.created_at desc, c.id desc`,
  oldest: sql`c.created_at, c.id`,
};

/**
 * The list as it stands now, as ids in its order: the file then holds each case once, however the due dates move while
 * it is written. One text for all of them: a million ids are then eight megabytes and no million rows.
 */
async function idsOf(db: Db, actor: Actor, query: Omit<CaseQuery, 'cursor' | 'limit'>, now: Date): Promise<number[]> {
  const where = await listConditions(db, actor, query, now);
  const found = await sql<{ ids: string | null }>`
    select string_agg(c.id::text, ',' order by ${ORDER[orderOf(query)]}) as ids from cases c where ${where}`.execute(
    db,
  );
  return found.rows[0]?.ids ? found.rows[0].ids.split(',').map(Number) : [];
}

/** Rows in the order of the ids; a case that the actor has lost sight of meanwhile is left out. */
async function rowsOf(db: Db, actor: Actor, present: (row: never) => CaseRow, ids: readonly number[]) {
  const rows = await db
    .selectFrom('cases as c')
    .leftJoin('users as u', 'u.id', 'c.assignee_id')
    .selectAll('c')
    .select(['u.username as assignee_username', 'u.display_name as assignee_name'])
    .where(sql<boolean>`c.id = any(${ids}::bigint[]) and ${visibleTo(actor)}`)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [present(row as never)] : [];
  });
}

/** The rows of a list of cases, as far as this reader sees them. */
export async function caseRows(
  ctx: Ctx,
  actor: Actor,
  query: Omit<CaseQuery, 'cursor' | 'limit'>,
  now: Date,
): Promise<RowSource<CaseRow>> {
  const ids = await idsOf(ctx.db, actor, query, now);
  const { row } = await presenter(ctx.db, now);
  return rowsByKey(ids, (some) => rowsOf(ctx.db, actor, row, some));
}

/** The list of cases as a file. */
export function caseExport(ctx: Ctx) {
  return defineExport({
    of: 'cases',
    summary: 'A list of cases as CSV or Excel, whole',
    tag: 'cases',
    sheet: { vi: 'Phiếu', en: 'Cases' },
    query: exportQuery,
    columns: (query) => columnsFor(query.columns),
    rows: (actor, query, now) => caseRows(ctx, actor, query, now),
  });
}
