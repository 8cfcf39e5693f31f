import { sql } from 'kysely';
import type { Tx } from '../../platform/context.ts';
import { PREPARED } from '../../platform/db/index.ts';
import { fold } from '../../platform/text.ts';

export interface Contact {
  name?: string | null;
  /** E.164 */
  phone?: string | null;
  email?: string | null;
}

/**
 * The citizen behind a contact: the one who is known by this phone or mail address, else a new one. What is only said
 * on the phone or typed in a form is kept with confidence `said`; a mail that came from the address `verified`.
 * One statement, so that the hot path pays one round trip. Null when nothing identifies anybody.
 */
export async function recogniseCitizen(
  tx: Tx,
  contact: Contact,
  confidence: 'verified' | 'said',
  demo = false,
): Promise<number | null> {
  const phone = contact.phone ?? null;
  const email = contact.email?.toLowerCase() ?? null;
  if (!phone && !email) return null;
  const name = contact.name ?? null;
  const result = await sql<{
    id: number;
  }>`${PREPARED} with given(kind, value) as (values ('phone', ${phone}::text), ('email', ${email}::text)),
    found as (
      select coalesce(c.merged_into, c.id) as id from citizen_identities i join given g on g.kind = i.kind and g.value = i.value
      join citizens c on c.id = i.citizen_id
      order by (i.confidence = 'verified') desc, i.id limit 1),
    fresh as (
      insert into citizens (name, name_fold, created_at, demo)
      select ${name}, ${name === null ? null : fold(name)}, ${tx.now}, ${demo} where not exists (select 1 from found) returning id),
    who as (select id from found union all select id from fresh),
    known as (
      insert into citizen_identities (citizen_id, kind, value, confidence, created_at)
      select who.id, g.kind, g.value, ${confidence}, ${tx.now} from who, given g
      where g.value is not null and not exists (
        select 1 from citizen_identities i where i.citizen_id = who.id and i.kind = g.kind and i.value = g.value))
    select id from who`.execute(tx.db);
  return result.rows[0]?.id ?? null;
}
