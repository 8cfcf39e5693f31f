import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { forgetDirectory } from '../directory.ts';
import { aboutUnit, unitCreated } from '../events.ts';
import { lockTree, type UnitFields, unitColumns } from '../tree.ts';

/** Adds a unit to the tree. */
export async function createUnit(ctx: Ctx, actor: Actor, input: UnitFields & { code: string }): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockTree(tx);
    const columns = await unitColumns(tx, null, input);
    const row = await tx.db
      .insertInto('units')
      .values({ code: input.code, ...columns, source: null, verified: true })
      .onConflict((c) => c.column('code').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row)
      throw new AppError('already_exists', {
        detail: { vi: `Mã đơn vị ${input.code} đã được dùng.`, en: `The unit code ${input.code} is taken.` },
        fields: [
          { path: 'code', message: { vi: 'Mã đã được dùng.', en: 'The code is taken.' }, code: 'already_exists' },
        ],
      });
    tx.record({ type: unitCreated.type, actor, data: { code: input.code }, ...aboutUnit(row.id) });
  });
  forgetDirectory(ctx.db);
}
