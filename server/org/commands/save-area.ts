import type { z } from 'zod';
import type { areaBody } from '../../../contract/org-trees.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { forgetDirectory } from '../directory.ts';
import { aboutArea, areaCreated, areaUpdated } from '../events.ts';
import { lockTree } from '../tree.ts';
import { whatChanged } from '../what-changed.ts';

type Fields = Omit<z.output<typeof areaBody>, 'code'>;

/** Adds a commune or ward. */
export async function createArea(ctx: Ctx, actor: Actor, input: Fields & { code: string }): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockTree(tx);
    const row = await tx.db
      .insertInto('areas')
      .values({ code: input.code, ...columnsOf(input) })
      .onConflict((c) => c.column('code').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row)
      throw new AppError('already_exists', {
        detail: { vi: `Mã địa bàn ${input.code} đã được dùng.`, en: `The area code ${input.code} is taken.` },
        fields: [
          { path: 'code', message: { vi: 'Mã đã được dùng.', en: 'The code is taken.' }, code: 'already_exists' },
        ],
      });
    const { code, ...after } = input;
    tx.record({ type: areaCreated.type, actor, data: { code, after }, ...aboutArea(code) });
  });
  forgetDirectory(ctx.db);
}

/** Changes or retires an area. Cases keep it; its code stays for ever. */
export async function updateArea(ctx: Ctx, actor: Actor, code: string, input: Fields): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockTree(tx);
    const row = await tx.db.selectFrom('areas').selectAll().where('code', '=', code).forUpdate().executeTakeFirst();
    if (!row)
      throw new AppError('not_found', { detail: { vi: `Không có địa bàn ${code}.`, en: `There is no area ${code}.` } });
    const columns = columnsOf(input);
    const before = {
      name: row.name,
      shortName: row.short_name,
      kind: row.kind,
      formerly: (row.formerly as Fields['formerly']).map(({ name, district, code: old, scope }) => ({
        name,
        district,
        code: old,
        scope,
      })),
      validFrom: row.valid_from,
      validTo: row.valid_to,
    };
    const changed = whatChanged(before, { ...input, formerly: input.formerly.map(plain) });
    if (!changed) return;
    if ('validTo' in changed.after && input.validTo !== null) await refuseEndBeforeUnits(tx, row.id, input.validTo);
    await tx.db.updateTable('areas').set(columns).where('id', '=', row.id).execute();
    tx.record({ type: areaUpdated.type, actor, data: { code, ...changed }, ...aboutArea(code) });
  });
  forgetDirectory(ctx.db);
}

const plain = ({ name, district, code, scope }: Fields['formerly'][number]) => ({ name, district, code, scope });

function columnsOf(f: Fields) {
  if (f.validTo !== null && f.validTo < f.validFrom)
    throw invalidField(
      'validTo',
      { vi: 'Ngày kết thúc phải sau ngày bắt đầu.', en: 'The last day must be after the first.' },
      'before_start',
    );
  return {
    name: f.name,
    short_name: f.shortName,
    kind: f.kind,
    formerly: JSON.stringify(f.formerly.map(plain)),
    valid_from: f.validFrom,
    valid_to: f.validTo,
  };
}

/** The committee of a place goes first, so that no unit answers for a place that is gone. */
async function refuseEndBeforeUnits(tx: Tx, id: number, validTo: string): Promise<void> {
  const unit = await tx.db
    .selectFrom('units')
    .select('name')
    .where('area_id', '=', id)
    .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>', validTo)]))
    .executeTakeFirst();
  if (unit)
    throw invalidField(
      'validTo',
      {
        vi: `${unit.name} còn phụ trách địa bàn này sau ngày đó: hãy ngừng hoặc đổi địa bàn của đơn vị trước.`,
        en: `${unit.name} still covers this area after that day: end the unit or change its area first.`,
      },
      'has_unit',
    );
}
