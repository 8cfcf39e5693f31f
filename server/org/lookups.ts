import type { Ref } from '../../contract/common.ts';
import type { Db, Tx } from '../platform/db/index.ts';
import { type AreaEntry, type CategoryEntry, directory, type UnitRecord } from './directory.ts';

/** The unit that takes calls and writes cases (level 1). */
export const CENTRE_CODE = 'tong-dai-1022';

/** "The People's Committee of the place": a routing role, resolved by area. */
export const COMMUNE_ROLE_CODE = 'ubnd-cap-xa';

/** @param at when given, the unit must be valid on that local day. */
export async function unitByCode(db: Db | Tx, code: string, at?: Date): Promise<UnitRecord | null> {
  return (await directory(db)).unitByCode(code, at);
}

/** The units of these ids; ids that do not exist are missing from the map. */
export async function unitsById(db: Db | Tx, ids: Iterable<number>): Promise<Map<number, UnitRecord>> {
  const known = await directory(db);
  const found = [...new Set(ids)].map((id) => known.unitById(id)).filter((u) => u !== null);
  return new Map(found.map((u) => [u.id, u]));
}

/** @param at when given, the category must be valid on that local day. */
export async function categoryByCode(db: Db | Tx, code: string, at?: Date): Promise<CategoryEntry | null> {
  return (await directory(db)).categoryByCode(code, at);
}

/** @param at when given, the area must be valid on that local day. */
export async function areaByCode(db: Db | Tx, code: string, at?: Date): Promise<AreaEntry | null> {
  return (await directory(db)).areaByCode(code, at);
}

/** The commune People's Committee of an area. */
export async function unitOfArea(db: Db | Tx, areaId: number, at?: Date): Promise<UnitRecord | null> {
  return (await directory(db)).unitOfArea(areaId, at);
}

/**
 * The real unit behind one that may be a routing role: "UBND cấp xã" becomes the committee of the area. Null when the
 * role cannot be resolved (no area, or a role without a rule, as the water company): somebody must choose.
 */
export async function resolveUnit(
  db: Db | Tx,
  unit: UnitRecord,
  areaId: number | null,
  at: Date,
): Promise<UnitRecord | null> {
  if (!unit.routingRole) return unit;
  if (unit.code !== COMMUNE_ROLE_CODE || areaId === null) return null;
  return (await directory(db)).unitOfArea(areaId, at);
}

/** The 1022 centre. It belongs to the reference data; without it nothing can be registered. */
export async function centreUnit(db: Db | Tx): Promise<UnitRecord> {
  const centre = (await directory(db)).unitByCode(CENTRE_CODE);
  if (!centre) throw new Error(`the unit ${CENTRE_CODE} is missing: load the reference data first`);
  return centre;
}

/** Code and name as they stand inside other objects; the short name where there is one. */
export function refOf(row: { code: string; name: string }): Ref {
  return { code: row.code, name: row.name };
}
