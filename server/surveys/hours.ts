import { localDay, startOfLocalDay } from '../platform/clock.ts';

/** Whether people may be called now: within the local hours of the campaign, `HH:MM[:SS]`. */
export function isWithinHours(hours: { from_time: string; to_time: string }, now: Date): boolean {
  const minutes = (now.getTime() - startOfLocalDay(localDay(now)).getTime()) / 60_000;
  return minutes >= minutesOf(hours.from_time) && minutes < minutesOf(hours.to_time);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
