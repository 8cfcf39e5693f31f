import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Citizen } from '../../contract/citizens.ts';
import { citizensById, familyOf, identitiesOf, nationalPhone } from '../citizens/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { invalidField } from '../platform/errors.ts';
import { hiddenFrom } from './inbox.ts';
import { visibleTo } from './visible.ts';

/** Citizens (`c`) known only by what is kept from this reader: the same as `presentCitizens` decides, for lists of ids. */
export function hiddenCitizens(actor: Actor): RawBuilder<SqlBool> {
  const family = sql`(select p.id from citizens p where p.id = r.id or p.merged_into = r.id)`;
  return sql<SqlBool>`exists (select 1 from citizens r where r.id = c.id
    and exists (select 1 from cases c where c.citizen_id in ${family} and not ${visibleTo(actor)})
    and not exists (select 1 from cases c where c.citizen_id in ${family} and ${visibleTo(actor)})
    and not exists (select 1 from conversations c where c.citizen_id in ${family} and not ${hiddenFrom(actor)}))`;
}

/**
 * Records that stand for themselves, with what this reader may count of their history, in the given order. Somebody who
 * is known only by what is kept from the reader (a denunciation, a report about the reader's unit) is left out: his
 * name alone would say who spoke.
 */
export async function presentCitizens(db: Db, actor: Actor, ids: readonly number[]): Promise<Citizen[]> {
  if (ids.length === 0) return [];
  const rows = new Map((await citizensById(db, ids)).map((row) => [row.id, row]));
  const members = await db
    .selectFrom('citizens')
    .select('id')
    .where((e) => e.or([e('id', 'in', [...ids]), e('merged_into', 'in', [...ids])]))
    .execute();
  const identities = await identitiesOf(
    db,
    members.map((one) => one.id),
  );
  const counts = await sql<{
    id: number;
    cases: number;
    open: number;
    talks: number;
    secret: boolean;
    seen: Date | null;
  }>`
    select r.id, coalesce(k.cases, 0)::int as cases, coalesce(k.open, 0)::int as open, coalesce(v.talks, 0)::int as talks,
      greatest(k.seen, v.seen) as seen,
      exists (select 1 from cases c where c.citizen_id in (select p.id from citizens p where p.id = r.id or p.merged_into = r.id)
        and not ${visibleTo(actor)}) as secret
    from unnest(${[...ids]}::bigint[]) r(id)
    left join lateral (select count(*) as cases, count(*) filter (where c.closed_at is null) as open, max(c.created_at) as seen
      from cases c where c.citizen_id in (select p.id from citizens p where p.id = r.id or p.merged_into = r.id)
        and ${visibleTo(actor)}) k on true
    left join lateral (select count(*) as talks, max(c.last_in_at) as seen
      from conversations c where c.citizen_id in (select p.id from citizens p where p.id = r.id or p.merged_into = r.id)
        and not ${hiddenFrom(actor)}) v on true`.execute(db);
  const byId = new Map(counts.rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = rows.get(id);
    const count = byId.get(id);
    if (!row || (count?.secret && count.cases === 0 && count.talks === 0)) return [];
    const seen = new Set<string>();
    return [
      {
        id: String(id),
        kind: row.kind,
        name: row.name,
        identities: identities
          .filter((one) => one.root_id === id)
          .filter((one) => !seen.has(`${one.kind} ${one.value}`) && seen.add(`${one.kind} ${one.value}`))
          .map((one) => ({
            kind: one.kind,
            value: one.kind === 'phone' ? nationalPhone(one.value) : one.value,
            confidence: one.confidence,
            since: isoLocal(one.created_at),
          })),
        openCases: count?.open ?? 0,
        cases: count?.cases ?? 0,
        conversations: count?.talks ?? 0,
        lastSeenAt: count?.seen ? isoLocal(new Date(count.seen)) : null,
      },
    ];
  });
}

/** The record that somebody picked for a case. @throws AppError `invalid` when there is none that he may see */
export async function chosenCitizen(db: Db, actor: Actor, id: string | undefined): Promise<number | undefined> {
  if (id === undefined) return undefined;
  const family = await familyOf(db, Number(id));
  const [shown] = family ? await presentCitizens(db, actor, [family.id]) : [];
  if (!family || !shown)
    throw invalidField('citizenId', { vi: 'Không có hồ sơ người dân này.', en: 'There is no such citizen record.' });
  return family.id;
}
