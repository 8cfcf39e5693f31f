import type { Actor } from '../../platform/auth/index.ts';
import { localDay } from '../../platform/clock.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { forgetDirectory } from '../directory.ts';
import { aboutUnit, unitUpdated } from '../events.ts';
import { lockTree, refuseEndWithPeople, type UnitFields, unitColumns } from '../tree.ts';
import { whatChanged } from '../what-changed.ts';

/** Changes everything of a unit but its code, which cases and reports hold on to. */
export async function updateUnit(ctx: Ctx, actor: Actor, code: string, input: UnitFields): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockTree(tx);
    const unit = await tx.db.selectFrom('units').selectAll().where('code', '=', code).forUpdate().executeTakeFirst();
    if (!unit)
      throw new AppError('not_found', { detail: { vi: `Không có đơn vị ${code}.`, en: `There is no unit ${code}.` } });
    const columns = await unitColumns(tx, unit.id, input);
    const fields = (Object.keys(columns) as (keyof typeof columns)[]).filter((c) => columns[c] !== unit[c]);
    if (fields.length === 0) return;
    if (fields.includes('valid_to') && columns.valid_to !== null && columns.valid_to < localDay(tx.now))
      await refuseEndWithPeople(tx, unit.id);
    await tx.db.updateTable('units').set(columns).where('id', '=', unit.id).execute();
    const data = { code, fields, ...(await namedChange(tx, unit, columns)) };
    tx.record({ type: unitUpdated.type, actor, data, ...aboutUnit(unit.id) });
  });
  forgetDirectory(ctx.db);
}

type Columns = Awaited<ReturnType<typeof unitColumns>>;

/** What changed under the names of the contract, with codes instead of numbers. */
async function namedChange(tx: Tx, before: Columns, after: Columns) {
  const codeIn = async (table: 'units' | 'areas', id: number | null) =>
    id === null
      ? null
      : ((await tx.db.selectFrom(table).select('code').where('id', '=', id).executeTakeFirst())?.code ?? null);
  const named = async (c: Columns) => ({
    name: c.name,
    shortName: c.short_name,
    kind: c.kind,
    parent: await codeIn('units', c.parent_id),
    area: await codeIn('areas', c.area_id),
    validFrom: c.valid_from,
    validTo: c.valid_to,
  });
  return whatChanged(await named(before), await named(after)) ?? {};
}
