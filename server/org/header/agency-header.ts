import type { AgencyHeader, AgencyHeaderField } from '../../../contract/installation.ts';
import { AGENCY_HEADER_FIELDS } from '../../../contract/installation.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import type { Db, Tx as DbTx } from '../../platform/db/index.ts';
import { directory } from '../directory.ts';
import { centreUnit } from '../lookups.ts';

/** What an administrator has written; empty texts where nothing was written. */
export async function ownHeader(db: Db | DbTx): Promise<AgencyHeader> {
  return db.selectFrom('agency_header').select(AGENCY_HEADER_FIELDS).executeTakeFirstOrThrow();
}

/** What stands where nothing was written: the unit above the centre and the one above that, the province, 1022. */
async function fallback(ctx: Pick<Ctx, 'db' | 'config'>): Promise<AgencyHeader> {
  const known = await directory(ctx.db);
  const centre = await centreUnit(ctx.db);
  const agency = centre.parentId === null ? centre : (known.unitById(centre.parentId) ?? centre);
  const above = agency.parentId === null ? null : known.unitById(agency.parentId);
  return {
    authority: above?.name ?? '',
    agency: agency.name,
    place: ctx.config.provinceName,
    address: '',
    phone: '',
    email: '',
    hotline: '1022',
  };
}

/**
 * The agency as it stands at the head of a printed form: cơ quan chủ quản, tên cơ quan, địa danh, address, telephone,
 * e-mail, and the number that citizens dial. What nobody wrote follows from the tree of units; the rest is empty.
 */
export async function agencyHeader(ctx: Pick<Ctx, 'db' | 'config'>): Promise<AgencyHeader> {
  const [own, otherwise] = await Promise.all([ownHeader(ctx.db), fallback(ctx)]);
  return Object.fromEntries(AGENCY_HEADER_FIELDS.map((f) => [f, own[f] || otherwise[f]])) as AgencyHeader;
}

/** Writes the fields that differ, under a lock; returns what stood there and what stands now, of those only. */
export async function writeHeader(
  tx: Tx,
  wanted: AgencyHeader,
): Promise<{ before: Partial<AgencyHeader>; after: Partial<AgencyHeader> } | null> {
  const now = await tx.db
    .selectFrom('agency_header')
    .select(AGENCY_HEADER_FIELDS)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const fields = AGENCY_HEADER_FIELDS.filter((f: AgencyHeaderField) => now[f] !== wanted[f]);
  if (fields.length === 0) return null;
  const only = (of: AgencyHeader) => Object.fromEntries(fields.map((f) => [f, of[f]])) as Partial<AgencyHeader>;
  await tx.db.updateTable('agency_header').set(only(wanted)).execute();
  return { before: only(now), after: only(wanted) };
}
