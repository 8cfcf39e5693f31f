import { sql } from 'kysely';
import type { Tx } from '../platform/context.ts';
import { AppError, invalidField } from '../platform/errors.ts';

const TREE_LOCK = 1022_004;

export interface UnitFields {
  name: string;
  shortName: string;
  kind: string;
  parent: string | null;
  areaCode: string | null;
  validFrom: string;
  validTo: string | null;
}

/** One change of the tree at a time: two moves that are each harmless could together close a circle. Call it first. */
export async function lockTree(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${TREE_LOCK})`.execute(tx.db);
}

/**
 * Checks a unit's fields against the tree, which the caller has locked, and returns its columns.
 * @param unitId the unit itself, null for a new one
 */
export async function unitColumns(tx: Tx, unitId: number | null, fields: UnitFields) {
  if (fields.validTo !== null && fields.validTo < fields.validFrom)
    throw invalidField(
      'validTo',
      { vi: 'Ngày kết thúc phải sau ngày bắt đầu.', en: 'The last day must be after the first.' },
      'before_start',
    );
  return {
    name: fields.name,
    short_name: fields.shortName,
    kind: fields.kind,
    parent_id: fields.parent === null ? null : await parentId(tx, unitId, fields.parent),
    area_id: fields.areaCode === null ? null : await areaId(tx, fields.areaCode),
    valid_from: fields.validFrom,
    valid_to: fields.validTo,
  };
}

async function parentId(tx: Tx, unitId: number | null, code: string): Promise<number> {
  const above = await sql<{ id: number }>`
    with recursive above as (
      select id, parent_id from units where code = ${code}
      union select u.id, u.parent_id from units u join above a on u.id = a.parent_id
    ) select id from above`.execute(tx.db);
  const parent = above.rows[0];
  if (!parent)
    throw invalidField('parent', { vi: `Không có đơn vị ${code}.`, en: `There is no unit ${code}.` }, 'unknown_unit');
  if (above.rows.some((u) => u.id === unitId))
    throw invalidField(
      'parent',
      { vi: 'Đơn vị cấp trên nằm dưới chính đơn vị này.', en: 'The unit above lies below this very unit.' },
      'cycle',
    );
  return parent.id;
}

async function areaId(tx: Tx, code: string): Promise<number> {
  const area = await tx.db.selectFrom('areas').select('id').where('code', '=', code).executeTakeFirst();
  if (!area)
    throw invalidField(
      'areaCode',
      { vi: `Không có địa bàn ${code}.`, en: `There is no area ${code}.` },
      'unknown_area',
    );
  return area.id;
}

/** A unit with open roles cannot end: its people would silently lose what they are working on. */
export async function refuseEndWithPeople(tx: Tx, unitId: number): Promise<void> {
  const held = await tx.db
    .selectFrom('user_roles')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
  if (held)
    throw new AppError('not_now', {
      detail: {
        vi: 'Đơn vị còn người dùng: hãy chuyển vai trò của họ trước.',
        en: 'The unit still has users: move their roles first.',
      },
    });
}
