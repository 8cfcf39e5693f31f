import { sql } from 'kysely';
import type { Tx } from '../../platform/context.ts';
import { fold, storable } from '../../platform/text.ts';

export const IDENTITY_KINDS = ['phone', 'email', 'zalo', 'messenger', 'web'] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];
export type Confidence = 'verified' | 'said' | 'guessed';

/** One way by which a person is known: phone in E.164, mail in lower case, the provider's id otherwise. */
export interface CitizenIdentity {
  kind: IdentityKind;
  value: string;
  confidence: Confidence;
}

/**
 * The citizen who is known by this identity, else a new one of this name. Two messages at once make one citizen. A
 * merged one is followed. A better confidence than before is kept.
 */
export async function recogniseIdentity(tx: Tx, identity: CitizenIdentity, name: string | null): Promise<number> {
  const value = identity.kind === 'email' ? identity.value.toLowerCase() : identity.value;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${identity.kind}\n${value}`}, 1023))`.execute(tx.db);
  const known = await tx.db
    .selectFrom('citizen_identities as i')
    .innerJoin('citizens as c', 'c.id', 'i.citizen_id')
    .select(['i.id', 'i.confidence', 'c.id as own_id', 'c.merged_into', 'c.name'])
    .where('i.kind', '=', identity.kind)
    .where('i.value', '=', value)
    .orderBy((e) => e('i.confidence', '=', 'verified'), 'desc')
    .orderBy('i.id')
    .executeTakeFirst();
  const shown = name ? storable(name).trim().slice(0, 200) || null : null;
  if (known) {
    if (RANK[identity.confidence] > RANK[known.confidence])
      await tx.db
        .updateTable('citizen_identities')
        .set({ confidence: identity.confidence })
        .where('id', '=', known.id)
        .execute();
    if (known.name === null && shown)
      await tx.db
        .updateTable('citizens')
        .set({ name: shown, name_fold: fold(shown) })
        .where('id', '=', known.own_id)
        .execute();
    return known.merged_into ?? known.own_id;
  }
  const { id } = await tx.db
    .insertInto('citizens')
    .values({ name: shown, name_fold: shown === null ? null : fold(shown), created_at: tx.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('citizen_identities')
    .values({ citizen_id: id, kind: identity.kind, value, confidence: identity.confidence, created_at: tx.now })
    .execute();
  return id;
}

const RANK: Record<Confidence, number> = { guessed: 0, said: 1, verified: 2 };
