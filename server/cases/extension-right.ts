/** Who may give more time: the unit's leader up to a limit that is data (`extension_rights`), beyond it the centre or the province. */
import type { Selectable } from 'kysely';
import { addWorkingMinutes, calendarForUnit, workingMinutesBetween } from '../calendar/index.ts';
import type { Cases, Db } from '../platform/db/index.ts';

type Row = Pick<
  Selectable<Cases>,
  'type' | 'lead_unit_id' | 'clock_from' | 'original_due_at' | 'due_at' | 'paused_minutes'
>;

/** The rule for a type of case: its own, else the one for all. Shares are percent of the time first promised. */
export async function extensionRight(
  db: Db,
  type: Row['type'],
): Promise<{ sharePercent: number; workingDays: number }> {
  const rule = await db
    .selectFrom('extension_rights')
    .select(['share_percent', 'working_days'])
    .where((e) => e.or([e('type', '=', type), e('type', 'is', null)]))
    .orderBy('type', (o) => o.asc().nullsLast())
    .limit(1)
    .executeTakeFirst();
  return { sharePercent: rule?.share_percent ?? 0, workingDays: rule?.working_days ?? 0 };
}

/**
 * Until when the leader of the unit may extend. Counted in working time from the date first promised (moved by the time
 * that the clock stood still for the citizen), never from a date already extended, so that steps do not add up.
 */
export async function leaderLimit(db: Db, row: Row): Promise<Date> {
  const { sharePercent, workingDays } = await extensionRight(db, row.type);
  const calendar = await calendarForUnit(db, row.lead_unit_id, row.clock_from);
  const promised = row.original_due_at ?? row.due_at ?? row.clock_from;
  const base = row.paused_minutes > 0 ? addWorkingMinutes(calendar, promised, row.paused_minutes) : promised;
  const share = (workingMinutesBetween(calendar, row.clock_from, promised) * sharePercent) / 100;
  return addWorkingMinutes(calendar, base, Math.max(share, workingDays * calendar.dayMinutes));
}
