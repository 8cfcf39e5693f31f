import { localDay } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/db/index.ts';

export interface UnitRecord {
  id: number;
  code: string;
  name: string;
  shortName: string;
  kind: string;
  parentId: number | null;
  areaId: number | null;
  routingRole: boolean;
  validFrom: string;
  validTo: string | null;
}

export interface AreaEntry {
  id: number;
  code: string;
  name: string;
  shortName: string;
  kind: string;
  formerly: { name: string; district: string; code: string; scope: string }[];
  validFrom: string;
  validTo: string | null;
}

export interface CategoryEntry {
  id: number;
  code: string;
  parentId: number | null;
  name: string;
  nameEn: string;
  defaultType: string;
  defaultUrgency: string;
  defaultUnitId: number | null;
  keywords: string[];
  position: number;
  validFrom: string;
  validTo: string | null;
}

/** Units, areas and categories as they stand in the database, in memory: a few hundred rows that rarely change. */
export interface Directory {
  readonly units: readonly UnitRecord[];
  readonly areas: readonly AreaEntry[];
  readonly categories: readonly CategoryEntry[];
  /** `at` given: only if valid on that local day. */
  unitByCode(code: string, at?: Date): UnitRecord | null;
  unitById(id: number): UnitRecord | null;
  areaByCode(code: string, at?: Date): AreaEntry | null;
  areaById(id: number): AreaEntry | null;
  categoryByCode(code: string, at?: Date): CategoryEntry | null;
  categoryById(id: number): CategoryEntry | null;
  /** The People's Committee of a commune: the real unit (not a routing role) that has this area. */
  unitOfArea(areaId: number, at?: Date): UnitRecord | null;
}

/** Valid on the local day of `at`; both ends of the period belong to it. */
export function validAt(row: { validFrom: string; validTo: string | null }, at: Date): boolean {
  const day = localDay(at);
  return row.validFrom <= day && (row.validTo === null || day <= row.validTo);
}

// A query builder and its transactions share one dialect adapter, and no two databases do: the key of the cache.
const loaded = new WeakMap<object, Promise<Directory>>();
const keyOf = (db: Db | Tx): object => db.getExecutor().adapter;

/**
 * The directory of this database, read once and then served from memory; after the first call it costs nothing on a
 * hot path. `registerOrg` drops it when any process changes a unit, an area or a category. Rows are never deleted, so
 * an id found here stays good.
 */
export function directory(db: Db | Tx): Promise<Directory> {
  const key = keyOf(db);
  let current = loaded.get(key);
  if (!current) {
    current = load(db);
    loaded.set(key, current);
    // A failed load must not be served for ever.
    current.catch(() => loaded.get(key) === current && loaded.delete(key));
  }
  return current;
}

/** Drops what is in memory; the next `directory` reads anew. Call after the commit of a change. */
export function forgetDirectory(db: Db | Tx): void {
  loaded.delete(keyOf(db));
}

async function load(db: Db | Tx): Promise<Directory> {
  const units = await db
    .selectFrom('units')
    .select(['id', 'code', 'name', 'short_name as shortName', 'kind', 'parent_id as parentId', 'area_id as areaId'])
    .select(['routing_role as routingRole', 'valid_from as validFrom', 'valid_to as validTo'])
    .orderBy('code')
    .execute();
  const areas = await db
    .selectFrom('areas')
    .select([
      'id',
      'code',
      'name',
      'short_name as shortName',
      'kind',
      'formerly',
      'valid_from as validFrom',
      'valid_to as validTo',
    ])
    .orderBy('code')
    .execute();
  const categories = await db
    .selectFrom('categories')
    .select(['id', 'code', 'parent_id as parentId', 'name', 'name_en as nameEn', 'keywords', 'position'])
    .select(['default_type as defaultType', 'default_urgency as defaultUrgency', 'default_unit_id as defaultUnitId'])
    .select(['valid_from as validFrom', 'valid_to as validTo'])
    .orderBy('position')
    .execute();
  return asDirectory(units, areas as unknown as AreaEntry[], categories);
}

function asDirectory(units: UnitRecord[], areas: AreaEntry[], categories: CategoryEntry[]): Directory {
  const ofUnits = lookups(units);
  const ofAreas = lookups(areas);
  const ofCategories = lookups(categories);
  const byArea = Map.groupBy(
    units.filter((u) => u.areaId !== null && !u.routingRole),
    (u) => u.areaId,
  );
  return {
    units,
    areas,
    categories,
    unitByCode: ofUnits.byCode,
    unitById: ofUnits.byId,
    areaByCode: ofAreas.byCode,
    areaById: ofAreas.byId,
    categoryByCode: ofCategories.byCode,
    categoryById: ofCategories.byId,
    unitOfArea: (areaId, at) => byArea.get(areaId)?.find((u) => (at ? validAt(u, at) : u.validTo === null)) ?? null,
  };
}

function lookups<T extends { id: number; code: string; validFrom: string; validTo: string | null }>(rows: T[]) {
  const byCode = new Map(rows.map((r) => [r.code, r]));
  const byId = new Map(rows.map((r) => [r.id, r]));
  return {
    byCode(code: string, at?: Date): T | null {
      const row = byCode.get(code);
      return row && (!at || validAt(row, at)) ? row : null;
    },
    byId: (id: number): T | null => byId.get(id) ?? null,
  };
}
