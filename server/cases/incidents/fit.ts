/** Incidents that go on, as they lie to what is known of a contact. */
import type { FittingIncident } from '../../../contract/incident-brief.ts';
import { directory } from '../../org/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { compareWith } from '../similarity.ts';
import { visibleTo } from '../visible.ts';
import { fitting, nearer } from './match.ts';
import { openIncidents, presentBrief } from './queries.ts';

export interface ContactFacts {
  text: string;
  categoryId: number | null;
  areaId: number | null;
  /** His last known place stands in where the contact names none. */
  citizenIds: readonly number[];
}

/** All that the reader may know of, the one that fits best first. */
export async function fittingIncidents(db: Db, actor: Actor, facts: ContactFacts): Promise<FittingIncident[]> {
  const open = await openIncidents(db, actor);
  if (open.length === 0) return [];
  const areaId = facts.areaId ?? (await lastArea(db, actor, facts.citizenIds));
  const categoryIds = await withAncestors(db, facts.categoryId);
  // As of one category, so that fewer words in common are enough: there are few incidents, and a person decides.
  const said = (text: string) => ({ text, categoryId: 0, familyId: 0, areaId: null });
  const compare = compareWith(said(facts.text));
  const brief = await presentBrief(db);
  return open
    .map((row) => {
      const sameWords = facts.text.trim() !== '' && compare(said(row.words)) !== null;
      const scope = { categoryId: row.category_id, areaIds: row.area_ids };
      return { row, at: row.declared_at, ...fitting(scope, { categoryIds, areaId, sameWords }) };
    })
    .sort(nearer)
    .map(({ row, fit, reasons }) => ({ ...brief(row), case: row.code, joined: row.joined, fit, reasons }));
}

/** A category and all above it, its own first. */
export async function withAncestors(db: Db, categoryId: number | null): Promise<number[]> {
  const d = await directory(db);
  const ids: number[] = [];
  for (let at = categoryId; at !== null && !ids.includes(at); at = d.categoryById(at)?.parentId ?? null) ids.push(at);
  return ids;
}

/** Where his last case was that the reader may see. */
async function lastArea(db: Db, actor: Actor, citizenIds: readonly number[]): Promise<number | null> {
  if (citizenIds.length === 0) return null;
  const row = await db
    .selectFrom('cases as c')
    .select('c.area_id')
    .where('c.citizen_id', 'in', [...citizenIds])
    .where('c.area_id', 'is not', null)
    .where(visibleTo(actor))
    .orderBy('c.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.area_id ?? null;
}
