import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../platform/db/index.ts';
import { fold } from '../platform/text.ts';
import { findContacts } from './find-contacts.ts';
import { type Match, matchScore, OFFER_FROM, type PersonFacts } from './match.ts';
import { toE164 } from './phone.ts';

/** The record that stands for `id` now, and everyone merged into it (itself first). Null when there is no such record. */
export async function familyOf(db: Db, id: number): Promise<{ id: number; members: number[] } | null> {
  const row = await db.selectFrom('citizens').select(['id', 'merged_into']).where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  const root = row.merged_into ?? row.id;
  const merged = await db.selectFrom('citizens').select('id').where('merged_into', '=', root).orderBy('id').execute();
  return { id: root, members: [root, ...merged.map((one) => one.id)] };
}

export async function citizensById(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('citizens')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

/** So many people share one number at most; more would be a mistake, not a family. */
const SHARED_BY = 8;

/** Records that stand for themselves with this number or address, the surest and then the newest first. */
export async function citizensByContact(
  db: Db,
  contact: { phone: string | null; email: string | null },
): Promise<number[]> {
  if (contact.phone === null && contact.email === null) return [];
  const { rows } = await sql<{ id: number }>`
    select coalesce(c.merged_into, c.id) as id
    from citizen_identities i join citizens c on c.id = i.citizen_id
    where (i.kind = 'phone' and i.value = ${contact.phone}) or (i.kind = 'email' and i.value = ${contact.email})
    group by 1 order by bool_or(i.confidence = 'verified') desc, max(i.id) desc limit ${SHARED_BY}`.execute(db);
  return rows.map((row) => row.id);
}

export async function identitiesOf(db: Db, citizenIds: readonly number[]) {
  if (citizenIds.length === 0) return [];
  return db
    .selectFrom('citizen_identities as i')
    .innerJoin('citizens as c', 'c.id', 'i.citizen_id')
    .select(['i.kind', 'i.value', 'i.confidence', 'i.created_at', 'i.citizen_id'])
    .select((e) => e.fn.coalesce('c.merged_into', 'c.id').as('root_id'))
    .where('i.citizen_id', 'in', [...citizenIds])
    .orderBy((e) => e('i.confidence', '=', 'verified'), 'desc')
    .orderBy('i.id')
    .execute();
}

/** Records that stand for themselves, newest first; `q`: a name without accents, a phone, a mail, a provider's id. */
export async function searchCitizens(
  db: Db,
  search: { q?: string | undefined; before?: number | undefined; limit: number },
) {
  let query = db
    .selectFrom('citizens as c')
    .selectAll('c')
    .where('c.merged_into', 'is', null)
    .orderBy('c.id', 'desc')
    .limit(search.limit + 1);
  if (search.before) query = query.where('c.id', '<', search.before);
  if (search.q) query = query.where('c.id', 'in', matching(search.q));
  return query.execute();
}

/** The ids of the whole list, newest first; `hidden`: a condition on `c.id` for records that the reader must not see. */
export async function citizenIds(db: Db, q: string | undefined, hidden: RawBuilder<SqlBool>): Promise<number[]> {
  const found = await sql<{ id: number }>`
    select c.id from citizens c where ${listed(q, hidden)} order by c.id desc`.execute(db);
  return found.rows.map((row) => row.id);
}

/** How many the whole list has. */
export async function countCitizens(db: Db, q: string | undefined, hidden: RawBuilder<SqlBool>): Promise<number> {
  const found = await sql<{ total: number }>`
    select count(*)::int as total from citizens c where ${listed(q, hidden)}`.execute(db);
  return found.rows[0]?.total ?? 0;
}

const listed = (q: string | undefined, hidden: RawBuilder<SqlBool>) =>
  sql<SqlBool>`c.merged_into is null and not ${hidden} and ${q ? sql`c.id in ${matching(q)}` : sql`true`}`;

function matching(q: string): RawBuilder<number> {
  const words = fold(q).replace(/[\\%_]/g, (c) => `\\${c}`);
  const phone = toE164(q);
  return sql<number>`(select coalesce(n.merged_into, n.id) from citizens n where n.name_fold like ${`%${words}%`}
    union select coalesce(o.merged_into, o.id) from citizen_identities i join citizens o on o.id = i.citizen_id
      where (i.kind = 'phone' and i.value = ${phone ?? ''}) or (i.kind = 'email' and i.value = ${q.toLowerCase()})
        or (i.kind in ('zalo', 'messenger', 'web') and i.value = ${q}))`;
}

/** So many messages are read for phones and addresses that the citizen named. */
const MESSAGES_READ = 50;

async function factsOfFamily(db: Db, id: number, members: readonly number[]): Promise<PersonFacts> {
  const [root] = await citizensById(db, [id]);
  const identities = await identitiesOf(db, members);
  const messages = await sql<{ body: string }>`select left(m.body, 4000) as body from messages m
    join conversations c on c.id = m.conversation_id
    where c.citizen_id = any(${[...members]}::bigint[]) and m.direction = 'in' order by m.id desc limit ${MESSAGES_READ}`.execute(
    db,
  );
  const areas = await sql<{ name: string }>`select distinct a.name from cases k join areas a on a.id = k.area_id
    where k.citizen_id = any(${[...members]}::bigint[]) limit 50`.execute(db);
  const contacts = messages.rows.map((row) => findContacts(row.body));
  return {
    kind: root?.kind ?? 'person',
    name: root?.name ?? null,
    identities,
    mentioned: contacts.flatMap((one) => [...one.phones, ...one.emails]),
    areas: areas.rows.map((row) => row.name),
  };
}

/** The match of two records as they stand now. */
export async function matchOf(db: Db, a: number, b: number): Promise<Match> {
  const [one, other] = [await familyOf(db, a), await familyOf(db, b)];
  if (!one || !other) return { score: 0, reasons: [] };
  return matchScore(await factsOfFamily(db, one.id, one.members), await factsOfFamily(db, other.id, other.members));
}

/** Other records that may be the same person, surest first; pairs that somebody has told apart are left out. */
export async function matchesFor(db: Db, id: number): Promise<{ id: number; match: Match }[]> {
  const family = await familyOf(db, id);
  if (!family) return [];
  const facts = await factsOfFamily(db, family.id, family.members);
  const values = facts.identities.filter((i) => i.kind === 'phone' || i.kind === 'email').map((i) => i.value);
  const known = [...new Set([...values, ...facts.mentioned])];
  const name = facts.name === null || !facts.name.trim().includes(' ') ? null : fold(facts.name);
  const { rows } = await sql<{ id: number }>`
    select id from (
      select coalesce(c.merged_into, c.id) as id from citizen_identities i join citizens c on c.id = i.citizen_id
        where i.kind in ('phone', 'email') and i.value = any(${known}::text[])
      union select coalesce(c.merged_into, c.id) from citizens c where ${name}::text is not null and c.name_fold = ${name}
      union select coalesce(c.merged_into, c.id) from messages m
        join conversations v on v.id = m.conversation_id join citizens c on c.id = v.citizen_id
        where cardinality(${searchable(values)}::text[]) > 0 and m.direction = 'in' and m.fold ilike any(${searchable(values)}::text[])
    ) found
    where id <> ${family.id} and not exists (select from citizen_differs d
      where d.low_id = least(id, ${family.id}::bigint) and d.high_id = greatest(id, ${family.id}::bigint))
    limit 30`.execute(db);
  const scored: { id: number; match: Match }[] = [];
  for (const row of rows) {
    const other = await familyOf(db, row.id);
    if (!other) continue;
    const match = matchScore(facts, await factsOfFamily(db, other.id, other.members));
    if (match.score >= OFFER_FROM) scored.push({ id: other.id, match });
  }
  return scored.sort((x, y) => y.match.score - x.match.score || x.id - y.id).slice(0, 10);
}

/** Patterns that find a phone or address in folded text, in the spellings that are searched for. */
function searchable(values: readonly string[]): string[] {
  return values.flatMap((value) => {
    if (!value.startsWith('+84')) return [`%${value.replace(/[\\%_]/g, (c) => `\\${c}`)}%`];
    const digits = `0${value.slice(3)}`;
    const spelled = `${digits.slice(0, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}`;
    return [`%${digits}%`, `%${spelled}%`, `%${spelled.replaceAll(' ', '.')}%`];
  });
}

/** Merges into this record that stand or were undone, newest first. */
export async function mergesOf(db: Db, members: readonly number[]) {
  return db
    .selectFrom('citizen_merges as m')
    .innerJoin('citizens as c', 'c.id', 'm.merged_id')
    .innerJoin('users as u', 'u.id', 'm.merged_by')
    .leftJoin('users as v', 'v.id', 'm.undone_by')
    .selectAll('m')
    .select(['c.name as merged_name', 'u.display_name as by_name', 'v.display_name as undone_name'])
    .where('m.kept_id', 'in', [...members])
    .orderBy('m.id', 'desc')
    .execute();
}
