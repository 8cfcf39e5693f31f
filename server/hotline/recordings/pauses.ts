/** A stretch of a call during which nothing was recorded. */
export interface Silence {
  from: Date;
  to: Date;
}

/**
 * Where a recording was paused, in seconds of its sound: the sound goes on where it stopped, so every pause moves what
 * comes after it forward. Overlapping stretches (a pause within a hold) count once. Pure.
 */
export function pausesIn(
  recording: { from: Date; to: Date | null },
  silences: readonly Silence[],
): { at: number; seconds: number }[] {
  const start = recording.from.getTime();
  const end = recording.to?.getTime() ?? Number.POSITIVE_INFINITY;
  const inside = silences
    .map(({ from, to }) => ({ from: Math.max(start, from.getTime()), to: Math.min(end, to.getTime()) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const one of inside) {
    const last = merged.at(-1);
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else merged.push({ ...one });
  }
  let lost = 0;
  return merged.map(({ from, to }) => {
    const pause = { at: round((from - start - lost) / 1000), seconds: round((to - from) / 1000) };
    lost += to - from;
    return pause;
  });
}

const round = (seconds: number) => Math.round(seconds * 10) / 10;
