import { calendarForUnit, nextWorkingInstant } from '../calendar/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { localDay, startOfLocalDay } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';

const HOUR = 3_600_000;
const DAY = 86_400_000;

/** The first of these local hours after `now`. Pure. */
export function nextHour(hours: readonly number[], now: Date): Date {
  const today = startOfLocalDay(localDay(now)).getTime();
  const candidates = [today, today + DAY].flatMap((day) => hours.map((h) => day + h * HOUR));
  const next = candidates.filter((at) => at > now.getTime());
  return new Date(Math.min(...next));
}

/** When the person's next digest goes out: at an hour of his, moved into the working time of his unit. */
export async function nextDigest(db: Db, actor: Actor, hours: readonly number[], now: Date): Promise<Date> {
  const at = nextHour(hours, now);
  const calendar = await calendarForUnit(db, actor.roles[0]?.unitId ?? null, at);
  return nextWorkingInstant(calendar, at);
}
