import type { Actor } from '../../platform/auth/index.ts';
import { localDay } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { forgetDirectory } from '../directory.ts';
import { aboutUnit, unitUpdated } from '../events.ts';
import { lockTree, refuseEndWithPeople, type UnitFields, unitColumns } from '../tree.ts';

/** Changes everything of a unit but its code, which cases and reports hold on to. */
export async function updateUnit(ctx: Ctx, actor: Actor, code: string, input: UnitFields): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockTree(tx);
    const unit = await tx.db.selectFrom('units').selectAll().where('code', '=', code).forUpdate().executeTakeFirst();
    if (!unit) throw new AppError('not_found', { detail: `Không có đơn vị ${code}.` });
    const columns = await unitColumns(tx, unit.id, input);
    const fields = (Object.keys(columns) as (keyof typeof columns)[]).filter((c) => columns[c] !== unit[c]);
    if (fields.length === 0) return;
    if (fields.includes('valid_to') && columns.valid_to !== null && columns.valid_to < localDay(tx.now))
      await refuseEndWithPeople(tx, unit.id);
    await tx.db.updateTable('units').set(columns).where('id', '=', unit.id).execute();
    tx.record({ type: unitUpdated.type, actor, data: { code, fields }, ...aboutUnit(unit.id) });
  });
  forgetDirectory(ctx.db);
}
