const HOUR = 3_600_000;

/** How many messages came in during the hour that begins at `hour` (real hours, any zone with whole hours). */
export interface HourCount {
  hour: Date;
  received: number;
}

export interface Silence {
  silent: boolean;
  /** Messages that usually come in a span like this one. */
  expected: number;
  /** Length of the span, in hours. */
  hours: number;
}

/** So many messages must be missing before silence means something: by chance it then happens once in 3,000 spans. */
const MISSING = 8;
/** Weeks that the usual rate is taken from, and the fewest with which one may speak of a usual rate. */
export const BASELINE_WEEKS = 6;
const FEWEST_WEEKS = 2;
/** Shorter spans are no silence, however busy the channel. */
const SHORTEST = 0.5;

/**
 * Whether a channel has been silent for longer than it usually is. The usual rate is that of the same hour of the same
 * weekday in the weeks before: nights and weekends are quiet without being ill. Pure.
 * @param counts of the last weeks; hours without a row had none
 * @param firstSeen when the channel began to be counted: weeks before it say nothing
 */
export function silenceOf(facts: {
  now: Date;
  lastInAt: Date | null;
  firstSeen: Date | null;
  counts: readonly HourCount[];
}): Silence {
  const { now, lastInAt, firstSeen } = facts;
  if (lastInAt === null || firstSeen === null) return { silent: false, expected: 0, hours: 0 };
  const weeks = Math.min(BASELINE_WEEKS, Math.floor((lastInAt.getTime() - firstSeen.getTime()) / (168 * HOUR)));
  const hours = Math.max(0, (now.getTime() - lastInAt.getTime()) / HOUR);
  if (weeks < FEWEST_WEEKS) return { silent: false, expected: 0, hours };
  const usual = usualRates(facts.counts, lastInAt, weeks);
  let expected = 0;
  for (let at = floorHour(lastInAt.getTime()); at < now.getTime(); at += HOUR) {
    const share = (Math.min(at + HOUR, now.getTime()) - Math.max(at, lastInAt.getTime())) / HOUR;
    expected += share * (usual.get(weekHour(at)) ?? 0);
    // Nobody needs the exact figure of a channel that is dead for weeks.
    if (expected > 10_000) break;
  }
  return { silent: expected >= MISSING && hours >= SHORTEST, expected: Math.round(expected), hours };
}

/** Average of each hour of the week over the weeks before the silence began. */
function usualRates(counts: readonly HourCount[], until: Date, weeks: number): Map<number, number> {
  const end = floorHour(until.getTime());
  const start = end - weeks * 168 * HOUR;
  const sums = new Map<number, number>();
  for (const { hour, received } of counts) {
    const at = hour.getTime();
    if (at < start || at >= end) continue;
    sums.set(weekHour(at), (sums.get(weekHour(at)) ?? 0) + received);
  }
  return new Map([...sums].map(([key, sum]) => [key, sum / weeks]));
}

const floorHour = (at: number) => Math.floor(at / HOUR) * HOUR;
/** 0–167; the zone does not matter as long as it has no daylight saving, and Vietnam has none. */
const weekHour = (at: number) => Math.floor(at / HOUR) % 168;
