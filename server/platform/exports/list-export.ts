/** A list as a file: every row of it, what its reader sees there and nothing more, and a trace that it was taken. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { EXPORT_NEEDS, EXPORT_PATHS, type ExportedList, type ExportFormat } from '../../../contract/exports.ts';
import type { Actor } from '../auth/index.ts';
import { isoLocal } from '../clock.ts';
import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { nameRoute } from '../http/index.ts';
import { type Said, type SpokenLanguage, speakKept, spoken, spokenLanguage } from '../said.ts';
import { fold } from '../text.ts';
import { transact } from '../transact.ts';
import type { Cell, ExportColumn } from './cell.ts';
import { csvFile } from './csv.ts';
import { listExported } from './events.ts';
import type { RowSource } from './row-source.ts';
import { xlsxFile } from './xlsx.ts';

/** A list as a file: what it is called, what it is narrowed by, its columns and its rows. */
export interface ListExport<Query, Row> {
  /** Its path and what its reader needs stand in `contract/exports.ts`. */
  of: ExportedList;
  summary: string;
  tag: string;
  /** Name of the sheet; the file's name begins with it. */
  sheet: Said;
  /** The query of the list without cursor and limit, with the choice of the contract. */
  query: z.ZodType<Query>;
  columns: readonly ExportColumn<Row>[] | ((query: Query) => readonly ExportColumn<Row>[]);
  /** Found out before the first byte: how many rows there will be, and where they come from. */
  rows(actor: Actor, query: Query, now: Date, language: SpokenLanguage): Promise<RowSource<Row>>;
}

/** The kind of file, and the language where the reader has chosen one. */
type Choice = { format: ExportFormat; language?: SpokenLanguage | undefined };

/** Declares a file; exists only so that query and rows are inferred. */
export function defineExport<Query extends Choice, Row>(what: ListExport<Query, Row>): ListExport<Query, Row> {
  return what;
}

/** As the audit trail names a list: `campaign_people`. */
const trailName = (list: ExportedList) => list.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What was asked for, without the words and numbers searched for, the kind of file and its language. */
function filtersOf(query: Record<string, unknown>): Record<string, unknown> {
  const { format: _, language: __, q, number, ...filters } = query;
  return { ...filters, ...(q || number ? { searched: true } : {}) };
}

/** Batches of rows as cells. A reader who has gone away is noticed between two of them: the next is never asked for. */
async function* cellsOf<Row>(
  batches: AsyncIterable<readonly Row[]>,
  columns: readonly ExportColumn<Row>[],
  language: SpokenLanguage,
): AsyncGenerator<Cell[][]> {
  for await (const rows of batches)
    yield spoken(
      rows.map((row) => columns.map((column) => speakKept(column.value(row), language))),
      language,
    ) as Cell[][];
}

/**
 * The file and the number of its rows; the fact that it was taken is on record before the first byte leaves. Null when
 * the reader has gone away before that: then nothing was taken.
 */
export async function exportList<Query extends Choice, Row>(
  ctx: Ctx,
  what: ListExport<Query, Row>,
  actor: Actor,
  query: Query,
  language: SpokenLanguage = query.language ?? 'vi',
  stillThere: () => boolean = () => true,
) {
  const now = ctx.clock.now();
  const { format } = query;
  const columns = typeof what.columns === 'function' ? what.columns(query) : what.columns;
  const { count, batches } = await what.rows(actor, query, now, language);
  if (!stillThere()) return null;
  await transact(ctx, async (tx) =>
    tx.record({
      type: listExported.type,
      actor,
      data: { list: trailName(what.of), format, filters: filtersOf(query), count },
      audience: { to: ['admin', 'supervisor'] },
    }),
  );
  const cells = cellsOf(batches, columns, language);
  const sheet = what.sheet[language];
  const heads = columns.map(({ title, width }) => ({ title: title[language], width }));
  const bytes =
    format === 'xlsx'
      ? xlsxFile(sheet, heads, cells)
      : csvFile(
          heads.map((c) => c.title),
          cells,
        );
  // Bytes and not objects: so much waits in memory for a slow line, and no more.
  return { count, ...namesOf(sheet, now, format), file: Readable.from(bytes, { objectMode: false }) };
}

/** `Người dân 2026-11-28 19.30.xlsx`, and without its accents where a program cannot read them (RFC 6266). */
function namesOf(sheet: string, now: Date, format: ExportFormat): { name: string; plainName: string } {
  const [day, hour] = isoLocal(now).slice(0, 16).split('T') as [string, string];
  return {
    name: `${sheet} ${day} ${hour.replace(':', '.')}.${format}`,
    plainName: `${fold(sheet).replaceAll(/[^a-z0-9]+/g, '-')}-1022-${day}-${hour.replace(':', '')}.${format}`,
  };
}

const MEDIA: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Registers `GET <path>`: the same query as the list, plus the choice of file and language. */
export function exportRoute<Query extends Choice, Row>(
  app: FastifyInstance,
  ctx: Ctx,
  what: ListExport<Query, Row>,
): void {
  const path = `/api/v1${EXPORT_PATHS[what.of]}`;
  const access = EXPORT_NEEDS[what.of];
  nameRoute({ method: 'GET', path, access, summary: what.summary });
  app.get(
    path,
    {
      // Asking for the headers alone must not write that a file was taken.
      exposeHeadRoute: false,
      config: { access },
      schema: { querystring: what.query, summary: what.summary, tags: [what.tag] },
    },
    async (request, reply) => {
      const actor = request.actor;
      if (!actor) throw new AppError('not_signed_in');
      const query = request.query as Query;
      const language = query.language ?? spokenLanguage(request.headers['accept-language']);
      const made = await exportList(ctx, what, actor, query, language, () => !reply.raw.destroyed);
      if (!made) return reply;
      const { file, name, plainName, count } = made;
      file.on('error', (err) => ctx.log.error({ err, count, list: what.of }, 'an export broke off'));
      const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
      return reply
        .header('content-type', MEDIA[query.format])
        .header('content-disposition', `attachment; filename="${plainName}"; filename*=UTF-8''${encoded}`)
        .header('x-row-count', String(count))
        .header('cache-control', 'no-store')
        .send(file);
    },
  );
}
