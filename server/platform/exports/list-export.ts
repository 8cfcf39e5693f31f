/** A list as a file: every row of it, what its reader sees there and nothing more, and a trace that it was taken. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { ExportFormat } from '../../../contract/exports.ts';
import type { Actor } from '../auth/index.ts';
import { isoLocal } from '../clock.ts';
import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { type Access, nameRoute } from '../http/index.ts';
import { transact } from '../transact.ts';
import type { Cell, ExportColumn } from './cell.ts';
import { csvFile } from './csv.ts';
import { listExported } from './events.ts';
import { xlsxFile } from './xlsx.ts';

const BATCH = 1_000;

/** What a file will hold, found out before its first byte. */
export interface ExportPlan {
  count: number;
  columns: readonly { title: string; width: number }[];
  batches: AsyncIterable<Cell[][]>;
}

export interface ListExport<Query> {
  /** Under `/api/v1`. */
  path: string;
  access: Access;
  summary: string;
  tag: string;
  /** As the audit trail names the list, e.g. `citizens`. */
  list: string;
  /** Vietnamese name of the sheet, and the beginning of the file's name. */
  sheet: string;
  file: string;
  /** The query of the list without cursor and limit, with `format`. */
  query: z.ZodType<Query>;
  plan(actor: Actor, query: Query, now: Date): Promise<ExportPlan>;
}

/** Keys of the rows in their order → the cells of the rows, read a thousand at a time. */
export async function* inBatches<Key, Row>(
  keys: readonly Key[],
  columns: readonly ExportColumn<Row>[],
  load: (some: readonly Key[]) => Promise<readonly Row[]>,
): AsyncGenerator<Cell[][]> {
  for (let from = 0; from < keys.length; from += BATCH) {
    const rows = await load(keys.slice(from, from + BATCH));
    yield rows.map((row) => columns.map((column) => column.value(row)));
  }
}

/** What was asked for, without the words and numbers searched for and the kind of file. */
function filtersOf(query: Record<string, unknown>): Record<string, unknown> {
  const { format: _, q, number, ...filters } = query;
  return { ...filters, ...(q || number ? { searched: true } : {}) };
}

/** The file and the number of its rows; the fact that it was taken is on record before the first byte leaves. */
export async function exportList<Query extends { format: ExportFormat }>(
  ctx: Ctx,
  what: Pick<ListExport<Query>, 'list' | 'sheet' | 'file' | 'plan'>,
  actor: Actor,
  query: Query,
) {
  const now = ctx.clock.now();
  const { format } = query;
  const { count, columns, batches } = await what.plan(actor, query, now);
  await transact(ctx, async (tx) =>
    tx.record({
      type: listExported.type,
      actor,
      data: { list: what.list, format, filters: filtersOf(query), count },
      audience: { to: ['admin', 'supervisor'] },
    }),
  );
  const titles = columns.map((c) => c.title);
  return {
    count,
    name: `${what.file}-${isoLocal(now).slice(0, 16).replace('T', '-').replace(':', '')}.${format}`,
    file: Readable.from(format === 'csv' ? csvFile(titles, batches) : xlsxFile(what.sheet, columns, batches)),
  };
}

const MEDIA: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Registers `GET <path>`: the same query as the list, plus `format`. */
export function exportRoute<Query extends { format: ExportFormat }>(
  app: FastifyInstance,
  ctx: Ctx,
  what: ListExport<Query>,
): void {
  const path = `/api/v1${what.path}`;
  nameRoute({ method: 'GET', path, access: what.access, summary: what.summary });
  app.get(
    path,
    {
      // Asking for the headers alone must not write that a file was taken.
      exposeHeadRoute: false,
      config: { access: what.access },
      schema: { querystring: what.query, summary: what.summary, tags: [what.tag] },
    },
    async (request, reply) => {
      const actor = request.actor;
      if (!actor) throw new AppError('not_signed_in');
      const query = request.query as Query;
      const { file, name, count } = await exportList(ctx, what, actor, query);
      file.on('error', (err) => ctx.log.error({ err, count, list: what.list }, 'an export broke off'));
      return reply
        .header('content-type', MEDIA[query.format])
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('x-row-count', String(count))
        .header('cache-control', 'no-store')
        .send(file);
    },
  );
}
