import type { MovedCases } from '../../contract/calendar-import.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { Said } from '../platform/said.ts';
import type { CalendarSet } from './calendar-set.ts';

/** What calendars need of cases, which stand after them: handed in when the routes are registered. */
export interface CalendarDoor {
  /** In the transaction of a change: have the open due dates reckoned again, with the reason to write on each. */
  recompute(tx: Tx, why: Said): Promise<void> | void;
  /** What reckoning again would do if `after` were the calendars. */
  preview(ctx: Ctx, after: CalendarSet): Promise<MovedCases>;
}
