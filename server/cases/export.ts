/** A list of cases as a file: every row of it, what its reader sees there and nothing more, and a trace that it was taken. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { type CaseQuery, caseQuery } from '../../contract/cases.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import { type Cell, csvFile, xlsxFile } from '../platform/exports/index.ts';
import { transact } from '../platform/transact.ts';
import { EXPORT_COLUMNS } from './export-columns.ts';
import { casesExported } from './export-events.ts';
import { listConditions, orderOf } from './list.ts';
import { presenter } from './present.ts';
import { visibleTo } from './visible.ts';

/** Above this the file is refused as a whole; nothing is ever left out silently. */
export const MOST_EXPORTED = 200_000;
const BATCH = 1_000;

/** The query of the list, and the kind of file. */
export const exportQuery = caseQuery.omit({ cursor: true, limit: true }).extend({ format: z.enum(['csv', 'xlsx']) });
type ExportQuery = z.output<typeof exportQuery>;

const ORDER = {
  due: sql`c.due_at nulls last, c.id`,
  newest: sql`c.created_at desc, c.id desc`,
  oldest: sql`c.created_at, c.id`,
};

/**
 * The list as it stands now, as ids in its order: the file then holds each case once, however the due dates move while
 * it is written. @throws AppError `too_large` above `most`
 */
async function idsOf(db: Db, actor: Actor, query: Omit<CaseQuery, 'cursor' | 'limit'>, now: Date, most: number) {
  const where = await listConditions(db, actor, query, now);
  const found = await sql<{ id: number }>`
    select c.id from cases c where ${where} order by ${ORDER[orderOf(query)]} limit ${most + 1}`.execute(db);
  if (found.rows.length > most)
    throw new AppError('too_large', {
      detail: `Danh sách có hơn ${most.toLocaleString('vi-VN')} phiếu. Hãy thu hẹp bộ lọc (ví dụ theo khoảng ngày) rồi xuất lại.`,
      data: { most },
    });
  return found.rows.map((r) => r.id);
}

/** Rows in the order of the ids; a case that the actor has lost sight of meanwhile is left out. */
async function* batchesOf(ctx: Ctx, actor: Actor, ids: readonly number[], now: Date): AsyncGenerator<Cell[][]> {
  const p = await presenter(ctx.db, now);
  for (let from = 0; from < ids.length; from += BATCH) {
    const batch = ids.slice(from, from + BATCH);
    const rows = await ctx.db
      .selectFrom('cases as c')
      .leftJoin('users as u', 'u.id', 'c.assignee_id')
      .selectAll('c')
      .select(['u.username as assignee_username', 'u.display_name as assignee_name'])
      .where(sql<boolean>`c.id = any(${batch}::bigint[]) and ${visibleTo(actor)}`)
      .execute();
    const byId = new Map(rows.map((row) => [row.id, row]));
    yield batch.flatMap((id) => {
      const row = byId.get(id);
      if (!row) return [];
      const shown = p.row(row);
      return [EXPORT_COLUMNS.map((column) => column.value(shown))];
    });
  }
}

/** The file, and how many cases it holds; the event is written before the first byte leaves. `most`: for tests. */
export async function exportCases(ctx: Ctx, actor: Actor, query: ExportQuery, most = MOST_EXPORTED) {
  const now = ctx.clock.now();
  const { format, q, ...filters } = query;
  const ids = await idsOf(ctx.db, actor, query, now, most);
  await transact(ctx, async (tx) =>
    tx.record({
      type: casesExported.type,
      actor,
      data: { format, filters: { ...filters, ...(q ? { searched: true } : {}) }, count: ids.length },
      audience: { to: ['admin', 'supervisor'] },
    }),
  );
  const batches = batchesOf(ctx, actor, ids, now);
  const titles = EXPORT_COLUMNS.map((c) => c.title);
  return {
    count: ids.length,
    name: `phieu-1022-${isoLocal(now).slice(0, 16).replace('T', '-').replace(':', '')}.${format}`,
    file: Readable.from(format === 'csv' ? csvFile(titles, batches) : xlsxFile(EXPORT_COLUMNS, batches)),
  };
}

const MEDIA = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** `GET /cases/export`: the same query as the list, plus `format`. */
export function exportRoute(app: FastifyInstance, ctx: Ctx): void {
  app.get(
    '/api/v1/cases/export',
    {
      // Asking for the headers alone must not write that a file was taken.
      exposeHeadRoute: false,
      config: { access: 'case.export' },
      schema: { querystring: exportQuery, summary: 'A list of cases as CSV or Excel, whole', tags: ['cases'] },
    },
    async (request, reply) => {
      const actor = request.actor;
      if (!actor) throw new AppError('not_signed_in');
      const query = request.query as ExportQuery;
      const { file, name, count } = await exportCases(ctx, actor, query);
      file.on('error', (err) => ctx.log.error({ err, count }, 'an export broke off'));
      return reply
        .header('content-type', MEDIA[query.format])
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('x-case-count', String(count))
        .header('cache-control', 'no-store')
        .send(file);
    },
  );
}
