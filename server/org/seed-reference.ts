import { sql } from 'kysely';
import { SYSTEM } from '../platform/auth/index.ts';
import { type Db, inTransaction, type Tx } from '../platform/db/index.ts';
import { insertEvents } from '../platform/events/index.ts';
import { forgetDirectory } from './directory.ts';
import { referenceLoaded } from './events.ts';
import {
  type AgencyRecord,
  type AreaRecord,
  type CategoryRecord,
  RECKONING,
  readReference,
} from './reference-files.ts';

export interface SeedCounts {
  areas: number;
  units: number;
  categories: number;
}

/**
 * Loads areas, units and categories that are not there yet. What exists is never touched: from the first start on the
 * administrators own it. Idempotent; several processes may start at once (the unique codes decide).
 * @returns how many rows of each kind were new
 */
export async function seedReference(db: Db, now: Date): Promise<SeedCounts> {
  const { areas, agencies, categories } = readReference();
  const added = await inTransaction(db, async (tx) => {
    const counts = {
      areas: await seedAreas(tx, areas),
      units: await seedUnits(tx, agencies),
      categories: await seedCategories(tx, categories),
    };
    if (counts.areas + counts.units + counts.categories > 0) {
      await insertEvents(tx, now, [
        { type: referenceLoaded.type, actor: SYSTEM, data: { ...counts }, audience: { to: ['admin'] } },
      ]);
    }
    return counts;
  });
  forgetDirectory(db);
  return added;
}

async function seedAreas(tx: Tx, areas: AreaRecord[]): Promise<number> {
  const rows = areas.map((a) => ({
    code: a.code,
    name: a.name,
    short_name: a.shortName,
    kind: a.kind,
    formerly: JSON.stringify(a.formerly),
    valid_from: a.validFrom,
    valid_to: a.validTo,
  }));
  const added = await tx
    .insertInto('areas')
    .values(rows)
    .onConflict((c) => c.column('code').doNothing())
    .returning('id')
    .execute();
  return added.length;
}

async function seedUnits(tx: Tx, agencies: AgencyRecord[]): Promise<number> {
  const areas = new Map((await tx.selectFrom('areas').select(['code', 'id']).execute()).map((a) => [a.code, a.id]));
  const rows = agencies.map((a) => ({
    code: a.code,
    name: a.name,
    short_name: a.shortName,
    kind: a.kind,
    area_id: a.areaCode === null ? null : (areas.get(a.areaCode) ?? null),
    routing_role: a.role,
    source: a.source,
    verified: a.verified,
    valid_from: a.validFrom,
    valid_to: a.validTo,
  }));
  const added = await tx
    .insertInto('units')
    .values(rows)
    .onConflict((c) => c.column('code').doNothing())
    .returning('id')
    .execute();
  await linkParents(tx, 'units', agencies, added);
  return added.length;
}

async function seedCategories(tx: Tx, categories: CategoryRecord[]): Promise<number> {
  const units = new Map((await tx.selectFrom('units').select(['code', 'id']).execute()).map((u) => [u.code, u.id]));
  const rows = categories.map((c, i) => ({
    code: c.code,
    name: c.name.vi,
    name_en: c.name.en,
    default_type: c.defaultType,
    default_urgency: c.defaultUrgency,
    default_unit_id: c.defaultLeadAgency === null ? null : (units.get(c.defaultLeadAgency) ?? null),
    keywords: c.keywords,
    position: (i + 1) * 10,
    valid_from: RECKONING,
  }));
  const added = await tx
    .insertInto('categories')
    .values(rows)
    .onConflict((c) => c.column('code').doNothing())
    .returning('id')
    .execute();
  await linkParents(tx, 'categories', categories, added);
  return added.length;
}

/** Parents of the rows just added; rows that existed keep the parent somebody may have given them. */
async function linkParents(
  tx: Tx,
  table: 'units' | 'categories',
  records: { code: string; parent: string | null }[],
  added: { id: number }[],
) {
  const children = records.filter((r) => r.parent !== null);
  if (added.length === 0 || children.length === 0) return;
  await sql`
    update ${sql.table(table)} child set parent_id = parent.id
    from unnest(${children.map((c) => c.code)}::text[], ${children.map((c) => c.parent)}::text[]) as link (code, parent_code)
    join ${sql.table(table)} parent on parent.code = link.parent_code
    where child.code = link.code and child.id = any(${added.map((a) => a.id)}::bigint[])`.execute(tx);
}
