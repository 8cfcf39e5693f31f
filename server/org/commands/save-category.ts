import { sql } from 'kysely';
import type { z } from 'zod';
import type { categoryBody } from '../../../contract/org-trees.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { localDay } from '../../platform/clock.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { forgetDirectory } from '../directory.ts';
import { aboutCategory, categoryCreated, categoryUpdated } from '../events.ts';
import { lockTree } from '../tree.ts';
import { whatChanged } from '../what-changed.ts';

type Fields = Omit<z.output<typeof categoryBody>, 'code'>;

/** Groups, categories, and details below them: pickers and reports are made for no more. */
const DEEPEST = 3;

/** Adds a category. */
export async function createCategory(ctx: Ctx, actor: Actor, input: Fields & { code: string }): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockTree(tx);
    const columns = await columnsOf(tx, null, input);
    const row = await tx.db
      .insertInto('categories')
      .values({ code: input.code, ...columns })
      .onConflict((c) => c.column('code').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row)
      throw new AppError('already_exists', {
        detail: { vi: `Mã lĩnh vực ${input.code} đã được dùng.`, en: `The category code ${input.code} is taken.` },
        fields: [
          { path: 'code', message: { vi: 'Mã đã được dùng.', en: 'The code is taken.' }, code: 'already_exists' },
        ],
      });
    const { code, ...after } = input;
    tx.record({ type: categoryCreated.type, actor, data: { code, after }, ...aboutCategory(code) });
  });
  forgetDirectory(ctx.db);
}

/** Changes, moves or retires a category. Cases keep it; its code stays for ever. */
export async function updateCategory(ctx: Ctx, actor: Actor, code: string, input: Fields): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockTree(tx);
    const row = await tx.db
      .selectFrom('categories as c')
      .leftJoin('categories as p', 'p.id', 'c.parent_id')
      .leftJoin('units as u', 'u.id', 'c.default_unit_id')
      .select(['c.id', 'c.name', 'c.name_en as nameEn', 'p.code as parent', 'c.default_type as defaultType'])
      .select(['c.default_urgency as defaultUrgency', 'u.code as leadUnit', 'c.keywords', 'c.position'])
      .select(['c.valid_from as validFrom', 'c.valid_to as validTo'])
      .where('c.code', '=', code)
      .forUpdate('c')
      .executeTakeFirst();
    if (!row)
      throw new AppError('not_found', {
        detail: { vi: `Không có lĩnh vực ${code}.`, en: `There is no category ${code}.` },
      });
    const columns = await columnsOf(tx, row.id, input);
    const changed = whatChanged(row, { ...input });
    if (!changed) return;
    await refuseEndBeforeChildren(tx, row.id, input.validTo);
    await tx.db.updateTable('categories').set(columns).where('id', '=', row.id).execute();
    tx.record({ type: categoryUpdated.type, actor, data: { code, ...changed }, ...aboutCategory(code) });
  });
  forgetDirectory(ctx.db);
}

async function columnsOf(tx: Tx, id: number | null, f: Fields) {
  if (f.validTo !== null && f.validTo < f.validFrom)
    throw invalidField(
      'validTo',
      { vi: 'Ngày kết thúc phải sau ngày bắt đầu.', en: 'The last day must be after the first.' },
      'before_start',
    );
  return {
    name: f.name,
    name_en: f.nameEn,
    parent_id: f.parent === null ? null : await parentId(tx, id, f.parent, f),
    default_type: f.defaultType,
    default_urgency: f.defaultUrgency,
    default_unit_id: f.leadUnit === null ? null : await unitId(tx, f.leadUnit),
    keywords: f.keywords,
    position: f.position,
    valid_from: f.validFrom,
    valid_to: f.validTo,
  };
}

async function parentId(tx: Tx, id: number | null, code: string, f: Fields): Promise<number> {
  const { rows: above } = await sql<{ id: number; valid_to: string | null }>`
    with recursive above as (
      select id, parent_id, valid_to, 1 as depth from categories where code = ${code}
      union all select c.id, c.parent_id, c.valid_to, a.depth + 1 from categories c join above a on c.id = a.parent_id
    ) select id, valid_to from above order by depth`.execute(tx.db);
  const parent = above[0];
  if (!parent)
    throw invalidField(
      'parent',
      { vi: `Không có lĩnh vực ${code}.`, en: `There is no category ${code}.` },
      'unknown_category',
    );
  if (above.some((c) => c.id === id))
    throw invalidField(
      'parent',
      { vi: 'Lĩnh vực cấp trên nằm dưới chính lĩnh vực này.', en: 'The category above lies below this very category.' },
      'cycle',
    );
  if (above.length + (await heightOf(tx, id)) > DEEPEST)
    throw invalidField(
      'parent',
      { vi: `Cây lĩnh vực có nhiều nhất ${DEEPEST} cấp.`, en: `The tree of categories has at most ${DEEPEST} levels.` },
      'too_deep',
    );
  if (parent.valid_to !== null && (f.validTo === null || f.validTo > parent.valid_to))
    throw invalidField(
      'parent',
      { vi: 'Lĩnh vực cấp trên ngừng dùng trước lĩnh vực này.', en: 'The category above ends before this one.' },
      'parent_ends',
    );
  return parent.id;
}

/** Levels from this category down, itself included. */
async function heightOf(tx: Tx, id: number | null): Promise<number> {
  if (id === null) return 1;
  const { rows } = await sql<{ height: number }>`
    with recursive below as (
      select id, 1 as depth from categories where id = ${id}
      union all select c.id, b.depth + 1 from categories c join below b on c.parent_id = b.id
    ) select max(depth)::int as height from below`.execute(tx.db);
  return rows[0]?.height ?? 1;
}

async function unitId(tx: Tx, code: string): Promise<number> {
  const unit = await tx.db.selectFrom('units').select(['id', 'valid_to']).where('code', '=', code).executeTakeFirst();
  if (!unit || (unit.valid_to !== null && unit.valid_to < localDay(tx.now)))
    throw invalidField(
      'leadUnit',
      { vi: `Không có đơn vị ${code} đang hoạt động.`, en: `There is no active unit ${code}.` },
      'unknown_unit',
    );
  return unit.id;
}

/** What hangs below must end first, or at the same time: a report would find no way up from it. */
async function refuseEndBeforeChildren(tx: Tx, id: number, validTo: string | null): Promise<void> {
  if (validTo === null) return;
  const child = await tx.db
    .selectFrom('categories')
    .select('name')
    .where('parent_id', '=', id)
    .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>', validTo)]))
    .orderBy('position')
    .executeTakeFirst();
  if (child)
    throw invalidField(
      'validTo',
      {
        vi: `“${child.name}” nằm dưới lĩnh vực này và còn dùng sau ngày đó: hãy chuyển hoặc ngừng lĩnh vực con trước.`,
        en: `“${child.name}” lies below this category and is used after that day: move or end it first.`,
      },
      'has_children',
    );
}
