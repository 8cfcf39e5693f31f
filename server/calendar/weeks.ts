import type { WeeklyRange } from './working-calendar.ts';

/** Hours of the seven weekdays, Monday first. */
export type Week = readonly (readonly string[])[];

/** A week and the days between which it holds, both included; null = open. */
export interface DatedWeek {
  from: string | null;
  to: string | null;
  week: Week;
}

const EMPTY: Week = [[], [], [], [], [], [], []];

/** The day before or after, `YYYY-MM-DD`. */
export function dayBeside(day: string, days: 1 | -1): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** What is left of the days `[a, b]` when `[from, to]` is taken out: nothing, one or two stretches. */
export function cutOut(
  old: { from: string | null; to: string | null },
  hole: { from: string; to: string | null },
): { from: string | null; to: string | null }[] {
  const before = old.from === null || old.from < hole.from;
  const after = hole.to !== null && (old.to === null || old.to > hole.to);
  const apart =
    (old.to !== null && old.to < hole.from) || (old.from !== null && hole.to !== null && old.from > hole.to);
  if (apart) return [old];
  return [
    ...(before ? [{ from: old.from, to: dayBeside(hole.from, -1) }] : []),
    ...(after ? [{ from: dayBeside(hole.to as string, 1), to: old.to }] : []),
  ];
}

/** Weekly ranges after another week holds from `from` to `to` (null: for good); what held before and after stays. */
export function replaceWeek(
  ranges: readonly WeeklyRange[],
  next: { from: string; to: string | null; week: Week },
): WeeklyRange[] {
  const kept = ranges.flatMap((r) =>
    cutOut({ from: r.validFrom, to: r.validTo }, next).map((part) => ({
      ...r,
      validFrom: part.from,
      validTo: part.to,
    })),
  );
  const added = next.week.flatMap((hours, i) =>
    hours.map((range) => ({ weekday: i + 1, range, validFrom: next.from, validTo: next.to })),
  );
  return [...kept, ...added];
}

/** The week that holds on a day. */
export function weekOn(ranges: readonly WeeklyRange[], day: string): Week {
  return EMPTY.map((_, i) =>
    ranges
      .filter((r) => r.weekday === i + 1 && (r.validFrom === null || r.validFrom <= day))
      .filter((r) => r.validTo === null || day <= r.validTo)
      .map((r) => r.range)
      .toSorted(),
  );
}

/** The same ranges as one week after the other, oldest first; weeks without any hours between others are shown, too. */
export function datedWeeks(ranges: readonly WeeklyRange[]): DatedWeek[] {
  if (ranges.length === 0) return [];
  const starts = new Set<string>();
  for (const r of ranges) {
    if (r.validFrom !== null) starts.add(r.validFrom);
    if (r.validTo !== null) starts.add(dayBeside(r.validTo, 1));
  }
  const sorted = [...starts].toSorted();
  const first = sorted[0];
  const open: DatedWeek[] = [
    {
      from: null,
      to: first === undefined ? null : dayBeside(first, -1),
      week: weekOn(ranges, first === undefined ? '2000-01-01' : dayBeside(first, -1)),
    },
    ...sorted.map((from, i) => {
      const next = sorted[i + 1];
      return { from, to: next === undefined ? null : dayBeside(next, -1), week: weekOn(ranges, from) };
    }),
  ];
  return open.filter((w, i) => (i > 0 && i < open.length - 1) || w.week.some((hours) => hours.length > 0));
}
