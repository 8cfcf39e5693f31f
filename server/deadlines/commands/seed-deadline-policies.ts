import { sql } from 'kysely';
import { type Db, inTransaction } from '../../platform/db/index.ts';
import { forgetDeadlines } from '../queries.ts';
import { referencePolicies } from '../reference.ts';

/**
 * Brings in the default policies of db/reference; called at every start, after `seedCalendars`. Policies that a person
 * wrote or changed are left alone; defaults that nobody touched follow the release.
 * @returns how many policies were written; 0 the second time
 */
export async function seedDeadlinePolicies(db: Db): Promise<number> {
  const written = await inTransaction(db, async (tx) => {
    const calendars = await tx.selectFrom('calendars').select(['id', 'code']).execute();
    const ids = new Map(calendars.map((c) => [c.code, c.id]));
    const rows = await tx
      .insertInto('deadline_policies')
      .values(
        referencePolicies().map((p) => ({
          stage: p.stage,
          type: p.type,
          urgency: p.urgency,
          amount: p.amount,
          unit: p.unit,
          calendar_id: p.calendar === null ? null : calendarId(ids, p.calendar),
          warn_shares: [...p.warnShares],
          valid_from: p.validFrom,
          note: p.note,
          origin: 'reference',
        })),
      )
      .onConflict((oc) =>
        oc
          .columns(['stage', 'type', 'urgency', 'category_id', 'valid_from'])
          .doUpdateSet((eb) => ({
            amount: eb.ref('excluded.amount'),
            unit: eb.ref('excluded.unit'),
            calendar_id: eb.ref('excluded.calendar_id'),
            warn_shares: eb.ref('excluded.warn_shares'),
            note: eb.ref('excluded.note'),
          }))
          .where('deadline_policies.origin', '=', 'reference')
          // One that a person has ended is history: cases were promised what it said.
          .where('deadline_policies.valid_to', 'is', null)
          .where(
            sql<boolean>`(deadline_policies.amount, deadline_policies.unit, deadline_policies.calendar_id, deadline_policies.warn_shares, deadline_policies.note)
              is distinct from (excluded.amount, excluded.unit, excluded.calendar_id, excluded.warn_shares, excluded.note)`,
          ),
      )
      .returning('id')
      .execute();
    return rows.length;
  });
  forgetDeadlines(db);
  return written;
}

function calendarId(ids: ReadonlyMap<string, number>, code: string): number {
  const id = ids.get(code);
  if (id === undefined) throw new Error(`deadline-policies.json names the calendar ${code}, which is not seeded`);
  return id;
}
