import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../platform/auth/index.ts';

/**
 * `maySee` as SQL over a row of `cases` under the alias `c`. Every list, count, search and export filters with it;
 * policy.test.ts proves that the two agree.
 */
export function visibleTo(actor: Actor): RawBuilder<boolean> {
  if (actor.kind === 'system') return sql<boolean>`true`;
  const own = [...new Set(actor.roles.map((r) => r.unitId))];
  const notAboutMe =
    own.length > 0
      ? sql<boolean>`(c.about_unit_id is null or c.about_unit_id <> all(${own}::bigint[]))`
      : sql<boolean>`true`;
  if (actor.audiences.has('all_cases')) return sql<boolean>`(${notAboutMe} and ${notKeptFrom(actor)})`;
  const units = handlingUnits(actor);
  const ways: RawBuilder<boolean>[] = [];
  if (units.length > 0) {
    ways.push(
      sql<boolean>`exists (select 1 from assignments a where a.case_id = c.id and a.unit_id = any(${units}::bigint[]) and a.state not in ('returned', 'recalled'))`,
    );
  }
  if (actor.audiences.has('publisher'))
    ways.push(sql<boolean>`(c.status = 'closed' and c.publish_wish and not c.sealed)`);
  if (ways.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${notAboutMe} and ${notKeptFrom(actor)} and (${sql.join(ways, sql` or `)}))`;
}

/**
 * `visibleTo` for a list of other things, over the id of the case that one of them belongs to (`column`, never null): by
 * sets of ids, each from an index and made once, where `visibleTo` would look up the case of every row of a long list.
 */
export function caseVisible(actor: Actor, column: RawBuilder<unknown>): RawBuilder<boolean> {
  if (actor.kind === 'system') return sql<boolean>`true`;
  const notKept = sql<boolean>`${column} not in (${keptCases(actor)})`;
  if (actor.audiences.has('all_cases')) return sql<boolean>`(${notKept})`;
  const units = handlingUnits(actor);
  const ways: RawBuilder<boolean>[] = [];
  if (units.length > 0)
    ways.push(sql<boolean>`${column} in (select a.case_id from assignments a
      where a.unit_id = any(${units}::bigint[]) and a.state not in ('returned', 'recalled'))`);
  if (actor.audiences.has('publisher'))
    ways.push(
      sql<boolean>`${column} in (select p.id from cases p where p.status = 'closed' and p.publish_wish and not p.sealed)`,
    );
  if (ways.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${notKept} and (${sql.join(ways, sql` or `)}))`;
}

/** The ids of cases that are kept from this person, whatever else he may see: few, and found by indexes. */
export function keptCases(actor: Actor): RawBuilder<unknown> {
  const own = [...new Set(actor.roles.map((r) => r.unitId))];
  const aboutMe = sql`select b.id from cases b where b.about_unit_id = any(${own}::bigint[])`;
  if (actor.audiences.has('supervisor')) return aboutMe;
  return sql`${aboutMe} union all select b.id from cases b where b.decline_reason = 'denunciation'
    and not coalesce(b.registered_by = ${actor.userId} or b.answered_by = ${actor.userId}, false)`;
}

/** A denunciation stays with who took it and the supervisors. */
function notKeptFrom(actor: Actor): RawBuilder<boolean> {
  if (actor.audiences.has('supervisor')) return sql<boolean>`true`;
  return sql<boolean>`(c.decline_reason is distinct from 'denunciation' or c.registered_by = ${actor.userId} or c.answered_by = ${actor.userId})`;
}

/** Units for which the actor works at level 2 or 3. */
export function handlingUnits(actor: Actor): number[] {
  return [...actor.audiences].filter((a) => a.startsWith('unit:')).map((a) => Number(a.slice(5)));
}
