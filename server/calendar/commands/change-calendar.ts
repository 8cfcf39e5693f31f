import type { CalendarChange } from '../../../contract/calendars.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { transact } from '../../platform/transact.ts';
import type { CalendarSet } from '../calendar-set.ts';
import { type Changed, type ChangeScope, openScope, requireUsable } from '../change-scope.ts';
import type { CalendarDoor } from '../door.ts';
import { aboutCalendar, calendarChanged, forRecord } from '../events.ts';
import { forgetCalendars } from '../queries.ts';
import { removeDay, restoreDay, setDay, swapDays } from './change-day.ts';
import { changeSettings } from './change-settings.ts';
import { assignUnit, unassignUnit } from './change-units.ts';
import { inheritWeek, setWeek } from './change-week.ts';

/**
 * Carries out one change of a calendar, puts it on record, and has the open due dates reckoned again, in one transaction.
 * @throws AppError `not_found`, `invalid`, `not_now`, with the reason in words
 */
export async function changeCalendar(
  ctx: Ctx,
  door: CalendarDoor,
  actor: Actor,
  code: string,
  change: CalendarChange,
): Promise<void> {
  await transact(ctx, async (tx) => {
    const scope = await openScope(tx.db, tx.now, code);
    const { what, before, after, why } = await apply(scope, change);
    await requireUsable(tx.db, tx.now, code);
    const data = { code, what, before: forRecord(before), after: forRecord(after) };
    tx.record({ type: calendarChanged.type, actor, data, ...aboutCalendar(code) });
    await door.recompute(tx, why);
  });
  forgetCalendars(ctx.db);
}

/** All calendars as they would be after a change that is not saved. @throws AppError as {@link changeCalendar} */
export function calendarsAfter(ctx: Ctx, code: string, change: CalendarChange): Promise<CalendarSet> {
  return withoutSaving(
    ctx,
    async (scope) => {
      await apply(scope, change);
      return requireUsable(scope.db, scope.now, code);
    },
    code,
  );
}

/** Does something to a calendar, keeps what it returns, and takes the rest back. */
export async function withoutSaving<T>(ctx: Ctx, work: (scope: ChangeScope) => Promise<T>, code: string): Promise<T> {
  const takenBack = new Error('taken back');
  const kept: { value?: T } = {};
  try {
    await inTransaction(ctx.db, async (db) => {
      kept.value = await work(await openScope(db, ctx.clock.now(), code));
      throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) throw error;
  }
  return kept.value as T;
}

function apply(scope: ChangeScope, change: CalendarChange): Promise<Changed> {
  switch (change.do) {
    case 'settings':
      return changeSettings(scope, change);
    case 'set_week':
      return setWeek(scope, change);
    case 'inherit_week':
      return inheritWeek(scope);
    case 'set_day':
      return setDay(scope, change);
    case 'remove_day':
      return removeDay(scope, change);
    case 'restore_day':
      return restoreDay(scope, change);
    case 'swap':
      return swapDays(scope, change);
    case 'assign':
      return assignUnit(scope, change);
    case 'unassign':
      return unassignUnit(scope, change);
  }
}
