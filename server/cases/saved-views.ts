/** Lists that people keep: whose they are, who else sees them, and how many cases they hold for the reader. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { type createSavedView, MOST_SAVED_VIEWS, type SavedView } from '../../contract/case-lists.ts';
import { caseQuery } from '../../contract/cases.ts';
import { directory } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError, invalidField } from '../platform/errors.ts';
import { fieldProblems } from '../platform/http/index.ts';
import { transact } from '../platform/transact.ts';
import { countList } from './list.ts';
import { type Layouts, layoutsOf, withTitle } from './list-layouts.ts';

type Body = z.output<NonNullable<(typeof createSavedView)['body']>>;

/** Units in which the actor may show a list to everybody. */
function leads(actor: Actor): number[] {
  return [...new Set(actor.roles.filter((r) => ['unit_leader', 'supervisor'].includes(r.role)).map((r) => r.unitId))];
}

const belongs = (actor: Actor): RawBuilder<SqlBool> => {
  const units = [...new Set(actor.roles.map((r) => r.unitId))];
  return sql`(v.owner_id = ${actor.userId ?? 0} or v.unit_id = any(${units}::bigint[]))`;
};

async function rows(db: Db, condition: RawBuilder<SqlBool>) {
  return db
    .selectFrom('saved_views as v')
    .innerJoin('users as u', 'u.id', 'v.owner_id')
    .selectAll('v')
    .select(['u.username', 'u.display_name'])
    .where(condition)
    .orderBy(sql`v.unit_id is not null`)
    .orderBy(sql`lower(v.name)`)
    .orderBy('v.id')
    .execute();
}
type Row = Awaited<ReturnType<typeof rows>>[number];

async function presenterFor(db: Db, actor: Actor): Promise<(row: Row) => SavedView> {
  const d = await directory(db);
  const led = leads(actor);
  const { saved } = await layoutsOf(db, actor);
  return (row) => {
    const unit = row.unit_id === null ? null : d.unitById(row.unit_id);
    const mine = row.owner_id === actor.userId;
    return {
      id: row.id,
      name: row.name,
      view: row.view as SavedView['view'],
      filters: row.filters as SavedView['filters'],
      columns: row.columns as SavedView['columns'],
      layout: saved.get(row.id) ?? null,
      unit: unit ? { code: unit.code, name: unit.name } : null,
      owner: { code: row.username, name: row.display_name },
      mine,
      removable: mine || (row.unit_id !== null && led.includes(row.unit_id)),
    };
  };
}

/** The actor's lists first, then those shared with his units, each by name. */
export async function savedViewsOf(
  db: Db,
  actor: Actor,
): Promise<{ items: SavedView[]; shareWith: SavedView['owner'][]; layouts: Layouts['views'] }> {
  const d = await directory(db);
  const present = await presenterFor(db, actor);
  const units = leads(actor).map((id) => d.unitById(id));
  return {
    items: (await rows(db, belongs(actor))).map(present),
    layouts: (await layoutsOf(db, actor)).views,
    shareWith: units.filter((u) => u !== null).map((u) => ({ code: u.code, name: u.name })),
  };
}

/** @throws AppError `not_found` unless the list is the actor's own or shared with a unit of his */
export async function mustSee(db: Db, actor: Actor, id: number): Promise<void> {
  const found = await rows(db, sql`(v.id = ${id} and ${belongs(actor)})`);
  if (found.length === 0)
    throw new AppError('not_found', { detail: { vi: 'Không có danh sách này.', en: 'There is no such list.' } });
}

/** Exact figures of each list for this reader: a shared list holds what he himself may see. */
export async function countSaved(db: Db, actor: Actor, now: Date) {
  const counts: { id: number; total: number | null; overdue: number | null }[] = [];
  for (const row of await rows(db, belongs(actor))) {
    try {
      const query = caseQuery.parse({ ...(row.filters as object), view: row.view });
      counts.push({ id: row.id, ...(await countList(db, actor, query, now)) });
    } catch (thrown) {
      // A unit or a word that was taken away since: the list says so, the others are counted.
      if (!(thrown instanceof AppError)) throw thrown;
      counts.push({ id: row.id, total: null, overdue: null });
    }
  }
  return counts;
}

