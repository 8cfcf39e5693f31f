/** A stretch of a day in minutes since local midnight, `start < end ≤ 1440`. */
export interface TimeRange {
  start: number;
  end: number;
}

const RANGE = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/**
 * Reads `HH:MM-HH:MM` as kept in the reference data and the database. `24:00` may stand only as an end.
 * A night shift is two ranges: `22:00-24:00` on one day and `00:00-06:00` on the next.
 * @throws RangeError when the text is malformed or the range is empty or runs backwards
 */
export function parseTimeRange(text: string): TimeRange {
  const m = RANGE.exec(text);
  if (!m) throw new RangeError(`time range ${JSON.stringify(text)}: expected HH:MM-HH:MM`);
  const start = Number(m[1]) * 60 + Number(m[2]);
  const end = m[3] === undefined ? 1440 : Number(m[3]) * 60 + Number(m[4]);
  if (end <= start) throw new RangeError(`time range ${JSON.stringify(text)}: the end must lie after the start`);
  return { start, end };
}

/**
 * Sorts ranges of one day and joins those that touch, so that a day's ranges never meet.
 * @throws RangeError when two ranges overlap: a minute must not count twice
 */
export function joinTimeRanges(ranges: readonly TimeRange[]): TimeRange[] {
  const sorted = ranges.toSorted((a, b) => a.start - b.start);
  const joined: TimeRange[] = [];
  for (const range of sorted) {
    const last = joined.at(-1);
    if (last && range.start < last.end) {
      throw new RangeError(`time ranges overlap: ${formatTimeRange(last)} and ${formatTimeRange(range)}`);
    }
    if (last?.end === range.start) last.end = range.end;
    else joined.push({ ...range });
  }
  return joined;
}

/** `07:00-11:30`: the inverse of {@link parseTimeRange}. */
export function formatTimeRange(range: TimeRange): string {
  return `${clock(range.start)}-${clock(range.end)}`;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
