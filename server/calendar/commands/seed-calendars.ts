import { sql } from 'kysely';
import { type Db, inTransaction, type Tx } from '../../platform/db/index.ts';
import { forgetCalendars } from '../queries.ts';
import { type ReferenceCalendar, referenceCalendars } from '../reference.ts';

/**
 * Brings in the calendars of db/reference; called at every start. A calendar that exists keeps its name, hours and role;
 * its reference days follow the release (a provisional Tết becomes the announced one), and days that a person entered or
 * imported stay as they are. To do away with a reference day, write a day of one's own over it.
 * @returns how many calendars were new and how many days were written or removed; nothing changes the second time
 */
export async function seedCalendars(db: Db): Promise<{ calendars: number; days: number }> {
  const total = { calendars: 0, days: 0 };
  await inTransaction(db, async (tx) => {
    total.calendars = 0;
    total.days = 0;
    for (const calendar of referenceCalendars()) {
      const isNew = await addCalendar(tx, calendar);
      total.calendars += isNew ? 1 : 0;
      total.days += await renewDays(tx, calendar);
    }
  });
  forgetCalendars(db);
  return total;
}

async function addCalendar(tx: Tx, calendar: ReferenceCalendar): Promise<boolean> {
  const hasDefault = await tx.selectFrom('calendars').select('id').where('is_default', '=', true).executeTakeFirst();
  const added = await tx
    .insertInto('calendars')
    .values({
      code: calendar.code,
      name: calendar.name,
      day_minutes: calendar.dayMinutes,
      is_default: calendar.isDefault && !hasDefault,
    })
    .onConflict((oc) => oc.column('code').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) return false;
  await tx
    .insertInto('calendar_ranges')
    .values(
      calendar.weekly.map((w) => ({
        calendar_id: added.id,
        weekday: w.weekday,
        hours: w.range,
        valid_from: w.validFrom,
        valid_to: w.validTo,
      })),
    )
    .execute();
  return true;
}

async function renewDays(tx: Tx, calendar: ReferenceCalendar): Promise<number> {
  const { id } = await tx
    .selectFrom('calendars')
    .select('id')
    .where('code', '=', calendar.code)
    .executeTakeFirstOrThrow();
  const removed = await tx
    .deleteFrom('calendar_days')
    .where('calendar_id', '=', id)
    .where('origin', '=', 'reference')
    .where(sql<boolean>`date <> all (${calendar.days.map((d) => d.date)}::date[])`)
    .executeTakeFirst();
  if (calendar.days.length === 0) return Number(removed.numDeletedRows);
  const written = await tx
    .insertInto('calendar_days')
    .values(
      calendar.days.map((d) => ({
        calendar_id: id,
        date: d.date,
        kind: d.kind,
        name: d.name,
        swapped_with: d.swappedWith,
        source: d.source,
        verified: d.verified,
        origin: 'reference',
      })),
    )
    .onConflict((oc) =>
      oc
        .columns(['calendar_id', 'date'])
        .doUpdateSet((eb) => ({
          kind: eb.ref('excluded.kind'),
          name: eb.ref('excluded.name'),
          swapped_with: eb.ref('excluded.swapped_with'),
          source: eb.ref('excluded.source'),
          verified: eb.ref('excluded.verified'),
        }))
        .where('calendar_days.origin', '=', 'reference')
        .where(
          sql<boolean>`(calendar_days.kind, calendar_days.name, calendar_days.swapped_with, calendar_days.source, calendar_days.verified)
            is distinct from (excluded.kind, excluded.name, excluded.swapped_with, excluded.source, excluded.verified)`,
        ),
    )
    .returning('date')
    .execute();
  return written.length + Number(removed.numDeletedRows);
}
