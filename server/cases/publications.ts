/** What the public reads: redacted copies of closed cases. Nothing of the case but what is named here leaves by it. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Publication, PublicationQuery } from '../../contract/publications.ts';
import { directory } from '../org/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import { fold } from '../platform/text.ts';

interface Found {
  id: number;
  public_id: string;
  title: string;
  content: string;
  answer: string;
  type: Publication['type'];
  category_id: number | null;
  area_id: number | null;
  lead_unit_id: number | null;
  resolved_level: number | null;
  created_at: Date;
  closed_at: Date;
  published_at: Date;
  finished_late: boolean | null;
  satisfied: boolean | null;
}

/** Published now. The case is asked too, as a second net: what is sealed or open again is not shown whatever the copy says. */
const PUBLIC = sql<SqlBool>`p.withdrawn_at is null and c.status = 'closed' and not c.sealed and c.publish_wish`;

function select(where: RawBuilder<SqlBool>, limit: number): RawBuilder<Found> {
  return sql<Found>`
    select p.id, p.public_id, p.title, p.content, p.answer, p.published_at, c.type, c.category_id, c.area_id, c.lead_unit_id,
      c.resolved_level, c.created_at, c.closed_at, c.finished_late, r.satisfied
    from publications p join cases c on c.id = p.case_id left join ratings r on r.case_id = c.id
    where ${PUBLIC} and ${where} order by p.published_at desc, p.id desc limit ${limit}`;
}

/** Where a page ended: `<milliseconds>.<id>`. */
function cursorCondition(cursor: string | undefined): RawBuilder<SqlBool> {
  if (cursor === undefined) return sql`true`;
  const [, at, id] = /^(\d{1,16})\.(\d{1,18})$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined)
    throw new AppError('bad_request', {
      detail: { vi: 'Con trỏ trang không hợp lệ.', en: 'The page cursor is not valid.' },
    });
  return sql`(date_trunc('milliseconds', p.published_at), p.id) < (${new Date(Number(at))}::timestamptz, ${id}::bigint)`;
}

/** A page of published cases, newest first. Unknown categories and areas give an empty page. */
export async function listPublished(
  db: Db,
  query: PublicationQuery,
): Promise<{ items: Publication[]; nextCursor: string | null }> {
  const d = await directory(db);
  const conditions: RawBuilder<SqlBool>[] = [cursorCondition(query.cursor)];
  for (const word of fold(query.q ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, 8))
    conditions.push(sql`position(${word} in p.fold) > 0`);
  if (query.category) {
    const top = d.categoryByCode(query.category)?.id ?? 0;
    const ids = [top, ...d.categories.filter((one) => one.parentId === top).map((one) => one.id)];
    conditions.push(sql`c.category_id = any(${ids}::bigint[])`);
  }
  if (query.area) conditions.push(sql`c.area_id = ${d.areaByCode(query.area)?.id ?? 0}`);
  const { rows } = await select(sql<SqlBool>`${sql.join(conditions, sql` and `)}`, query.limit + 1).execute(db);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => present(row, d)),
    nextCursor: rows.length > query.limit && last ? `${last.published_at.getTime()}.${last.id}` : null,
  };
}

/** One published case. @throws AppError `not_found`, also for one that was taken off again */
export async function publishedById(db: Db, id: string): Promise<Publication> {
  const { rows } = await select(sql<SqlBool>`p.public_id = ${id}`, 1).execute(db);
  if (!rows[0])
    throw new AppError('not_found', {
      detail: {
        vi: 'Không có nội dung công khai này, hoặc đã được gỡ.',
        en: 'There is no such published case, or it was withdrawn.',
      },
    });
  return present(rows[0], await directory(db));
}

function present(row: Found, d: Awaited<ReturnType<typeof directory>>): Publication {
  const named = (one: { code: string; name: string } | null | undefined) =>
    one ? { code: one.code, name: one.name } : null;
  const byCentre = row.lead_unit_id === null || row.resolved_level === 1;
  return {
    id: row.public_id,
    title: row.title,
    content: row.content,
    answer: row.answer,
    type: row.type,
    category: named(row.category_id === null ? null : d.categoryById(row.category_id)),
    area: named(row.area_id === null ? null : d.areaById(row.area_id)),
    agency: byCentre ? null : named(d.unitById(row.lead_unit_id ?? 0)),
    receivedAt: isoLocal(row.created_at),
    answeredAt: isoLocal(row.closed_at),
    publishedAt: isoLocal(row.published_at),
    onTime: row.finished_late !== true,
    satisfied: row.satisfied,
  };
}
