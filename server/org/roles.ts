import type { Role } from '../../contract/session.ts';
import type { Tx } from '../platform/context.ts';
import { AppError, invalidField } from '../platform/errors.ts';
import { validAt } from './directory.ts';

export interface WantedRole {
  role: Role;
  unit: string;
}

/**
 * The units of wanted roles, by code. Read from the database, not from memory: a unit may have been added a moment ago.
 * @throws AppError `invalid` naming the role whose unit is unknown or no longer valid
 */
async function unitIdsOf(tx: Tx, wanted: readonly WantedRole[]): Promise<Map<string, number>> {
  const codes = [...new Set(wanted.map((w) => w.unit))];
  if (codes.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('units')
    .select(['id', 'code', 'valid_from as validFrom', 'valid_to as validTo'])
    .where('code', 'in', codes)
    .execute();
  const ids = new Map(rows.filter((u) => validAt(u, tx.now)).map((u) => [u.code, u.id]));
  const wrong = wanted.findIndex((w) => !ids.has(w.unit));
  if (wrong >= 0)
    throw invalidField(
      `roles.${wrong}.unit`,
      {
        vi: `Không có đơn vị ${wanted[wrong]?.unit}, hoặc đơn vị đã ngừng hoạt động.`,
        en: `There is no unit ${wanted[wrong]?.unit}, or it is no longer active.`,
      },
      'unknown_unit',
    );
  return ids;
}

/**
 * Makes the open roles of a person exactly `wanted`: ends the others now, begins the new ones now. The caller holds the
 * lock on the person's row.
 */
export async function setRoles(
  tx: Tx,
  userId: number,
  wanted: readonly WantedRole[],
): Promise<{ added: WantedRole[]; ended: WantedRole[] }> {
  const ids = await unitIdsOf(tx, wanted);
  const open = await tx.db
    .selectFrom('user_roles as r')
    .innerJoin('units as t', 't.id', 'r.unit_id')
    .select(['r.id', 'r.role', 't.code'])
    .where('r.user_id', '=', userId)
    .where('r.valid_to', 'is', null)
    .execute();
  const keyOf = (role: string, unit: string) => `${role}@${unit}`;
  const want = new Map(wanted.map((w) => [keyOf(w.role, w.unit), w]));
  const have = new Set(open.map((o) => keyOf(o.role, o.code)));
  const ending = open.filter((o) => !want.has(keyOf(o.role, o.code)));
  const adding = [...want].filter(([key]) => !have.has(key)).map(([, w]) => w);
  if (ending.length > 0)
    await tx.db
      .updateTable('user_roles')
      .set({ valid_to: tx.now })
      .where(
        'id',
        'in',
        ending.map((o) => o.id),
      )
      .execute();
  if (adding.length > 0) {
    await tx.db
      .insertInto('user_roles')
      .values(
        adding.map((w) => ({ user_id: userId, unit_id: ids.get(w.unit) as number, role: w.role, valid_from: tx.now })),
      )
      .execute();
  }
  return { added: adding, ended: ending.map((o) => ({ role: o.role as Role, unit: o.code })) };
}

/**
 * Refuses to leave the installation without an administrator. Call it before the commit of whatever takes the role or
 * the account away; the locks make two administrators who remove each other wait, and the second is refused.
 */
export async function keepOneAdmin(tx: Tx, work: () => Promise<void>): Promise<void> {
  const before = await tx.db
    .selectFrom('user_roles')
    .select('id')
    .where('role', '=', 'admin')
    .where('valid_to', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  await work();
  if (before.length === 0) return;
  const left = await tx.db
    .selectFrom('user_roles as r')
    .innerJoin('users as u', 'u.id', 'r.user_id')
    .select('r.id')
    .where('r.role', '=', 'admin')
    .where('r.valid_to', 'is', null)
    .where('u.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!left)
    throw new AppError('not_now', {
      detail: {
        vi: 'Hệ thống cần ít nhất một quản trị viên đang hoạt động.',
        en: 'The system needs at least one active administrator.',
      },
    });
}