/** @throws AppError `invalid` for filters that the list would refuse, `forbidden` for a unit that the actor does not lead */
async function checked(db: Db, actor: Actor, body: Body) {
  const filters = caseQuery.safeParse({ ...body.filters, view: body.view });
  if (!filters.success)
    throw new AppError('invalid', {
      detail: { vi: 'Một số trường chưa đúng.', en: 'Some fields are not right.' },
      fields: fieldProblems(filters.error.issues),
    });
  const unit = body.unit === null ? null : (await directory(db)).unitByCode(body.unit);
  if (body.unit !== null && !unit) throw invalidField('unit', { vi: 'Không có mã này.', en: 'There is no such code.' });
  if (unit && !leads(actor).includes(unit.id))
    throw new AppError('forbidden', {
      detail: {
        vi: 'Chỉ lãnh đạo hoặc giám sát của đơn vị được chia sẻ danh sách cho cả đơn vị.',
        en: 'Only a leader or supervisor of the unit may share a list with the whole unit.',
      },
    });
  const columns = body.columns && withTitle(body.columns);
  return {
    name: body.name,
    view: body.view,
    filters: JSON.stringify(body.filters),
    columns,
    unit_id: unit?.id ?? null,
  };
}

const taken = () =>
  new AppError('already_exists', {
    detail: { vi: 'Bạn đã có danh sách mang tên này.', en: 'You have a list of this name already.' },
  });

/** Saves a list under a name of its own; the id when `id` is given names the one to change. */
export async function saveView(ctx: Ctx, actor: Actor, body: Body, id?: number): Promise<SavedView> {
  const values = await checked(ctx.db, actor, body);
  const owner = actor.userId ?? 0;
  const saved = await transact(ctx, async ({ db, now }) => {
    // One at a time per person, so that neither the name nor the number can be exceeded by two tabs.
    await db.selectFrom('users').select('id').where('id', '=', owner).forUpdate().execute();
    const own = await db.selectFrom('saved_views').select(['id', 'name']).where('owner_id', '=', owner).execute();
    if (own.some((v) => v.id !== id && v.name.toLowerCase() === body.name.toLowerCase())) throw taken();
    if (id === undefined) {
      if (own.length >= MOST_SAVED_VIEWS)
        throw new AppError('not_now', {
          detail: {
            vi: `Mỗi người lưu tối đa ${MOST_SAVED_VIEWS} danh sách; hãy xóa bớt.`,
            en: `Everybody may keep at most ${MOST_SAVED_VIEWS} lists; delete some.`,
          },
        });
      const row = { ...values, owner_id: owner, created_at: now, updated_at: now };
      return (await db.insertInto('saved_views').values(row).returning('id').executeTakeFirstOrThrow()).id;
    }
    if (!own.some((v) => v.id === id))
      throw new AppError('not_found', { detail: { vi: 'Không có danh sách này.', en: 'There is no such list.' } });
    // What was chosen for oneself is now what the list has.
    await db.deleteFrom('list_layouts').where('user_id', '=', owner).where('saved_view_id', '=', id).execute();
    await db
      .updateTable('saved_views')
      .set({ ...values, updated_at: now })
      .where('id', '=', id)
      .execute();
    return id;
  });
  const [row] = await rows(ctx.db, sql`v.id = ${saved}`);
  if (!row)
    throw new AppError('not_found', { detail: { vi: 'Danh sách vừa bị xóa.', en: 'The list was just deleted.' } });
  return (await presenterFor(ctx.db, actor))(row);
}

/** Removes one's own list, or one shared in a unit that one leads. @throws AppError `not_found` otherwise */
export async function removeView(ctx: Ctx, actor: Actor, id: number): Promise<void> {
  const gone = await transact(ctx, async ({ db }) =>
    db
      .deleteFrom('saved_views')
      .where('id', '=', id)
      .where(sql<SqlBool>`(owner_id = ${actor.userId ?? 0} or unit_id = any(${leads(actor)}::bigint[]))`)
      .executeTakeFirst(),
  );
  if (gone.numDeletedRows === 0n)
    throw new AppError('not_found', { detail: { vi: 'Không có danh sách này.', en: 'There is no such list.' } });
}
