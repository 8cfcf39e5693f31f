import { toE164 } from '../citizens/index.ts';
import type { Db } from '../platform/db/index.ts';

/** The number in our form, and the citizen who is known by it; several are nobody until an agent has asked. */
export async function findByPhone(
  db: Db,
  shown: string | null,
): Promise<{ number: string | null; citizenId: number | null }> {
  const number = shown && !/anonymous|unknown|restricted/i.test(shown) ? (toE164(shown) ?? shown.slice(0, 30)) : null;
  if (number === null) return { number, citizenId: null };
  const rows = await db
    .selectFrom('citizen_identities as i')
    .innerJoin('citizens as c', 'c.id', 'i.citizen_id')
    .select((e) => e.fn.coalesce('c.merged_into', 'c.id').as('id'))
    .distinct()
    .where('i.kind', '=', 'phone')
    .where('i.value', '=', number)
    .limit(2)
    .execute();
  return { number, citizenId: rows.length === 1 ? (rows[0]?.id ?? null) : null };
}
